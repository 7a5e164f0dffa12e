// R1 and RT24: somebody with the top role stays, active, at the account and without an end, however
// many give it up or end one another at the same moment (threat 23).
//
// Writes are serial and each reads its actor again, so whoever was ended ends nobody; and nobody
// may suspend or delete themselves. That alone would leave one. So here each of them also gives up
// by themselves, in every way there is: what stops the last one is the rule and nothing else.
#include <gtest/gtest.h>

#include "support/account.h"
#include "support/at_once.h"
#include "support/jobs.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 40}); }

json::Value roles(std::vector<Role> const& list) {
    return json::Object{{"roles", roles_value(list)}};
}

// Four admins, and what is left of them.
struct Four {
    Account account = stamps();
    std::vector<Person> admins{account.owner, account.join("bob", {"admin"}),
                               account.join("cem", {"admin"}), account.join("dua", {"admin"})};

    Person& next_to(std::size_t i) { return admins[(i + 1) % admins.size()]; }
    json::Array everybody() const {
        json::Array all;
        for (auto const& admin : admins) all.emplace_back(admin.id);
        return all;
    }

    // ---- the ways to give up the role by oneself
    Answer step_down(Person& who) { return who.put(who.path() + "/roles", roles({"user"})); }
    Answer until_next_century(Person& who) {
        return who.put(who.path() + "/roles", roles({Role("admin", "", "2100-01-01T00:00:00Z")}));
    }
    Answer leave(Person& who) { return who.client.del("/v1/me/accounts/" + account.slug()); }

    // Who still counts for the rule, as the administrators among them see it.
    std::size_t left() const {
        for (auto const& reader : admins) {
            if (reader.get("/seats").status != 200) continue;
            std::size_t count = 0;
            for (auto const& admin : admins) count += counts(reader.get(admin.path()));
            return count;
        }
        return 0;
    }
    static bool counts(Answer const& user) {
        bool for_good = false;
        for (std::size_t i = 0; i < user.count("roles"); ++i) {
            auto role = "roles." + std::to_string(i);
            for_good |= user.text(role + ".role") == "admin" && user.text(role + ".until").empty();
        }
        return user.text("status") == "active" && for_good;
    }
    void expect_one_left() const {
        EXPECT_EQ(left(), 1U);
        auto verified = account.server().run({"audit", "verify", "--account", account.slug()});
        EXPECT_EQ(verified.status, 0) << verified.err;
    }
};

TEST(R1, of_four_admins_who_step_down_at_once_one_stays) {
    Four four;
    auto answers = at_once(4, [&](std::size_t i) { return four.step_down(four.admins[i]); });
    EXPECT_EQ(with_status(answers, 200), 3);
    EXPECT_EQ(with_code(answers, "roles.last_top"), 1);
    four.expect_one_left();
}

TEST(R1, of_four_admins_who_give_up_at_once_each_in_another_way_one_stays) {
    Four four;
    auto answers = at_once(4, [&](std::size_t i) {
        auto& who = four.admins[i];
        if (i == 0) return four.step_down(who);
        if (i == 1) return four.until_next_century(who);
        if (i == 2) return four.leave(who);
        return bulk(who, {{"do", "take_role"}, {"role", "admin"}, {"users", ids({who.id})}});
    });
    bool by_the_job = answers[3].text("refused") == "1";
    if (by_the_job) {
        auto rows = four.admins[3].get("/jobs/" + answers[3].text("id") + "/rows?state=refused");
        EXPECT_TRUE(rows.holds("roles.last_top")) << rows.body;
    }
    EXPECT_EQ(with_code(answers, "roles.last_top") + (by_the_job ? 1 : 0), 1);
    four.expect_one_left();
}

TEST(R1, of_four_admins_who_suspend_one_another_and_step_down_one_stays) {
    Four four;
    auto answers = at_once(4, [&](std::size_t i) {
        four.admins[i].put(four.next_to(i).path() + "/suspension");
        return four.step_down(four.admins[i]);
    });
    EXPECT_EQ(with_code(answers, "roles.last_top"), 1) << "who was left could not";
    four.expect_one_left();
}

TEST(R1, of_four_admins_who_delete_one_another_and_leave_one_stays) {
    Four four;
    auto answers = at_once(4, [&](std::size_t i) {
        four.admins[i].del(four.next_to(i).path());
        return four.leave(four.admins[i]);
    });
    EXPECT_EQ(with_code(answers, "roles.last_top"), 1) << "who was left could not";
    four.expect_one_left();
}

TEST(R1, of_four_admins_who_demote_one_another_and_end_their_own_time_one_stays) {
    Four four;
    auto answers = at_once(4, [&](std::size_t i) {
        four.admins[i].put(four.next_to(i).path() + "/roles", roles({"user"}));
        return four.until_next_century(four.admins[i]);
    });
    EXPECT_EQ(with_code(answers, "roles.last_top"), 1) << "who was left could not";
    four.expect_one_left();
}

// One suspends all, one deletes all, two take the role from all, themselves too; then each does.
TEST(R1, threat_23_admins_who_end_all_others_and_themselves_by_jobs_at_once_leave_one) {
    Four four;
    auto take = json::Object{{"do", "take_role"}, {"role", "admin"}, {"users", four.everybody()}};
    at_once(4, [&](std::size_t i) {
        auto& who = four.admins[i];
        if (i < 2) bulk(who, {{"do", i == 0 ? "suspend" : "delete"}, {"users", four.everybody()}});
        return bulk(who, take);
    });
    four.expect_one_left();
}

TEST(R1, an_invited_suspended_or_time_boxed_admin_is_none) {
    auto account = stamps();
    auto bob = account.join("bob", {"admin"});
    account.invite("cem", {{"admin"}, ""});
    auto dua = account.join("dua", {Role("admin", "", "2100-01-01T00:00:00Z")});
    EXPECT_EQ(dua.get("/seats").status, 200) << "who is admin for now";
    ASSERT_EQ(account.owner.put(bob.path() + "/suspension").status, 200);
    auto alone = [&](Answer const& answer) { EXPECT_EQ(answer.code(), "roles.last_top"); };
    auto& ada = account.owner;
    alone(ada.put(ada.path() + "/roles", roles({"user"})));
    alone(ada.put(ada.path() + "/roles", roles({Role("admin", "", "2100-01-01T00:00:00Z")})));
    alone(ada.client.del("/v1/me/accounts/" + account.slug()));
    EXPECT_EQ(ada.get("/users").status, 200);
    ASSERT_EQ(ada.del(bob.path() + "/suspension").status, 200);
    EXPECT_EQ(ada.put(ada.path() + "/roles", roles({"user"})).status, 200) << "Bob is one again";
}

}  // namespace
}  // namespace usher::testing
