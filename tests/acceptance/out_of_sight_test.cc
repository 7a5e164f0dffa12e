// What somebody has out of sight is not found out by naming it (rights.md RT27, RT31): whichever
// way it is asked for, the answer is the same for who has it and for who has not.
#include <gtest/gtest.h>

#include "support/account.h"
#include "support/jobs.h"

namespace usher::testing {
namespace {

// Lea administers Boston. Sam and Ann are at home there, and Ann has more at the account.
struct Boston {
    Account account = Server::shared().open("pitneyship", {.plan = "enterprise", .owner = "eve"});
    std::string boston = place();
    Person lea = account.join("lea", Terms{{"shipper"}, boston});
    Person sam = account.join("sam", Terms{{"shipper"}, boston});
    Person ann = account.join("ann", Terms{{"shipper"}, boston});

    Boston() {
        gives(lea, {"shipper"}, {{"ladder", "admin"}, {"level", "location"}}, boston);
        gives(ann, {"shipper", Role("receiver", "account")},
              {{"ladder", "analytic"}, {"level", "enterprise"}});
    }
    std::string place() {
        auto division = account.owner.post("/places", json::Object{{"name", "East"}});
        EXPECT_EQ(division.status, 201) << division.body;
        auto made = account.owner.post(
            "/places", json::Object{{"name", "Boston"}, {"parent", division.text("id")}});
        EXPECT_EQ(made.status, 201) << made.body;
        return made.text("id");
    }
    void gives(Person& whom, std::vector<Role> const& roles, json::Object level,
               std::string const& at = "") {
        if (!at.empty()) level.emplace_back("places", json::Array{at});
        auto given = account.owner.put(
            whom.path() + "/roles",
            json::Object{{"roles", roles_value(roles)}, {"levels", json::Array{level}}});
        EXPECT_EQ(given.status, 200) << given.body;
    }
    // What is asked for of Ann, who has it, and of Sam, who has not: the one answer that both give.
    std::string both(auto ask) {
        auto held = told(ask(ann)), not_held = told(ask(sam));
        EXPECT_EQ(held, not_held);
        return held;
    }
    static std::string told(Answer const& answer) {
        return answer.status == 200 ? "200" : answer.code();
    }
    void expect_untouched() const {
        auto whole = account.owner.get(ann.path());
        EXPECT_EQ(whole.count("roles"), 3U) << whole.body;
        EXPECT_EQ(account.owner.get(sam.path()).count("roles"), 1U);
    }
};

TEST(RT27, by_giving_a_role_nobody_learns_whether_it_is_held_out_of_sight) {
    Boston all;
    auto gives = [&](Role const& role) {
        return all.both([&](Person const& whom) {
            return all.lea.put(whom.path() + "/roles",
                               json::Object{{"roles", roles_value({"shipper", role})}});
        });
    };
    EXPECT_EQ(gives(Role("analyst", "account")), "roles.not_given_this_way");
    EXPECT_EQ(gives(Role("receiver", "account")), "access.no_act");
    EXPECT_EQ(gives("funds"), "200") << "and what may be given is";
    EXPECT_EQ(all.account.owner.get(all.ann.path()).count("roles"), 4U) << "the others stay";
}

TEST(RT27, by_giving_a_role_to_many_nobody_learns_whether_it_is_held_out_of_sight) {
    Boston all;
    auto end = bulk(all.lea, {{"do", "give_role"},
                              {"role", "receiver"},
                              {"place", "account"},
                              {"users", ids({all.ann.id, all.sam.id})}});
    EXPECT_EQ(end.text("refused"), "2") << end.body;
    auto rows = all.lea.get("/jobs/" + end.text("id") + "/rows");
    ASSERT_EQ(rows.count("items"), 2U) << rows.body;
    for (auto const* row : {"items.0.code", "items.1.code"})
        EXPECT_EQ(rows.text(row), "access.no_act") << rows.body;
    all.expect_untouched();
    auto here = bulk(all.lea, {{"do", "give_role"},
                               {"role", "receiver"},
                               {"place", all.boston},
                               {"users", ids({all.ann.id, all.sam.id})}});
    EXPECT_EQ(here.text("changed"), "2") << here.body;
    EXPECT_EQ(all.account.owner.get(all.ann.path()).count("roles"), 4U) << "beside the others";
}

TEST(RT27, by_asking_what_a_change_would_end_nobody_learns_what_is_held_out_of_sight) {
    Boston all;
    auto asks = [&](Role const& role) {
        return all.both([&](Person const& whom) {
            return all.lea.post(whom.path() + "/ending",
                                json::Object{{"roles", roles_value({"shipper", role})}});
        });
    };
    EXPECT_EQ(asks(Role("analyst", "account")), "roles.not_given_this_way");
    EXPECT_EQ(asks(Role("receiver", "account")), "access.no_act");
    EXPECT_EQ(asks("all-tasks"), "access.not_contained") << "as the change itself";
    EXPECT_EQ(asks(Role("receiver", all.boston)), "200");
    all.expect_untouched();
}

}  // namespace
}  // namespace usher::testing
