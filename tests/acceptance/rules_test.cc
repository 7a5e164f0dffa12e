// The rules that always hold (spec.md R2-R11; R1: last_top_test.cc), at the door of the real
// program.
#include <gtest/gtest.h>

#include <filesystem>

#include "support/account.h"
#include "support/at_once.h"

namespace usher::testing {
namespace {

Account stamps(int seats = 40) {
    return Server::shared().open("stamps", {.plan = "premier", .seats = seats});
}

json::Value roles(std::vector<Role> const& list) {
    return json::Object{{"roles", roles_value(list)}};
}

Output verify(Account const& account) {
    return account.server().run({"audit", "verify", "--account", account.slug()});
}

TEST(R2, of_24_who_add_users_at_once_on_10_seats_10_get_one) {  // threat 22
    auto account = stamps(11);
    auto answers = at_once(24, [&](std::size_t i) {
        auto admin = account.owner;
        return admin.post("/users", account.new_user("p" + std::to_string(i)));
    });
    EXPECT_EQ(with_status(answers, 201), 10);
    EXPECT_EQ(with_status(answers, 409), 14);
    EXPECT_EQ(account.owner.get("/seats").text("used"), "11");
    EXPECT_EQ(account.owner.get("/users?status=invited").count("items"), 10U);
    EXPECT_EQ(verify(account).status, 0);
}

TEST(R2, seats_are_never_removed_below_those_taken_meanwhile) {
    auto account = stamps(11);
    at_once(16, [&](std::size_t i) {
        auto admin = account.owner;
        if (i % 4 == 0) return admin.put("/seats", json::Object{{"bought", 5}});
        return admin.post("/users", account.new_user("p" + std::to_string(i)));
    });
    auto seats = account.owner.get("/seats");
    EXPECT_LE(std::stoi(seats.text("used")), std::stoi(seats.text("bought")));
    EXPECT_EQ(std::to_string(account.owner.get("/users").count("items")), seats.text("used"));
}

TEST(R2, an_invited_user_joins_although_no_seat_is_free) {  // threat 22: they hold one already
    auto account = stamps(2);
    account.invite("mia");
    EXPECT_EQ(account.owner.post("/users", account.new_user("x")).code(), "seats.none_left");
    EXPECT_EQ(account.follow("mia").client.get("/v1/me").status, 200);
}

TEST(R3, suspended_deleted_or_demoted_is_refused_at_the_next_request) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto other = max;
    ASSERT_EQ(other.sign_in().status, 200);  // a second browser
    ASSERT_EQ(account.owner.put(max.path() + "/roles", roles({"user"})).status, 200);
    EXPECT_EQ(max.get("/users").code(), "access.no_act");
    ASSERT_EQ(account.owner.put(max.path() + "/roles", roles({"user", "user-manager"})).status,
              200);
    EXPECT_EQ(max.get("/users").status, 200);
    ASSERT_EQ(account.owner.put(max.path() + "/suspension").status, 200);
    EXPECT_EQ(max.get("/users").code(), "access.no_entry");
    EXPECT_EQ(other.get("/users").code(), "access.no_entry");
    EXPECT_EQ(max.post("/users", account.new_user("x")).status, 403);
    ASSERT_EQ(account.owner.del(max.path()).status, 204);
    EXPECT_EQ(max.get("/users").status, 404);
    EXPECT_EQ(other.get("/users").status, 404);
}

TEST(R3, a_session_from_before_a_suspension_does_not_come_back_by_resuming) {  // RT39, threat 35
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    ASSERT_EQ(account.owner.put(max.path() + "/suspension").status, 200);
    ASSERT_EQ(account.owner.del(max.path() + "/suspension").status, 200);
    EXPECT_EQ(max.get("/users").code(), "signin.needed");
    ASSERT_EQ(max.sign_in().status, 200);
    EXPECT_EQ(max.get("/users").status, 200);
}

TEST(R3, signed_out_is_out_also_for_a_copy_of_the_cookie) {
    auto account = stamps();
    auto copy = account.owner;
    EXPECT_EQ(account.owner.client.post("/v1/sign-out", {}).status, 204);
    EXPECT_EQ(copy.get("/users").status, 401);
    EXPECT_EQ(account.owner.client.session(), "");
}

TEST(R3, case_60_out_of_one_account_is_not_out_of_the_other) {
    auto a = stamps(), b = stamps();
    auto pat = a.join("pat", {"user", "user-manager"});
    auto body =
        json::Object{{"email", pat.email}, {"roles", roles_value({"user", "user-manager"})}};
    ASSERT_EQ(b.owner.post("/users", body).status, 201);
    auto token = b.server().token_to(pat.email, 2);
    auto joined = pat.client.post("/v1/join", json::Object{{"token", token}});
    ASSERT_EQ(joined.status, 200) << joined.body;  // case 45: as the identity that it is
    auto in_b = Person(pat.client, b.base());
    EXPECT_EQ(in_b.get("/users").status, 200);
    ASSERT_EQ(a.owner.put(pat.path() + "/suspension").status, 200);
    EXPECT_EQ(Person(pat.client, a.base()).get("/users").code(), "access.no_entry");
    EXPECT_EQ(in_b.get("/users").status, 200);
    ASSERT_EQ(a.owner.del(pat.path()).status, 204);
    EXPECT_EQ(in_b.get("/users").status, 200);
    EXPECT_EQ(pat.client.get("/v1/me").count("accounts"), 1U);
}

TEST(R4, case_36_39_nobody_gives_or_manages_what_they_do_not_hold) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    auto const& ada = account.owner.path();
    auto code = [&](std::string const& path, json::Value const& body) {
        return max.put(path + "/roles", body).code();
    };
    EXPECT_EQ(max.patch(ulf.path(), json::Object{{"first_name", "U"}}).status, 200);
    EXPECT_EQ(max.patch(ada, json::Object{{"first_name", "A"}}).code(), "access.not_contained");
    EXPECT_EQ(max.put(ada + "/suspension").code(), "access.not_contained");
    EXPECT_EQ(max.del(ada).code(), "access.not_contained");
    EXPECT_EQ(code(ada, roles({"user"})), "access.not_contained");
    EXPECT_EQ(code(ulf.path(), roles({"user", "reports"})), "");
    EXPECT_EQ(code(ulf.path(), roles({"user", "buyer"})), "access.not_contained");
    EXPECT_EQ(code(ulf.path(), roles({"admin"})), "access.not_contained");
    EXPECT_EQ(code(ulf.path(), roles({"user", "user-manager"})), "");
    EXPECT_EQ(code(max.path(), roles({"user", "user-manager", "reports"})), "");
    EXPECT_EQ(code(max.path(), roles({"admin"})), "access.self");
    EXPECT_EQ(code(max.path(), roles({"user", "user-manager", "buyer"})), "access.self");
    EXPECT_EQ(max.del(max.path()).code(), "access.self");
    EXPECT_EQ(max.put(max.path() + "/suspension").code(), "access.self");
    EXPECT_EQ(account.owner.get(ada).text("roles.0.role"), "admin");
    EXPECT_EQ(account.owner.get("/seats").text("used"), "3");
}

TEST(R4, nobody_invites_somebody_stronger_than_themselves) {  // threat 18
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    for (auto const* role : {"admin", "buyer", "refunds", "billing"}) {
        auto user = account.new_user(role);
        user.emplace_back("roles", roles_value({role}));
        auto refused = max.post("/users", user);
        EXPECT_EQ(refused.status, 403) << role;
        EXPECT_EQ(refused.code(), "access.not_contained") << role;
    }
    auto bulk = json::Object{{"emails", json::Array{account.address("x")}},
                             {"roles", roles_value({"admin"})}};
    EXPECT_EQ(max.post("/invitations", bulk).code(), "access.not_contained");
    EXPECT_EQ(account.owner.get("/seats").text("used"), "2");
}

TEST(R4, case_42_an_invitation_does_not_outlive_the_power_behind_it) {  // threat 21
    auto account = stamps();
    auto bob = account.join("bob", {"admin"});
    auto mighty = account.new_user("mighty"), plain = account.new_user("plain");
    mighty.emplace_back("roles", roles_value({"admin"}));
    ASSERT_EQ(bob.post("/users", mighty).status, 201);
    ASSERT_EQ(bob.post("/users", plain).status, 201);
    ASSERT_EQ(account.owner.put(bob.path() + "/roles", roles({"user"})).status, 200);
    auto guest = account.stranger().client;
    auto join = json::Object{{"token", account.server().token_to(account.address("mighty"))},
                             {"password", password_of("mighty@x")}};
    auto refused = guest.post("/v1/join", join);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "invitations.withdrawn");
    EXPECT_EQ(account.owner.get("/users?q=mighty").text("items.0.status"), "invited");
    EXPECT_EQ(account.follow("plain").client.get("/v1/me").status, 200);
}

TEST(R6, each_change_is_one_event_and_a_refused_one_none) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    account.owner.patch(ulf.path(), json::Object{{"first_name", "U"}});
    account.owner.put(ulf.path() + "/roles", roles({"user", "reports"}));
    account.owner.put(ulf.path() + "/suspension");
    account.owner.del(ulf.path() + "/suspension");
    account.owner.put("/seats", json::Object{{"bought", 9}});
    ulf.sign_in();
    ulf.put("/seats", json::Object{{"bought", 99}});
    account.owner.put("/seats", json::Object{{"bought", 1}});
    account.owner.del(ulf.path());
    std::vector<std::string> acts;
    auto events = account.owner.get("/audit");
    for (auto i = events.count("items"); i-- > 0;) {
        auto act = events.text("items." + std::to_string(i) + ".act");
        bool sealed = act == "signin.in" || act == "access.refused";  // in batches, in their time
        if (!sealed) acts.push_back(act);
    }
    EXPECT_EQ(acts, (std::vector<std::string>{"accounts.open", "users.invite", "users.accept",
                                              "users.invite", "users.accept", "users.edit",
                                              "roles.assign", "users.suspend", "users.resume",
                                              "seats.change", "users.delete"}));
    auto deleted = account.owner.get("/audit?act=users.delete");
    EXPECT_EQ(deleted.text("items.0.target.id"), "user:" + ulf.id);
    EXPECT_FALSE(deleted.text("items.0.request").empty());
    auto verified = verify(account);
    EXPECT_EQ(verified.status, 0) << verified.err;
}

TEST(R6, an_export_is_verified_without_the_server_and_tells_of_any_change) {
    auto account = stamps();
    account.join("ulf", {"user"});
    auto exported = account.server().run({"audit", "export", "--account", account.slug()});
    ASSERT_EQ(exported.status, 0) << exported.err;
    store::TemporaryDirectory folder;
    auto verdict = [&](std::string const& text) {
        auto path = folder.path() + "/export";
        auto* file = std::fopen(path.c_str(), "w");
        std::fputs(text.c_str(), file);
        std::fclose(file);
        return account.server().run({"audit", "verify", path}).status;
    };
    EXPECT_EQ(verdict(exported.out), 0);
    auto altered = exported.out;
    altered.replace(altered.find("ulf@"), 4, "eve@");
    EXPECT_NE(verdict(altered), 0);
    EXPECT_NE(verdict(exported.out.substr(exported.out.find('\n') + 1)), 0);  // the first one gone
    auto first = exported.out.find('\n') + 1, second = exported.out.find('\n', first) + 1;
    auto dropped = exported.out.substr(0, first) + exported.out.substr(second);
    EXPECT_NE(verdict(dropped), 0);
}

TEST(R9, an_unknown_address_and_a_wrong_password_are_answered_alike) {  // threat 10
    auto account = stamps();
    auto guest = account.stranger().client;
    auto tries = [&](std::string const& email) {
        return guest.post("/v1/sign-in", json::Object{{"email", email}, {"password", "wrong one"}});
    };
    auto known = tries(account.owner.email), unknown = tries("nobody@nowhere.example");
    auto no_address = tries("no address at all");
    for (auto const* answer : {&known, &unknown, &no_address}) {
        EXPECT_EQ(answer->status, 401);
        EXPECT_EQ(answer->code(), "signin.wrong");
        EXPECT_EQ(answer->text("detail"), known.text("detail"));
        EXPECT_EQ(answer->header("set-cookie"), "");
    }
    EXPECT_EQ(account.owner.sign_in().status, 200);
}

TEST(R11, a_retried_request_happens_once) {
    auto account = stamps();
    Headers key{"Idempotency-Key: one-and-the-same"};
    auto first = account.owner.post("/users", account.new_user("mia"), key);
    auto again = account.owner.post("/users", account.new_user("mia"), key);
    ASSERT_EQ(first.status, 201);
    EXPECT_EQ(again.status, 201);
    EXPECT_EQ(again.text("id"), first.text("id"));
    EXPECT_EQ(again.header("idempotency-replayed"), "true");
    EXPECT_EQ(account.owner.get("/seats").text("used"), "2");
    auto other = account.owner.post("/users", account.new_user("max"), key);
    EXPECT_EQ(other.status, 422);
    EXPECT_EQ(other.code(), "idempotency.reused");
    EXPECT_EQ(account.owner.get("/seats").text("used"), "2");
    EXPECT_EQ(
        account.owner.post("/users", account.new_user("x"), {"Idempotency-Key: a b"}).status / 100,
        4);
}

TEST(R11, a_request_sent_24_times_at_once_happens_once) {
    auto account = stamps();
    auto answers = at_once(24, [&](std::size_t) {
        auto admin = account.owner;
        return admin.post("/users", account.new_user("mia"), {"Idempotency-Key: at-once"});
    });
    EXPECT_EQ(with_status(answers, 201), 24);
    EXPECT_EQ(account.owner.get("/seats").text("used"), "2");
    EXPECT_EQ(account.owner.get("/audit").count("items"), 4U);
}

TEST(R11, a_key_belongs_to_one_actor) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    Headers key{"Idempotency-Key: shared"};
    EXPECT_EQ(account.owner.post("/users", account.new_user("mia"), key).status, 201);
    EXPECT_EQ(max.post("/users", account.new_user("mia"), key).code(), "users.exists");
}

TEST(R11, of_two_edits_of_one_version_the_second_is_told) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto tag = account.owner.get(ulf.path()).header("etag");
    ASSERT_FALSE(tag.empty());
    Headers match{"If-Match: " + tag};
    auto first = account.owner.patch(ulf.path(), json::Object{{"first_name", "One"}}, match);
    EXPECT_EQ(first.status, 200);
    EXPECT_NE(first.header("etag"), tag);
    auto second = account.owner.patch(ulf.path(), json::Object{{"first_name", "Two"}}, match);
    EXPECT_EQ(second.status, 412);
    EXPECT_EQ(second.code(), "http.version");
    EXPECT_EQ(account.owner.del(ulf.path(), match).status, 412);
    EXPECT_EQ(account.owner.put(ulf.path() + "/suspension", {}, match).status, 412);
    EXPECT_EQ(account.owner.get(ulf.path()).text("first_name"), "One");
}

TEST(R11, of_24_edits_of_one_version_at_once_one_is_taken) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    Headers match{"If-Match: " + account.owner.get(ulf.path()).header("etag")};
    auto answers = at_once(24, [&](std::size_t i) {
        auto admin = account.owner;
        return admin.patch(ulf.path(), json::Object{{"first_name", "N" + std::to_string(i)}},
                           match);
    });
    EXPECT_EQ(with_status(answers, 200), 1);
    EXPECT_EQ(with_status(answers, 412), 23);
}

TEST(RT20, of_24_who_accept_one_link_at_once_one_joins) {  // threat 7
    auto account = stamps();
    account.invite("mia");
    auto token = account.server().token_to(account.address("mia"));
    auto answers = at_once(24, [&](std::size_t) {
        return account.stranger().client.post(
            "/v1/join", json::Object{{"token", token}, {"password", password_of("mia@x")}});
    });
    EXPECT_EQ(with_status(answers, 200), 1);
    for (auto const& answer : answers)
        EXPECT_TRUE(answer.status == 200 || answer.status == 410 || answer.status == 401 ||
                    answer.status == 503)
            << answer.status << answer.body;
    EXPECT_EQ(account.owner.get("/users?status=active").count("items"), 2U);
    EXPECT_EQ(verify(account).status, 0);
}

}  // namespace
}  // namespace usher::testing
