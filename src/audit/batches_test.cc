#include "audit/batches.h"

#include <gtest/gtest.h>

#include <thread>

#include "access/testing.h"
#include "audit/personal.h"
#include "audit/query.h"
#include "support/waited.h"

namespace usher::audit {
namespace {

struct InBatches : ::testing::Test {
    access::World world{"pitneyship"};
    access::PlaceNumber l1 = world.location("L1", world.division("D1"));
    std::optional<Batches> batches;

    InBatches() {
        world.person("sam", l1, {});
        world.person("lea", l1, {{"location-admin", l1}});
        batches.emplace(world.store());
    }
    struct Told {
        std::string act, by, target;
        std::int64_t place = 0, count = 0, people = 0;
        std::size_t entries = 0;
        std::string details;
    };
    std::vector<Told> told(AccountId account) {
        auto rows = world.read([&](store::Snapshot& s) {
            return s.many(
                "select act, by_actor, target, place, details, personal from audit "
                "where account_id = $1 order by seq",
                account);
        });
        std::vector<Told> all;
        for (auto const& row : rows) {
            Link link;
            link.details = row.maybe_text(4);
            link.personal = row.maybe_text(5);
            auto const whole = *details_of(link);
            auto text = json::text(whole);
            auto number = [&](std::string_view name) {
                auto const* found = whole.member(name);
                return found && found->integer() ? *found->integer() : 0;
            };
            auto const* entries = whole.member("entries");
            all.push_back({row.text(0), row.text(1), row.text(2), row.integer(3), number("count"),
                           number("people"),
                           entries && entries->array() ? entries->array()->size() : 0, text});
        }
        return all;
    }
    std::vector<Told> settled() {
        EXPECT_TRUE(batches->settle(world.account()));
        return told(world.account());
    }
    std::string user(std::string const& name) { return "user:" + world.id(name).text(); }
};

TEST_F(InBatches, a_sign_in_stands_in_the_log_of_the_account_as_the_users_own) {
    batches->signed_in(world.identity("sam"), "192.0.2.7");
    auto events = settled();
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].act, "signin.in");
    EXPECT_EQ(events[0].by, user("sam"));
    EXPECT_EQ(events[0].target, user("sam"));
    EXPECT_EQ(events[0].place, l1);
    EXPECT_NE(events[0].details.find("192.0.2.7"), std::string::npos);
}

TEST_F(InBatches, several_people_of_one_place_make_one_event_there) {
    batches->signed_in(world.identity("sam"), "192.0.2.7");
    batches->signed_in(world.identity("lea"), "192.0.2.8");
    batches->signed_in(world.identity("lea"), "192.0.2.8");
    auto events = settled();
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].count, 3);
    EXPECT_EQ(events[0].people, 2);
    EXPECT_EQ(events[0].target, "account:" + world.account().text());
    EXPECT_EQ(events[0].place, l1) << "who reads the log of that place sees it (RT30)";
}

TEST_F(InBatches, people_of_different_places_stand_in_events_of_their_own) {
    auto l2 = world.location("L2", world.division("D2"));
    world.person("ria", l2, {});
    for (auto const* name : {"sam", "lea", "ria"})
        batches->signed_in(world.identity(name), "192.0.2.7");
    batches->sign_in_failed(world.identity("ria"), "192.0.2.7", "passwords.not_current");
    auto events = settled();
    ASSERT_EQ(events.size(), 3U);
    std::int64_t counted = 0;
    for (auto const& event : events) {
        counted += event.count;
        EXPECT_EQ(event.place, event.people == 2 ? l1 : l2);
        bool names_ria = event.details.find(user("ria")) != std::string::npos;
        EXPECT_EQ(names_ria, event.place == l2) << event.details;
    }
    EXPECT_EQ(counted, 4);
    auto const& failed = events[0].act == "signin.failed" ? events[0] : events[1];
    EXPECT_NE(failed.details.find("passwords.not_current"), std::string::npos) << failed.details;
}

TEST_F(InBatches, a_failed_sign_in_is_told_to_the_account_and_to_the_instance) {
    batches->sign_in_failed(world.identity("sam"), "192.0.2.7");
    batches->sign_in_failed({}, "192.0.2.7");
    auto events = settled();
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].act, "signin.failed");
    EXPECT_EQ(events[0].by, "system");  // nobody knows who tried
    EXPECT_EQ(events[0].target, user("sam"));
    ASSERT_TRUE(batches->settle(AccountId{}));
    auto instance = told(AccountId{});
    ASSERT_EQ(instance.size(), 1U);
    EXPECT_EQ(instance[0].count, 2);
}

TEST_F(InBatches, a_million_refusals_are_a_few_rows) {  // they must not fill the disk
    auto sam = "user:" + world.id("sam").text();
    for (int n = 0; n < 1'000'000; ++n)
        batches->refused(
            world.account(), sam, "access.no_act",
            "10." + std::to_string(n % 200) + "." + std::to_string(n / 200 % 200) + ".1");
    auto events = settled();
    ASSERT_EQ(events.size(), 2U) << "hers, and those that were too many to be told apart";
    EXPECT_EQ(events[0].count + events[1].count, 1'000'000);
    for (auto const& event : events) {
        EXPECT_LE(event.entries, Batches::told);
        EXPECT_LT(event.details.size(), 16'000U);
    }
}

TEST_F(InBatches, a_storm_is_sealed_at_growing_pauses_and_none_of_it_is_lost) {
    std::int64_t sent = 0;
    for (int hour = 0; hour < 2; ++hour) {
        for (int second = 0; second < 3600; second += 10) {
            batches->refused(world.account(), "user:" + world.id("sam").text(), "access.self",
                             "192.0.2.7");
            ++sent;
            batches->tick();
            world.clock().advance(seconds(10));
        }
    }
    auto events = settled();
    EXPECT_LT(events.size(), 30U);
    std::int64_t counted = 0;
    for (auto const& event : events) counted += event.count;
    EXPECT_EQ(counted, sent);
}

TEST_F(InBatches, what_was_counted_before_the_end_is_sealed) {
    batches->refused(world.account(), "user:" + world.id("sam").text(), "access.self", "192.0.2.7");
    batches.reset();
    EXPECT_EQ(told(world.account()).size(), 1U);
}

TEST_F(InBatches, what_a_crash_left_in_the_table_is_sealed_by_the_next_server) {
    world.write([&](store::Tx& tx) {
        return tx.exec(
            "insert into audit_pending (account_id, act, who, client, why, times, "
            "first_at, last_at) values ($1, 'access.refused', '', '', '', 3, 1, 2)",
            world.account());
    });
    Batches next(world.store());
    EXPECT_TRUE(next.anything());
    EXPECT_TRUE(next.settle(world.account()));
    auto events = told(world.account());
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].count, 3);
}

TEST_F(InBatches, a_network_of_ipv6_is_one_client) {
    for (int n = 1; n < 10; ++n)
        batches->refused(world.account(), "user:" + world.id("sam").text(), "access.self",
                         "2001:db8:1:2::" + std::to_string(n));
    auto events = settled();
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].entries, 1U);
}

TEST_F(InBatches, what_cannot_be_written_now_is_added_to_what_came_meanwhile) {
    auto seen = [&] { batches->signed_in(world.identity("sam"), "192.0.2.7"); };
    seen();
    // The writer is busy while the first is on its way; then the table is gone for a while.
    std::thread ticking;
    world.write([&](store::Tx& tx) -> Result<void> {
        ticking = std::thread([&] { batches->tick(); });
        EXPECT_TRUE(usher::testing::waited([&] { return !batches->anything(); }));
        seen();
        TRY(tx.exec("alter table audit_pending rename to put_away"));
        return {};
    });
    ticking.join();
    world.write(
        [&](store::Tx& tx) { return tx.exec("alter table put_away rename to audit_pending"); });
    auto events = settled();
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].count, 2);
}

TEST_F(InBatches, a_storm_is_written_in_parts_and_whole) {
    for (int n = 0; n < 350; ++n)
        batches->sign_in_failed(
            {}, "192.0." + std::to_string(n / 200) + "." + std::to_string(n % 200 + 1));
    auto writes = world.store().figures().writes;
    batches->tick();
    EXPECT_GE(world.store().figures().writes - writes, 4U);
    EXPECT_TRUE(batches->settle(AccountId{}));
    auto events = told(AccountId{});
    ASSERT_FALSE(events.empty());
    std::int64_t all = 0;
    for (auto const& event : events) all += event.count;
    EXPECT_EQ(all, 350);
}

}  // namespace
}  // namespace usher::audit
