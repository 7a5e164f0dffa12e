// One act upon many users (rights.md RT21, R3, R5, R7, R11; spec.md PS6): through the real program.
#include <gtest/gtest.h>

#include "support/account.h"
#include "support/database.h"
#include "support/jobs.h"

namespace usher::testing {
namespace {

Account stamps(Server& server = Server::shared(), int seats = 20) {
    return server.open("stamps", {.plan = "premier", .seats = seats});
}
std::string restoration(std::string const& id) { return "/users/" + id + "/restoration"; }
Answer user(Person const& by, std::string const& id) { return by.get("/users/" + id); }

TEST(PS6, many_are_changed_at_once_each_by_the_same_rules) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ann = account.join("ann", {"admin"});
    auto ulf = account.join("ulf", {"user"});
    auto eva = account.join("eva", {"user"});
    auto end = bulk(max, {{"do", "suspend"}, {"users", ids({ulf.id, eva.id, ann.id, max.id})}});
    EXPECT_EQ(end.text("state"), "done") << end.body;
    EXPECT_EQ(end.text("changed"), "2");
    EXPECT_EQ(end.text("refused"), "2");
    EXPECT_EQ(ulf.get("/users").code(), "access.no_entry");
    auto rows = max.get("/jobs/" + end.text("id") + "/rows?state=refused");
    EXPECT_TRUE(rows.holds("access.self"));
    EXPECT_TRUE(rows.holds("access.not_contained"));
    auto file = max.get("/jobs/" + end.text("id") + "/rows.csv?state=refused");
    EXPECT_EQ(file.header("content-type"), "text/csv; charset=utf-8");
    EXPECT_TRUE(file.body.starts_with("user,name,email,result,code,reason\r\n"));

    auto undone = max.post("/jobs/" + end.text("id") + "/undo");
    EXPECT_EQ(undone.status, 202) << undone.body;
    auto back = finished(max, undone.text("id"));
    EXPECT_EQ(back.text("changed"), "2") << back.body;
    EXPECT_EQ(user(account.owner, ulf.id).text("status"), "active");
    EXPECT_EQ(max.post("/jobs/" + end.text("id") + "/undo").code(), "bulk.not_undoable");
}

TEST(PS6, undoing_leaves_alone_whom_somebody_touched_since) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto eva = account.join("eva", {"user"});
    auto end = bulk(account.owner, {{"do", "delete"}, {"users", ids({ulf.id, eva.id})}});
    EXPECT_EQ(end.text("changed"), "2");
    account.owner.put(restoration(eva.id), json::Object{});
    auto undone = account.owner.post("/jobs/" + end.text("id") + "/undo");
    auto back = finished(account.owner, undone.text("id"));
    EXPECT_EQ(back.text("changed"), "1");
    EXPECT_EQ(back.text("refused"), "1");
    EXPECT_TRUE(
        account.owner.get("/jobs/" + back.text("id") + "/rows").holds("bulk.changed_since"));
    EXPECT_EQ(user(account.owner, ulf.id).text("status"), "active");
}

TEST(PS6, all_that_match_a_filter_are_changed) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto eva = account.join("eva", {"user"});
    account.invite("ida");
    auto end = bulk(account.owner, {{"do", "suspend"}, {"filter", "status=active"}});
    EXPECT_EQ(end.text("state"), "done") << end.body;
    EXPECT_EQ(end.text("total"), "3") << "the owner too, who may not suspend themselves";
    EXPECT_EQ(end.text("changed"), "2");
    EXPECT_EQ(account.owner.get("/users?status=suspended").count("items"), 2U);
    for (auto const* bad : {"colour=red", "status=asleep", "%zz", "q=a&q=b"}) {
        auto refused = account.owner.post("/bulk", json::Object{{"do", "resume"}, {"filter", bad}});
        EXPECT_EQ(refused.status, 422) << bad;
        EXPECT_EQ(refused.text("field"), "filter") << bad;
    }
}

TEST(PS6, roles_are_given_and_taken_and_put_back) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto eva = account.join("eva", {"user", "reports"});
    auto given = bulk(account.owner,
                      {{"do", "give_role"}, {"role", "reports"}, {"users", ids({ulf.id, eva.id})}});
    EXPECT_EQ(given.text("changed"), "1") << given.body;
    EXPECT_EQ(given.text("unchanged"), "1");
    EXPECT_TRUE(user(account.owner, ulf.id).holds("\"reports\""));
    auto taken = bulk(account.owner,
                      {{"do", "take_role"}, {"role", "reports"}, {"users", ids({ulf.id, eva.id})}});
    EXPECT_EQ(taken.text("changed"), "2");
    auto undone = account.owner.post("/jobs/" + taken.text("id") + "/undo");
    finished(account.owner, undone.text("id"));
    EXPECT_TRUE(user(account.owner, eva.id).holds("\"reports\""));
    EXPECT_EQ(
        account.owner.post("/bulk", json::Object{{"do", "give_role"}, {"users", ids({ulf.id})}})
            .code(),
        "bulk.needs");
}

// Half-way for certain: Max stands in his own list, so that his first chunk takes the right from
// himself.
TEST(R3, whoever_loses_the_right_half_way_changes_nobody_further) {
    auto account = stamps(Server::shared(), 200);
    auto max = account.join("max", {"user", "user-manager"});
    json::Array emails, all{max.id};
    for (int i = 0; i < 60; ++i) emails.emplace_back(account.address("n" + std::to_string(i)));
    auto invited = account.owner.post(
        "/invitations",
        json::Object{{"emails", emails}, {"roles", roles_value({"user", "user-manager"})}});
    ASSERT_EQ(invited.text("sent"), "60") << invited.body;
    auto listed = account.owner.get("/users?status=invited&limit=500");
    for (std::size_t i = 0; i < listed.count("items"); ++i)
        all.emplace_back(listed.text("items." + std::to_string(i) + ".id"));
    auto begun = max.post(
        "/bulk", json::Object{{"do", "take_role"}, {"role", "user-manager"}, {"users", all}});
    ASSERT_EQ(begun.status, 202) << begun.body;
    EXPECT_TRUE(waited([&] { return max.get("/users").code() == "access.no_act"; }));
    // He still may see what became of his job.
    auto end = finished(max, begun.text("id"));
    ASSERT_EQ(end.text("total"), "61") << end.body;
    auto changed = std::stoi(end.text("changed")), refused = std::stoi(end.text("refused"));
    EXPECT_GT(changed, 0);
    EXPECT_GT(refused, 0) << "the rows of later chunks";
    EXPECT_EQ(changed + refused, 61);
    auto left = account.owner.get("/users?status=active,invited&role=user-manager&limit=500");
    EXPECT_EQ(left.count("items"), static_cast<std::size_t>(refused)) << "who kept the role";
    auto rows = max.get("/jobs/" + begun.text("id") + "/rows?state=refused&limit=1");
    EXPECT_EQ(rows.text("items.0.code"), "bulk.starter") << rows.body;
}

// Half-way for certain: no attempt comes past that row while Max is active. The order of the log
// says whether anybody was changed by somebody who was out already.
TEST(R3, whoever_is_suspended_while_their_job_runs_changes_nobody_after_it) {
    Server server;
    auto account = stamps(server, 200);
    auto max = account.join("max", {"user", "user-manager"});
    json::Array emails;
    for (int i = 0; i < 120; ++i) emails.emplace_back(account.address("n" + std::to_string(i)));
    auto invited = account.owner.post("/invitations", json::Object{{"emails", emails}});
    ASSERT_EQ(invited.text("sent"), "120") << invited.body;
    Database(server).change(
        "create trigger held before update of state on bulk_rows when new.row_number = 41 "
        "and exists (select 1 from users where email_key = '" +
        max.email + "' and status = 'active') begin select raise(abort, 'held'); end");
    auto begun = max.post("/bulk", json::Object{{"do", "delete"}, {"filter", "status=invited"}});
    ASSERT_EQ(begun.status, 202) << begun.body;
    auto rows = [&](std::string const& state) {
        return Database(server).count("bulk_rows where state = '" + state + "'");
    };
    auto waits = "jobs where kind = 'bulk' and last_error is not null and locked_until is null";
    ASSERT_TRUE(waited([&] { return Database(server).count(waits) == 1; }));
    ASSERT_EQ(rows("done"), 40);
    ASSERT_EQ(account.owner.put(max.path() + "/suspension").status, 200);
    EXPECT_EQ(max.get("/jobs/" + begun.text("id")).code(), "access.no_entry");
    EXPECT_EQ(max.post("/bulk", json::Object{{"do", "resume"}, {"filter", "q=n"}}).code(),
              "access.no_entry");
    server.later(minutes(5));  // past the pause after the attempt that failed
    EXPECT_TRUE(waited([&] { return rows("waiting") == 0; }));
    EXPECT_EQ(rows("done"), 40);
    EXPECT_EQ(rows("refused"), 80);
    auto last = account.owner.get("/audit?act=users.delete,users.suspend&limit=1");
    EXPECT_EQ(last.text("items.0.act"), "users.suspend") << "the newest of both";
    EXPECT_EQ(last.text("items.0.target.id"), "user:" + max.id);
}

TEST(R11, a_bulk_that_is_asked_for_again_runs_once) {
    auto account = stamps();
    auto ida = account.invite("ida");
    json::Object body{{"do", "resend"}, {"users", ids({ida})}};
    auto first = account.owner.post("/bulk", body, {"Idempotency-Key: once-and-no-more"});
    auto second = account.owner.post("/bulk", body, {"Idempotency-Key: once-and-no-more"});
    EXPECT_EQ(first.text("id"), second.text("id"));
    finished(account.owner, first.text("id"));
    auto mail = account.server().mail_to(account.address("ida"), 2);
    EXPECT_EQ(account.owner.get("/audit?target=user:" + ida).count("items"), 2U)
        << "invited, and sent again once";
}

// The first attempt does not come past that row: it counts for ever, in the midst of its
// transaction. So the server is half-way for certain, however fast it is.
constexpr char const* halt =
    "create trigger halt before update of state on bulk_rows when new.row_number = 41 "
    "and (select attempts from jobs where job_id = new.job_id) = 1 begin "
    "select count(*) from bulk_rows a, bulk_rows b, bulk_rows c, bulk_rows d, bulk_rows e; end";

TEST(R7, a_bulk_goes_on_after_a_crash_with_no_row_twice_and_none_lost) {
    Server server;
    auto account = stamps(server, 200);
    json::Array many;
    for (int i = 0; i < 120; ++i) many.emplace_back("u" + std::to_string(i) + "@crash.example");
    auto invited = account.owner.post("/invitations", json::Object{{"emails", many}});
    ASSERT_EQ(invited.text("sent"), "120") << invited.body;
    Database(server).change(halt);
    auto begun =
        account.owner.post("/bulk", json::Object{{"do", "delete"}, {"filter", "status=invited"}});
    ASSERT_EQ(begun.status, 202) << begun.body;
    auto rows = [&](std::string const& state) {
        return Database(server).count("bulk_rows where state = '" + state + "'");
    };
    ASSERT_TRUE(waited([&] { return rows("done") == 40; })) << rows("done");
    EXPECT_EQ(rows("waiting"), 80);
    EXPECT_EQ(Database(server).count("jobs where kind = 'bulk' and locked_until is not null"), 1)
        << "it is at work";
    server.kill();
    server.start();
    account.owner.client.moved_to(server.url());
    server.steer(minutes(3));  // what the dead one held is free then
    auto end = finished(account.owner, begun.text("id"));
    EXPECT_EQ(end.text("state"), "done") << end.body;
    EXPECT_EQ(end.text("changed"), "120");
    EXPECT_EQ(account.owner.get("/users?status=invited").count("items"), 0U);
    auto deleted = account.owner.get("/users?status=deleted&limit=500");
    EXPECT_EQ(deleted.count("items"), 120U);
    std::size_t events = 0;
    std::string after;
    do {
        auto page = account.owner.get("/audit?limit=500" + after);
        for (std::size_t i = 0; i < page.count("items"); ++i)
            if (page.text("items." + std::to_string(i) + ".act") == "users.delete") ++events;
        after = page.text("next").empty() ? "" : "&after=" + page.text("next");
    } while (!after.empty());
    EXPECT_EQ(events, 120U) << "one event for each";
}

TEST(R5, a_job_is_its_starters_alone) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    auto other = stamps();
    auto end = bulk(account.owner, {{"do", "suspend"}, {"users", ids({ulf.id})}});
    auto path = "/jobs/" + end.text("id");
    for (auto const* part : {"", "/rows", "/rows.csv"}) {
        EXPECT_EQ(max.get(path + part).status, 404) << part;
        EXPECT_EQ(other.owner.get(path + part).status, 404) << part;
        EXPECT_EQ(account.stranger().get(path + part).status, 401) << part;
    }
    EXPECT_EQ(max.post(path + "/undo").status, 404);
    auto strange = bulk(other.owner, {{"do", "delete"}, {"users", ids({ulf.id})}});
    EXPECT_EQ(strange.text("refused"), "1") << "another account's user does not exist here";
    EXPECT_EQ(user(account.owner, ulf.id).text("status"), "suspended");
}

}  // namespace
}  // namespace usher::testing
