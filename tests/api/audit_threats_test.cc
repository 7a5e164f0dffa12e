// Attacks on and through the audit log and the mails that cause its events (threats.md, by number).
#include <gtest/gtest.h>

#include "support/account.h"

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
        server.steer(minutes(2));
        if (again().status != 200) break;
    }
    EXPECT_EQ(sent, 10);
    EXPECT_EQ(server.mails_to(mia), 10U);
    server.steer(days(1));
    EXPECT_EQ(again().status, 200);
}

}  // namespace
}  // namespace usher::testing
