// Ownership and leaving (spec.md PM4, PM5, R1; rights.md cases 4, 6, 7, 8, 10, 35, 39; threat 23):
// through the real program.
#include <gtest/gtest.h>

#include "http/server.h"
#include "support/account.h"
#include "support/at_once.h"

namespace usher::testing {
namespace {

json::Value roles(std::vector<Role> const& list) {
    return json::Object{{"roles", roles_value(list)}};
}
json::Value to(Person const& person) { return json::Object{{"user", person.id}}; }

// Olga Owner; Ann, Abe Admin; Tim Technical; Bea Billing.
struct Postmark {
    Account account = Server::shared().open("postmark", {.plan = "pro", .owner = "olga"});
    Person& olga = account.owner;
    Person ann = account.join("ann", {"admin"});
    Person abe = account.join("abe", {"admin"});
    Person tim = account.join("tim", {"technical"});

    std::string role_of(Person const& who) {
        auto shown = ann.get(who.path());
        return shown.count("roles") == 1 ? shown.text("roles.0.role") : shown.body;
    }
    std::size_t owners() { return ann.get("/users?role=owner").count("items"); }
};

TEST(PM4, case_7_the_owner_hands_on_and_becomes_admin_in_one_step) {
    Postmark cast;
    auto shown = cast.ann.get("/ownership");
    EXPECT_EQ(shown.text("owner.id"), cast.olga.id);
    EXPECT_EQ(shown.text("transfer_to.label"), "Admin");
    auto done = cast.olga.post("/ownership", to(cast.ann));
    ASSERT_EQ(done.status, 200) << done.body;
    EXPECT_EQ(done.text("owner.id"), cast.ann.id);
    EXPECT_EQ(cast.role_of(cast.ann), "owner");
    EXPECT_EQ(cast.role_of(cast.olga), "admin");
    EXPECT_EQ(cast.owners(), 1U);
    EXPECT_EQ(cast.olga.post("/ownership", to(cast.abe)).code(), "access.no_act");
    EXPECT_EQ(cast.olga.patch(cast.ann.path(), json::Object{{"name", "X"}}).code(),
              "access.not_contained");
    EXPECT_EQ(cast.ann.post("/ownership", to(cast.olga)).status, 200) << "and back";
}

TEST(PM4, both_and_all_admins_get_a_mail_and_the_log_has_one_event) {
    Postmark cast;
    ASSERT_EQ(cast.olga.post("/ownership", to(cast.ann)).status, 200);
    auto& server = cast.account.server();
    auto says = [&](Person const& who, std::string_view words) {
        auto mail = server.mail_to(who.email, 2);  // the first one was the invitation
        return mail.member("text")->text()->find(words) != std::string::npos;
    };
    EXPECT_TRUE(says(cast.olga, "You have handed"));
    EXPECT_TRUE(says(cast.ann, "has made you Account Owner"));
    EXPECT_TRUE(says(cast.abe, "Ann Tester is now Account Owner"));
    EXPECT_EQ(server.mails_to(cast.tim.email), 1U) << "no administrator, no mail";
    auto events = cast.ann.get("/audit?target=user:" + cast.ann.id);
    EXPECT_EQ(events.text("items.0.act"), "ownership.transfer");
    EXPECT_EQ(events.text("items.0.by.id"), "user:" + cast.olga.id);
    EXPECT_EQ(events.text("items.1.act"), "users.accept") << "one event";
    EXPECT_EQ(server.run({"audit", "verify", "--account", cast.account.slug()}).status, 0);
}

TEST(PM4, case_6_only_an_active_admin_can_be_chosen) {
    Postmark cast;
    auto refused = cast.olga.post("/ownership", to(cast.tim));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "ownership.candidate");
    EXPECT_EQ(refused.text("field"), "user");
    EXPECT_TRUE(refused.holds("active Admin"));
    ASSERT_EQ(cast.olga.put(cast.abe.path() + "/suspension").status, 200);
    EXPECT_EQ(cast.olga.post("/ownership", to(cast.abe)).code(), "ownership.candidate");
    auto invited = cast.account.invite("ida", {{"admin"}, ""});
    EXPECT_EQ(cast.olga.post("/ownership", json::Object{{"user", invited}}).code(),
              "ownership.candidate");
    EXPECT_EQ(cast.olga.post("/ownership", to(cast.olga)).code(), "ownership.candidate");
    auto elsewhere = Server::shared().open("postmark", {.plan = "pro", .owner = "oto"});
    EXPECT_EQ(cast.olga.post("/ownership", to(elsewhere.owner)).status, 404);
    EXPECT_EQ(cast.olga.post("/ownership", json::Object{{"user", "nobody"}}).status, 422);
    EXPECT_EQ(cast.role_of(cast.olga), "owner");
    EXPECT_EQ(cast.account.server().mails_to(cast.tim.email), 1U);
}

TEST(PM4, nobody_but_the_owner_hands_on_and_not_without_a_fresh_proof) {
    Postmark cast;
    for (auto* other : {&cast.ann, &cast.tim})
        EXPECT_EQ(other->post("/ownership", to(cast.ann)).code(), "access.no_act");
    EXPECT_EQ(cast.account.stranger().post("/ownership", to(cast.ann)).status, 401);
    cast.account.server().later(minutes(11));
    auto stale = cast.olga.post("/ownership", to(cast.ann));
    EXPECT_EQ(stale.status, 403);
    EXPECT_EQ(stale.code(), "signin.proof_needed");
    EXPECT_EQ(cast.ann.post("/ownership", to(cast.abe)).code(), "access.no_act");
    EXPECT_EQ(cast.role_of(cast.olga), "owner");
    auto proof = json::Object{{"password", cast.olga.password}};
    ASSERT_EQ(cast.olga.client.post("/v1/me/proof", proof).status, 204);
    EXPECT_EQ(cast.olga.post("/ownership", to(cast.ann)).status, 200);
}

TEST(PM4, other_products_have_no_owner) {
    auto account = Server::shared().open("stamps", {.plan = "premier", .seats = 9});
    auto bob = account.join("bob", {"admin"});
    EXPECT_EQ(account.owner.post("/ownership", to(bob)).code(), "access.no_act");
    EXPECT_EQ(account.owner.get("/ownership").code(), "ownership.none");
}

TEST(R1, of_24_transfers_at_once_one_is_done_and_there_is_one_owner) {  // threat 23
    Postmark cast;
    auto answers = at_once(24, [&](std::size_t i) {
        auto olga = cast.olga;
        return olga.post("/ownership", to(i % 2 == 0 ? cast.ann : cast.abe));
    });
    EXPECT_EQ(with_status(answers, 200), 1);
    EXPECT_EQ(with_status(answers, 403), 23);
    EXPECT_EQ(cast.owners(), 1U);
    EXPECT_EQ(cast.role_of(cast.olga), "admin");
}

TEST(R1, a_transfer_and_the_suspension_of_the_chosen_one_never_leave_two_or_none) {
    Postmark cast;
    at_once(12, [&](std::size_t i) {
        auto olga = cast.olga, ann = cast.ann, abe = cast.abe;
        if (i % 3 == 0) return olga.post("/ownership", to(cast.ann));
        if (i % 3 == 1) return abe.put(cast.ann.path() + "/suspension");
        return ann.del(cast.abe.path());
    });
    auto owner = cast.olga.get("/users?role=owner");
    ASSERT_EQ(owner.count("items"), 1U);
    EXPECT_EQ(owner.text("items.0.status"), "active");
}

TEST(PM5, case_10_only_the_owner_closes_the_account_and_all_ways_in_end) {
    Postmark cast;
    auto name = json::Object{{"name", "Account " + cast.account.slug()}};
    EXPECT_EQ(cast.ann.post("/close", name).code(), "access.no_act");
    EXPECT_EQ(cast.tim.post("/close", name).code(), "access.no_act");
    EXPECT_EQ(cast.olga.post("/close", json::Object{{"name", "account"}}).code(), "accounts.name");
    EXPECT_EQ(cast.olga.get("/users").status, 200);
    ASSERT_EQ(cast.olga.post("/close", name).status, 204);
    for (auto* who : {&cast.olga, &cast.ann, &cast.tim})
        EXPECT_EQ(who->get("/users").code(), "accounts.not_open");
    auto& server = cast.account.server();
    EXPECT_EQ(server.run({"account", "resume", cast.account.slug()}).status, 0);
    EXPECT_EQ(cast.olga.get("/users").status, 200) << "as it was";
}

TEST(PM5, an_account_is_not_closed_on_an_old_session) {
    auto account = Server::shared().open("postmark", {.plan = "pro", .owner = "olga"});
    account.server().later(minutes(11));
    auto name = json::Object{{"name", "Account " + account.slug()}};
    EXPECT_EQ(account.owner.post("/close", name).code(), "signin.proof_needed");
    EXPECT_EQ(account.owner.get("/users").status, 200);
}

Answer leaves(Person& who, Account const& account) {
    return who.client.del("/v1/me/accounts/" + account.slug());
}

TEST(R1, case_8_of_four_admins_who_leave_at_once_one_stays) {
    auto account = Server::shared().open("stamps", {.plan = "premier", .seats = 9});
    std::vector<Person> admins{account.owner};
    for (std::string name : {"bob", "cem", "dua"}) admins.push_back(account.join(name, {"admin"}));
    auto answers = at_once(4, [&](std::size_t i) { return leaves(admins[i], account); });
    EXPECT_EQ(with_status(answers, 204), 3);
    EXPECT_EQ(with_status(answers, 409), 1);
    long in = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        bool stays = answers[i].status == 409;
        EXPECT_EQ(answers[i].code(), stays ? "roles.last_top" : "");
        EXPECT_EQ(admins[i].get("/users").status, stays ? 200 : 404);
        EXPECT_EQ(admins[i].get("/seats").text("used"), stays ? "1" : "");
        in += stays;
    }
    EXPECT_EQ(in, 1);
    EXPECT_EQ(account.server().run({"audit", "verify", "--account", account.slug()}).status, 0);
}

TEST(R1, case_8_of_four_admins_who_step_down_or_leave_at_once_one_stays) {
    auto account = Server::shared().open("stamps", {.plan = "premier", .seats = 9});
    std::vector<Person> admins{account.owner};
    for (std::string name : {"bob", "cem", "dua"}) admins.push_back(account.join(name, {"admin"}));
    auto answers = at_once(4, [&](std::size_t i) {
        if (i % 2 == 0) return leaves(admins[i], account);
        return admins[i].put(admins[i].path() + "/roles", roles({"user"}));
    });
    EXPECT_EQ(with_status(answers, 409), 1);
    long in = 0;
    for (auto const& admin : admins) in += admin.get("/users").status == 200;
    EXPECT_EQ(in, 1);
}

TEST(PM4, case_8_the_owner_does_not_leave_and_the_others_may) {
    Postmark cast;
    auto refused = leaves(cast.olga, cast.account);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "roles.unique");
    EXPECT_EQ(cast.olga.get("/users").status, 200);
    EXPECT_EQ(leaves(cast.tim, cast.account).status, 204);
    EXPECT_EQ(cast.tim.get("/users").status, 404);
    EXPECT_EQ(cast.tim.client.get("/v1/me").count("accounts"), 0U);
    auto row = cast.ann.get(cast.tim.path());
    EXPECT_EQ(row.text("status"), "deleted");
    EXPECT_EQ(cast.ann.get("/audit?target=user:" + cast.tim.id).text("items.0.act"), "users.leave");
    EXPECT_EQ(leaves(cast.tim, cast.account).status, 404) << "only once";
    auto stranger = cast.account.stranger();
    EXPECT_EQ(stranger.client.del("/v1/me/accounts/" + cast.account.slug()).status, 401);
}

TEST(R1, case_35_nor_does_the_command_line_move_the_last_admin_of_all_to_a_location) {
    auto account = Server::shared().open("sendpro-online", {.plan = "sites"});
    auto berlin = account.location("Berlin");
    auto lin = account.join("lin", Terms{{"admin"}, berlin});
    auto moved = http::ask_socket(account.server().data() + "/usher.sock", http::Method::patch,
                                  account.base() + account.owner.path(),
                                  json::text(json::Object{{"home", berlin}}));
    ASSERT_TRUE(moved.has_value());
    EXPECT_EQ(moved->status, 409);
    EXPECT_NE(moved->body.find("roles.last_top"), std::string::npos) << moved->body;
    EXPECT_EQ(account.owner.get("/seats").status, 200) << "still of all";
    EXPECT_EQ(lin.get("/users").status, 200);
}

TEST(R5, leaving_one_account_is_not_leaving_another) {
    auto a = Server::shared().open("stamps", {.plan = "premier", .seats = 9});
    auto b = Server::shared().open("stamps", {.plan = "premier", .seats = 9});
    auto pat = a.join("pat", {"user"});
    auto body = json::Object{{"email", pat.email}, {"roles", roles_value({"user"})}};
    ASSERT_EQ(b.owner.post("/users", body).status, 201);
    auto token = b.server().token_to(pat.email, 2);
    ASSERT_EQ(pat.client.post("/v1/join", json::Object{{"token", token}}).status, 200);
    EXPECT_EQ(leaves(pat, a).status, 204);
    auto me = pat.client.get("/v1/me");
    EXPECT_EQ(me.count("accounts"), 1U);
    EXPECT_EQ(me.text("accounts.0.slug"), b.slug());
}

}  // namespace
}  // namespace usher::testing
