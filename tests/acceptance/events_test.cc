// What is told while it happens (spec R3, architecture section 9): who hears of what, and for how
// long: through the real program.
#include <gtest/gtest.h>

#include <chrono>
#include <future>

#include "support/jobs.h"
#include "support/listener.h"
#include "support/operator.h"

namespace usher::testing {
namespace {

using Clock = std::chrono::steady_clock;

class Events : public ::testing::Test {
 protected:
    Account account = Server::shared().open("stamps", {.plan = "premier", .seats = 60});

    Listener listens(Person const& who) { return Listener(who.client, account.base()); }
    Person manager(std::string_view name) { return account.join(name, {"user", "user-manager"}); }
    Answer suspend(Person const& whom) {
        return account.owner.put(whom.path() + "/suspension", json::Object{});
    }
};
using R3_events = Events;

TEST_F(R3_events, change_by_one_is_told_to_another_without_saying_what) {
    auto max = manager("max"), ulf = account.join("ulf", {"user"});
    auto hears = listens(max);
    ASSERT_EQ(hears.status(), 200) << hears.head();
    EXPECT_EQ(header(hears.head(), "Content-Type"), "text/event-stream");
    auto edited = account.owner.patch(ulf.path(), json::Object{{"last_name", "Uhl"}});
    ASSERT_EQ(edited.status, 200) << edited.body;
    EXPECT_EQ(hears.next("users"), "{}");
    EXPECT_EQ(account.owner.post("/users", account.new_user("new")).status, 201);
    EXPECT_EQ(hears.next("users"), "{}");
    EXPECT_EQ(suspend(ulf).status, 200);
    EXPECT_EQ(hears.next("users"), "{}");
}

TEST_F(R3_events, many_changes_are_told_once_a_second_at_most) {
    auto max = manager("max"), ulf = account.join("ulf", {"user"});
    auto hears = listens(max);
    auto began = Clock::now();
    for (int n = 0; n < 30; ++n)
        account.owner.patch(ulf.path(), json::Object{{"last_name", "Uhl" + std::to_string(n)}});
    auto took = std::chrono::duration_cast<std::chrono::seconds>(Clock::now() - began).count();
    ASSERT_EQ(hears.next("users"), "{}");
    auto told = 1 + hears.all("users");
    // However slow the machine: between two looks lies a second, and one look follows the last
    // change.
    EXPECT_LE(told, took + 2);
}

TEST_F(R3_events, are_for_whoever_may_see_the_users) {
    auto ulf = account.join("ulf", {"user"});
    auto other = Server::shared().open("stamps", {.plan = "premier"});
    EXPECT_EQ(listens(account.stranger()).status(), 401);
    EXPECT_EQ(listens(other.owner).status(), 404);
    EXPECT_EQ(listens(ulf).status(), 403);
    auto nowhere = Listener(account.owner.client, "/v1/accounts/no-such-account");
    EXPECT_EQ(nowhere.status(), 404);
    auto head =
        account.owner.client.send("HEAD", account.base() + "/events", "",
                                  {"Cookie: __Host-usher=" + account.owner.client.session()});
    EXPECT_EQ(head.status, 200);
    EXPECT_EQ(account.owner.post("/events", json::Object{}).status, 405);
}

TEST_F(R3_events, of_another_account_are_not_heard) {
    auto other = Server::shared().open("stamps", {.plan = "premier"});
    Listener hears(other.owner.client, other.base());
    auto here = listens(account.owner);
    ASSERT_EQ(hears.status(), 200);
    EXPECT_EQ(account.owner.post("/users", account.new_user("new")).status, 201);
    EXPECT_EQ(here.next("users"), "{}") << "whoever is to hear of it has";
    EXPECT_EQ(hears.all("users"), 0);
    EXPECT_EQ(other.owner.post("/users", other.new_user("mine")).status, 201);
    EXPECT_EQ(hears.next("users"), "{}") << "their own they hear of";
    EXPECT_EQ(hears.passed_over(), 0);
}

TEST_F(R3_events, so_many_streams_by_one_session) {
    std::vector<std::unique_ptr<Listener>> all;
    for (int n = 0; n < 16; ++n) {
        all.push_back(std::make_unique<Listener>(account.owner.client, account.base()));
        ASSERT_EQ(all.back()->status(), 200) << n;
    }
    auto refused = listens(account.owner);
    EXPECT_EQ(refused.status(), 429);
    EXPECT_EQ(header(refused.head(), "Retry-After"), "30");
    EXPECT_NE(refused.head().find("events.too_many"), std::string::npos);
    auto again = account.owner;
    ASSERT_EQ(again.sign_in().status, 200);
    EXPECT_EQ(listens(again).status(), 200) << "of another session there may be more";
}

TEST_F(R3_events, stream_ends_for_whoever_may_no_longer_look) {
    auto ann = manager("ann"), bea = manager("bea"), cid = manager("cid"), dan = manager("dan");
    auto owner = listens(account.owner);
    auto of_ann = listens(ann), of_bea = listens(bea), of_cid = listens(cid), of_dan = listens(dan);
    for (auto* each : {&owner, &of_ann, &of_bea, &of_cid, &of_dan}) ASSERT_EQ(each->status(), 200);
    EXPECT_EQ(suspend(ann).status, 200);
    EXPECT_EQ(account.owner.del(bea.path()).status, 204);
    auto demoted =
        account.owner.put(cid.path() + "/roles", json::Object{{"roles", roles_value({"user"})}});
    EXPECT_EQ(demoted.status, 200) << demoted.body;
    EXPECT_EQ(account.owner.del(dan.path() + "/entries").status, 204);
    for (auto* each : {&of_ann, &of_bea, &of_cid, &of_dan}) EXPECT_TRUE(each->ended());
    EXPECT_EQ(owner.next("users"), "{}") << "the others go on";
    EXPECT_EQ(listens(ann).status(), 403);
    EXPECT_EQ(listens(cid).status(), 403);
}

TEST_F(R3_events, suspended_reader_is_not_even_told_of_it) {
    auto ann = manager("ann");
    auto hears = listens(ann);
    EXPECT_EQ(suspend(ann).status, 200);
    EXPECT_TRUE(hears.ended());
    EXPECT_EQ(hears.passed_over(), 0);
}

TEST_F(R3_events, stream_ends_with_its_session) {
    auto out = manager("ann"), elsewhere = manager("bea"), changed = manager("cid");
    auto stays = changed;
    ASSERT_EQ(stays.sign_in().status, 200);
    auto of_out = listens(out), of_elsewhere = listens(elsewhere), of_changed = listens(changed),
         of_stays = listens(stays);
    EXPECT_EQ(out.client.post("/v1/sign-out", {}).status, 204);
    auto second = elsewhere;
    ASSERT_EQ(second.sign_in().status, 200);
    EXPECT_EQ(second.client.del("/v1/me/sessions").status, 204) << "all but this one";
    EXPECT_EQ(stays.client
                  .put("/v1/me/password",
                       json::Object{{"current", stays.password}, {"new", "another one of mine 77"}})
                  .status,
              204);
    EXPECT_TRUE(of_out.ended());
    EXPECT_TRUE(of_elsewhere.ended());
    EXPECT_TRUE(of_changed.ended());
    EXPECT_TRUE(of_stays.ended())
        << "its cookie is another one now: the browser comes back with it";
    EXPECT_EQ(listens(stays).status(), 200);
    EXPECT_EQ(listens(out).status(), 401);
}

TEST_F(R3_events, stream_ends_with_the_account_with_support_and_with_the_key) {
    auto& server = Server::shared();
    auto otto = operator_of(server);
    auto given = otto.client.post(account.base() + "/support",
                                  json::Object{{"reason", "Ticket 4711"}, {"hours", 1}});
    ASSERT_EQ(given.status, 200) << given.body;
    auto made = otto.client.post("/v1/product-keys",
                                 json::Object{{"blueprint", "stamps"}, {"name", "shop"}});
    ASSERT_EQ(made.status, 201) << made.body;
    Listener of_support(otto.client, account.base());
    Listener of_key(server.client(), account.base(), "Authorization: Bearer " + made.text("key"));
    auto of_owner = listens(account.owner);
    ASSERT_EQ(of_support.status(), 200);
    ASSERT_EQ(of_key.status(), 200);
    EXPECT_EQ(otto.client.del("/v1/product-keys/" + made.text("id")).status, 204);
    EXPECT_TRUE(of_key.ended());
    EXPECT_EQ(otto.client.del(account.base() + "/support/" + otto.id).status, 200);
    EXPECT_TRUE(of_support.ended());
    auto suspended =
        otto.client.put(account.base() + "/suspension", json::Object{{"reason", "Not paid"}});
    ASSERT_EQ(suspended.status, 200) << suspended.body;
    EXPECT_TRUE(of_owner.ended());
}

TEST_F(R3_events, job_is_told_to_who_started_it_and_to_nobody_else) {
    auto max = manager("max");
    json::Array emails;
    for (int n = 0; n < 45; ++n) emails.push_back(account.address("new" + std::to_string(n)));
    auto invited = account.owner.post("/invitations", json::Object{{"emails", emails}});
    ASSERT_EQ(invited.text("sent"), "45") << invited.body;
    auto mine = listens(account.owner), theirs = listens(max);
    auto begun =
        account.owner.post("/bulk", json::Object{{"do", "revoke"}, {"filter", "status=invited"}});
    ASSERT_EQ(begun.status, 202) << begun.body;
    std::int64_t before = 0, total = 0;
    for (std::string state; state != "done";) {
        auto told = mine.next("job");
        ASSERT_NE(told, "") << "the last was " << state;
        auto job = *json::parse(told);
        EXPECT_EQ(*job.member("id")->text(), begun.text("id"));
        auto done = *job.member("done")->integer();
        EXPECT_GE(done, before);
        before = done;
        state = *job.member("state")->text();
        total = job.member("total") ? *job.member("total")->integer() : 0;
    }
    EXPECT_EQ(before, 45);
    EXPECT_EQ(total, 45);
    EXPECT_EQ(theirs.next("users"), "{}");
    EXPECT_EQ(theirs.passed_over(), 0) << "no job of theirs";
}

TEST(R3_restart, do_not_delay_its_end_and_go_on_with_its_successor) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier"});
    auto first = std::make_unique<Listener>(account.owner.client, account.base());
    ASSERT_EQ(first->status(), 200);
    auto restarted = server.restart();
    ASSERT_EQ(restarted.status, 0) << restarted.err;
    EXPECT_TRUE(first->ended());
    Listener second(account.owner.client, account.base());
    ASSERT_EQ(second.status(), 200);
    EXPECT_EQ(account.owner.post("/users", account.new_user("new")).status, 201);
    EXPECT_EQ(second.next("users"), "{}");
    // Whoever is in the midst of something is cut off after half a minute; streams end before that.
    auto stopping = std::async(std::launch::async, [&] { server.stop(); });
    EXPECT_TRUE(second.ended());
    stopping.wait();
}

}  // namespace
}  // namespace usher::testing
