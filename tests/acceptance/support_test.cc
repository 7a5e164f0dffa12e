// Support access (rights.md RT26, RT33): what an operator who was let in sees, for how long, who
// reads of it; and operators who are removed.
#include <gtest/gtest.h>

#include "support/operator.h"

namespace usher::testing {
namespace {

json::Value wish(char const* why = "Ticket 4711: lists look empty", int hours = 2) {
    return json::Object{{"reason", why}, {"hours", hours}};
}

class SupportTest : public ::testing::Test {
 protected:
    Server& server = Server::shared();
    Account account = server.open("stamps", {.plan = "premier", .seats = 9});
    Person sue = operator_of(server, "Sue Support");

    Answer give(json::Value const& how) {
        return sue.client.post(account.base() + "/support", how);
    }
    Answer see(std::string_view path) { return sue.client.get(account.base() + std::string(path)); }
    std::string own() const { return account.base() + "/support/" + sue.id; }
    bool recorded(std::string const& act) {
        return account.owner.get("/audit?act=" + act).count("items") > 0;
    }
};
using RT26_support = SupportTest;

TEST_F(RT26_support, an_operator_sees_nothing_before_and_users_and_audit_log_while_let_in) {
    auto ulf = account.join("ulf", {"user"});
    EXPECT_EQ(see("/users").code(), "not_found");
    auto given = give(wish());
    ASSERT_EQ(given.status, 200) << given.body;
    EXPECT_EQ(given.text("items.0.in_force"), "true");
    auto users = see("/users");
    EXPECT_EQ(users.status, 200) << users.body;
    EXPECT_EQ(users.count("items"), 2u);
    EXPECT_EQ(users.count("items.0.can"), 0u) << "nothing to be done";
    EXPECT_EQ(see("/audit").status, 200);
    auto me = sue.client.get("/v1/me?account=" + account.slug());
    ASSERT_EQ(me.status, 200) << me.body;
    EXPECT_EQ(me.text("account.support.mine"), "true");
    EXPECT_TRUE(me.at("account.can")->member("users.view"));
    EXPECT_TRUE(me.at("account.can")->member("audit.view"));
    EXPECT_EQ(me.at("account.can")->object()->size(), 2u);
}

TEST_F(RT26_support, support_changes_nothing) {
    auto ulf = account.join("ulf", {"user"});
    ASSERT_EQ(give(wish()).status, 200);
    auto base = account.base();
    auto& client = sue.client;
    EXPECT_EQ(client.patch(base + ulf.path(), json::Object{{"last_name", "X"}}).status, 403);
    EXPECT_EQ(client.put(base + ulf.path() + "/suspension", json::Object{}).status, 403);
    EXPECT_EQ(client.del(base + ulf.path()).status, 403);
    EXPECT_EQ(client.post(base + ulf.path() + "/reset", json::Object{}).status, 403);
    EXPECT_EQ(client.post(base + "/users", account.new_user("new")).status, 403);
    EXPECT_EQ(client.put(base + "/seats", json::Object{{"bought", 20}}).status, 403);
    EXPECT_EQ(client.get(base + "/audit/export?format=csv").status, 403);
    EXPECT_EQ(client.get(base + ulf.path() + "/entries").status, 403);
    EXPECT_GE(client.del("/v1/me/accounts/" + account.slug()).status, 400) << "nothing to leave";
    EXPECT_GE(client.get("/v1/me/accounts/" + account.slug()).status, 400);
    EXPECT_EQ(account.owner.get("/seats").text("used"), "2") << "RT33: it takes no seat";
    EXPECT_EQ(account.owner.get("/users").count("items"), 2u) << "and is no user";
}

TEST_F(RT26_support, it_ends_by_itself_and_by_hand_at_once) {
    ASSERT_EQ(give(wish("First look", 1)).status, 200);
    server.steer(minutes(59));
    EXPECT_EQ(see("/users").status, 200);
    server.steer(minutes(1));
    EXPECT_EQ(see("/users").code(), "not_found") << "the hour is over";
    EXPECT_EQ(give(wish()).code(), "signin.proof_needed") << "the sign-in is an hour old";
    ASSERT_EQ(sue.sign_in().status, 200);
    ASSERT_EQ(give(wish()).status, 200);
    EXPECT_EQ(sue.client.del(own()).status, 200);
    EXPECT_EQ(see("/users").code(), "not_found");
    EXPECT_EQ(sue.client.del(own()).code(), "not_found") << "there is none to end";
    EXPECT_EQ(sue.client.get(account.base() + "/support").count("items"), 2u);
}

TEST_F(RT26_support, the_account_reads_who_looked_in_and_why_and_sees_it_meanwhile) {
    auto ulf = account.join("ulf", {"user"});
    ASSERT_EQ(give(wish("Ticket 4711")).status, 200);
    auto me = account.owner.client.get("/v1/me?account=" + account.slug());
    EXPECT_EQ(me.text("account.support.name"), "Sue Support");
    EXPECT_EQ(me.text("account.support.reason"), "Ticket 4711");
    EXPECT_EQ(me.text("account.support.mine"), "false");
    EXPECT_EQ(ulf.client.get("/v1/me?account=" + account.slug()).text("account.support.name"), "")
        << "not for who sees no users";
    ASSERT_EQ(sue.client.del(own()).status, 200);
    EXPECT_TRUE(recorded("support.open"));
    EXPECT_TRUE(recorded("support.end"));
    auto event = account.owner.get("/audit?act=support.open");
    EXPECT_EQ(event.text("items.0.details.reason"), "Ticket 4711");
    EXPECT_EQ(event.text("items.0.by.id"), "operator:" + sue.id);
    EXPECT_EQ(server.run({"audit", "verify", "--account", account.slug()}).status, 0);
}

TEST_F(RT26_support, a_wish_that_is_none_is_refused_and_lets_nobody_in) {
    auto refused = [&](json::Value const& how) {
        auto answer = give(how);
        EXPECT_EQ(answer.status, 422) << answer.body;
        return answer.text("field");
    };
    EXPECT_EQ(refused(json::Object{{"hours", 1}}), "reason");
    EXPECT_EQ(refused(wish("")), "reason");
    EXPECT_EQ(refused(wish("Ticket", 9)), "hours");
    EXPECT_EQ(refused(wish("Ticket", 0)), "hours");
    auto other = operator_of(server, "Sue Support");
    EXPECT_EQ(refused(json::Object{{"reason", "For a friend"}, {"operator", other.id}}),
              "operator");
    EXPECT_EQ(see("/users").code(), "not_found");
    EXPECT_EQ(account.owner.post("/support", wish()).code(), "access.no_act") << "operators alone";
    auto another = server.open("stamps");
    ASSERT_EQ(give(wish()).status, 200);
    EXPECT_EQ(sue.client.get(another.base() + "/users").code(), "not_found")
        << "one account is not another";
}

std::string text_of(json::Value const& mail, std::string_view part) {
    auto const* found = mail.member(part);
    return found && found->text() ? *found->text() : "";
}

TEST_F(RT26_support, the_top_role_gets_a_mail_with_who_why_and_until_when) {
    auto ulf = account.join("ulf", {"user"});
    auto second = account.join("ada2", {"admin"});
    auto owner = server.mails_to(account.owner.email), ulfs = server.mails_to(ulf.email),
         seconds = server.mails_to(second.email);
    ASSERT_EQ(give(wish("Ticket 4711: <b>lists</b> look empty")).status, 200);
    auto mail = server.mail_to(account.owner.email, owner + 1);
    auto text = text_of(mail, "text"), html = text_of(mail, "html");
    EXPECT_NE(text.find("Sue Support"), text.npos) << text;
    EXPECT_NE(text.find("Ticket 4711"), text.npos) << text;
    EXPECT_NE(text.find("UTC"), text.npos) << "until when: " << text;
    EXPECT_NE(text.find("/a/" + account.slug()), text.npos) << text;
    EXPECT_NE(html.find("Ticket 4711"), html.npos) << html;
    EXPECT_EQ(html.find("<b>lists"), html.npos) << html;
    server.mail_to(second.email, seconds + 1);
    EXPECT_EQ(server.mails_to(ulf.email), ulfs) << "the top role alone";
}

TEST_F(RT26_support, the_account_ends_it_at_once) {
    ASSERT_EQ(give(wish()).status, 200);
    auto ended = account.owner.client.del(own());
    EXPECT_EQ(ended.status, 200) << ended.body;
    EXPECT_EQ(ended.text("items.0.in_force"), "false");
    EXPECT_EQ(see("/users").code(), "not_found") << "out, in the same moment";
    EXPECT_EQ(account.owner.client.del(own()).code(), "not_found") << "there is none to end";
    auto event = account.owner.get("/audit?act=support.end");
    EXPECT_EQ(event.text("items.0.by.id"), "user:" + account.owner.id);
    EXPECT_EQ(account.owner.get("/support").count("items"), 1u);
    EXPECT_EQ(server.run({"audit", "verify"}).status, 0);
    EXPECT_EQ(give(wish()).status, 200) << "an operator may ask again, and is seen again";
}

TEST_F(RT26_support, who_has_not_the_top_role_ends_nothing_and_reads_nothing_of_it) {
    auto ulf = account.join("ulf", {"user"});
    auto another = server.open("stamps");
    auto stranger = operator_of(server);
    ASSERT_EQ(give(wish()).status, 200);
    EXPECT_EQ(ulf.client.del(own()).code(), "access.no_act");
    EXPECT_EQ(ulf.client.get(account.base() + "/support").code(), "access.no_act");
    EXPECT_EQ(another.owner.client.del(own()).code(), "not_found") << "not even that there is one";
    EXPECT_EQ(another.owner.client.get(account.base() + "/support").code(), "not_found");
    EXPECT_EQ(server.client().del(own()).code(), "signin.needed");
    EXPECT_EQ(account.owner.client.del(account.base() + "/support/" + stranger.id).code(),
              "not_found")
        << "nobody let that one in";
    EXPECT_EQ(see("/users").status, 200) << "it goes on";
}

TEST_F(RT26_support, a_suspended_account_is_closed_to_support_too) {
    ASSERT_EQ(give(wish()).status, 200);
    sue.client.put(account.base() + "/suspension", json::Object{{"reason", "Unpaid"}});
    EXPECT_EQ(see("/users").code(), "accounts.not_open");
    EXPECT_EQ(give(wish()).code(), "accounts.not_open");
}

TEST_F(RT26_support, the_command_line_lets_in_an_operator_it_names) {
    auto words = [&](std::string const& email) {
        return std::vector<std::string>{"account", "support",  account.slug(), "--operator",
                                        email,     "--reason", "Ticket 4712"};
    };
    auto done = server.run(words(sue.email));
    ASSERT_EQ(done.status, 0) << done.err;
    EXPECT_EQ(see("/users").status, 200);
    auto listed = server.run({"account", "support-list", account.slug(), "--json"});
    EXPECT_NE(listed.out.find("Ticket 4712"), std::string::npos) << listed.out;
    EXPECT_EQ(
        server.run({"account", "support-end", account.slug(), "--operator", sue.email}).status, 0);
    EXPECT_EQ(see("/users").code(), "not_found");
    EXPECT_EQ(server.run(words("nobody@usher.example")).status, 1);
}

TEST_F(RT26_support, an_operator_who_is_removed_is_out_of_everything_at_once) {
    auto other = operator_of(server, "Sue Support");
    ASSERT_EQ(give(wish()).status, 200);
    EXPECT_EQ(account.owner.client.del("/v1/operators/" + sue.id).code(), "access.no_act");
    EXPECT_EQ(other.client.del("/v1/operators/" + sue.id).status, 204);
    EXPECT_EQ(see("/users").code(), "not_found");
    EXPECT_EQ(sue.client.get("/v1/accounts").code(), "access.no_act");
    EXPECT_EQ(sue.client.get("/v1/me").status, 200) << "the identity stays";
    EXPECT_EQ(other.client.del("/v1/operators/" + sue.id).code(), "not_found");
    server.later(minutes(11));
    EXPECT_EQ(other.client.del("/v1/operators/" + other.id).code(), "signin.proof_needed");
    EXPECT_NE(server.run({"audit", "export"}).out.find("operators.remove"), std::string::npos);
}

TEST_F(RT26_support, the_log_goes_on_naming_an_operator_who_was_removed) {
    auto other = operator_of(server);
    ASSERT_EQ(give(wish()).status, 200);
    auto named = [&](char const* who) {
        auto log = account.owner.get("/audit?act=support.open");
        EXPECT_EQ(log.text("items.0.by.id"), "operator:" + sue.id) << log.body;
        return log.text(std::string("items.0.") + who + ".name");
    };
    EXPECT_EQ(named("by"), "Sue Support");
    ASSERT_EQ(other.client.del("/v1/operators/" + sue.id).status, 204);
    EXPECT_EQ(named("by"), "Sue Support") << "not an id alone";
    EXPECT_EQ(other.client.get(account.base() + "/support").text("items.0.name"), "Sue Support");
    EXPECT_FALSE(other.client.get("/v1/operators").holds(sue.email)) << "an operator no more";
    EXPECT_EQ(sue.client.get("/v1/operators").code(), "access.no_act");
}

TEST(R1, the_last_operator_cannot_be_removed) {
    Server alone;
    auto first = operator_of(alone, "Sue Support");
    EXPECT_EQ(first.client.del("/v1/operators/" + first.id).code(), "operators.last");
    EXPECT_EQ(alone.run({"operator", "remove", first.email}).status, 1);
    auto second = operator_of(alone, "Sue Support");
    EXPECT_EQ(alone.run({"operator", "remove", second.email}).status, 0);
    EXPECT_EQ(first.client.get("/v1/operators").count("items"), 1u);
}

}  // namespace
}  // namespace usher::testing
