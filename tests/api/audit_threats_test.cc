// Attacks on and through the audit log and the mails that cause its events (threats.md, by number).
#include <gtest/gtest.h>

#include <sstream>

#include "support/account.h"
#include "support/database.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 20}); }

// Some users who were changed by two people.
struct Busy {
    Account account = stamps();
    Person max = account.join("max", {"user", "user-manager"});
    Person ulf = account.join("ulf", {"user"});

    Busy() {
        EXPECT_EQ(max.patch(ulf.path(), json::Object{{"first_name", "Ulrich"}}).status, 200);
        EXPECT_EQ(account.owner.put(ulf.path() + "/suspension").status, 200);
        EXPECT_EQ(max.del(ulf.path() + "/suspension").status, 200);
    }
    Answer audit(std::string const& query) const { return account.owner.get("/audit" + query); }
};

// ---- threat 43, 46

TEST(Threat43, an_exported_table_holds_no_formula) {
    Busy busy;
    auto name = json::Object{{"first_name", "=HYPERLINK(\"http://evil.example\")"}};
    ASSERT_EQ(busy.account.owner.patch(busy.ulf.path(), name).status, 200);
    auto table = busy.account.owner.get("/audit/export?format=csv");
    ASSERT_EQ(table.status, 200);
    EXPECT_EQ(table.header("content-type"), "text/csv; charset=utf-8");
    EXPECT_TRUE(table.body.starts_with("at,act,")) << table.body.substr(0, 100);
    EXPECT_TRUE(table.holds("\"'=HYPERLINK("));
    EXPECT_FALSE(table.holds(",=HYPERLINK("));
    EXPECT_FALSE(table.holds(",\"=HYPERLINK("));
    auto lines = busy.account.owner.get("/audit/export?format=ndjson&act=users.edit");
    EXPECT_EQ(std::ranges::count(lines.body, '\n'), 2);
    EXPECT_EQ(busy.account.owner.get("/audit/export?format=xlsx").text("field"), "format");
}

TEST(Threat46, who_may_not_export_gets_nothing_and_an_export_is_itself_recorded) {
    Busy busy;
    EXPECT_EQ(busy.max.get("/audit/export").code(), "access.no_act");
    EXPECT_EQ(busy.max.get("/audit/verification").code(), "access.no_act");
    EXPECT_EQ(busy.max.get("/audit/checkpoint").code(), "access.no_act");
    ASSERT_EQ(busy.account.owner.get("/audit/export?format=csv&act=users.edit").status, 200);
    auto event = busy.audit("?act=audit.export");
    EXPECT_EQ(event.text("items.0.by.id"), "user:" + busy.account.owner.id);
    EXPECT_EQ(event.text("items.0.details.act"), "users.edit");
}

TEST(Threat46, an_export_goes_on_only_where_one_was_recorded_and_as_it_was) {
    Busy busy;
    auto const& ada = busy.account.owner;
    auto list = ada.get("/audit?limit=1");
    auto after = list.text("next");
    ASSERT_NE(after, "");
    EXPECT_EQ(ada.get("/audit?limit=1&after=" + after).status, 200);
    auto refused = ada.get("/audit/export?after=" + after);
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.text("field"), "after");
    EXPECT_EQ(ada.get("/audit?act=audit.export").count("items"), 0u);
}

// ---- threat 15, RT32

TEST(Threat15, invitations_to_one_person_are_a_minute_apart_and_ten_a_day) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 20});
    auto id = account.invite("mia");
    auto again = [&] { return account.owner.post("/users/" + id + "/invitation"); };
    // Each is out before the next: a waiting letter with an ended link would not be sent at all.
    auto mia = account.address("mia");
    server.mail_to(mia, 1);
    EXPECT_EQ(again().status, 200);  // the first mail may be lost, or the address wrong
    auto soon = again();
    EXPECT_EQ(soon.status, 429);
    EXPECT_EQ(soon.code(), "invitations.sent_lately");
    EXPECT_GT(std::stoi(soon.header("retry-after")), 0);
    int sent = 2;
    for (; sent < 30; ++sent) {
        server.mail_to(mia, std::size_t(sent));
        server.later(minutes(2));
        if (again().status != 200) break;
    }
    EXPECT_EQ(sent, 10);
    EXPECT_EQ(server.mails_to(mia), 10U);
    server.later(days(1));
    EXPECT_EQ(again().status, 200);
}

// ---- threat 48: altering the log itself is tried in tests/acceptance (R6)

TEST(Threat48, what_cannot_be_recorded_is_not_done) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 20});
    auto ulf = account.join("ulf", {"user"});
    server.stop();
    Database(server).change("alter table audit rename to audit_elsewhere");
    server.start();
    account.owner.client.moved_to(server.url());
    auto& ada = account.owner;
    auto mails = server.mails().size();
    for (auto const& answer :
         {ada.put(ulf.path() + "/suspension"), ada.del(ulf.path()),
          ada.patch(ulf.path(), json::Object{{"first_name", "X"}}),
          ada.put(ulf.path() + "/roles", json::Object{{"roles", roles_value({"reports"})}}),
          ada.post("/users", account.new_user("mia")),
          ada.put("/seats", json::Object{{"bought", 9}}),
          ada.post(ulf.path() + "/reset", json::Object{{"end_now", true}})}) {
        EXPECT_EQ(answer.status / 100, 5) << answer.body;
        EXPECT_FALSE(answer.holds("audit")) << "that is for the server's own log";
    }
    EXPECT_EQ(ada.get(ulf.path()).text("status"), "active");
    EXPECT_EQ(ada.get(ulf.path()).text("first_name"), "Ulf");
    EXPECT_EQ(ada.get("/seats").text("bought"), "20");
    EXPECT_EQ(ada.get("/users").count("items"), 2U);
    EXPECT_EQ(server.mails().size(), mails) << "and no mail of what was not done";
    server.stop();
    Database(server).change("alter table audit_elsewhere rename to audit");
    server.start();
    ada.client.moved_to(server.url());
    EXPECT_EQ(ada.put(ulf.path() + "/suspension").status, 200);
    EXPECT_EQ(server.run({"audit", "verify", "--account", account.slug()}).status, 0);
}

TEST(Threat48, a_clock_that_is_set_back_changes_no_order_and_breaks_no_chain) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 20});
    auto ulf = account.join("ulf", {"user"});
    account.owner.put(ulf.path() + "/suspension");
    server.steer(Duration{-hours(3).ms});
    account.owner.sign_in();
    ASSERT_EQ(account.owner.del(ulf.path() + "/suspension").status, 200);
    auto log = account.owner.get("/audit?target=" + ulf.id);
    EXPECT_EQ(log.text("items.0.act"), "users.resume") << "in the order in which they happened";
    EXPECT_EQ(log.text("items.1.act"), "users.suspend");
    EXPECT_LT(log.text("items.0.at"), log.text("items.1.at"));
    auto verified = server.run({"audit", "verify", "--account", account.slug()});
    EXPECT_EQ(verified.status, 0) << verified.err;
}

TEST(Threat48, nobody_writes_lines_of_their_own_into_a_log) {
    auto account = stamps();
    auto& ada = account.owner;
    auto user = account.new_user("mia");
    ASSERT_EQ(ada.post("/users", user).status, 201);
    auto id = ada.get("/users?q=mia").text("items.0.id");
    auto forged = "x\n{\"act\":\"users.delete\",\"by\":\"user:usr_x\"}\n";
    auto named = ada.patch("/users/" + id, json::Object{{"last_name", forged}});
    EXPECT_EQ(named.status / 100 == 2 || named.status == 422, true) << named.body;
    // Each event of an export is one line, and each line of it an event of ours.
    auto lines = ada.get("/audit/export?format=ndjson");
    std::istringstream in(lines.body);
    for (std::string line; std::getline(in, line);) {
        auto event = json::parse(line);
        ASSERT_TRUE(event) << line;
        EXPECT_NE(event->member("id"), nullptr) << line;
    }
    // And what a client says of itself is no line of the server's log.
    auto agent = "User-Agent: x\\n{\"event\":\"forged\"}\x01";
    (void)account.stranger().client.send("GET", "/healthz?a=%0a%7b%22event%22%3a%22forged%22%7d",
                                         "", {agent});
    auto log = account.server().log();
    std::istringstream written(log);
    for (std::string line; std::getline(written, line);) {
        auto event = json::parse(line);
        ASSERT_TRUE(event) << line;
        auto const* kind = event->member("event");
        EXPECT_FALSE(kind && kind->text() && *kind->text() == "forged") << line;
    }
}

}  // namespace
}  // namespace usher::testing
