#include "audit/query.h"

#include <gtest/gtest.h>

#include "access/testing.h"
#include "audit/blocks.h"
#include "audit/follow.h"
#include "audit/personal.h"
#include "audit/record.h"
#include "store/steps.h"

namespace usher::audit {
namespace {

// A log of three blocks and a bit. Every hundredth event is about Sam; Lea administers L1, where
// every fiftieth happens.
struct Log : testing::Test {
    static constexpr int many = 3 * block_events + 300;
    access::World world{"pitneyship"};
    access::PlaceNumber l1 = world.location("L1", world.division("D1")),
                        l2 = world.location("L2", 1);

    Log() {
        world.person("eve", access::account_place, {{"enterprise", access::account_place}});
        world.person("lea", l1, {{"location-admin", l1}});
        world.person("sam", l1, {});
    }
    void fill() {
        for (int from = 1; from <= many; from += 500) fill(from, std::min(from + 500, many + 1));
    }
    void fill(int from, int end) {
        world.write([&](store::Tx& tx) -> Result<void> {
            for (int n = from; n < end; ++n) TRY(record(tx, numbered(n)));
            return {};
        });
    }
    Event numbered(int n) {
        auto sam = "user:" + world.id("sam").text();
        Event event{world.account(), n % 7 == 0 ? "users.edit" : "users.suspend",
                    n % 200 == 0 ? sam : "instance", n % 100 == 0 ? sam : "user:somebody",
                    n % 50 == 0 ? l1 : l2};
        event.details = json::Object{{"n", n}};
        return event;
    }
    void tell(Event event) {
        world.write([&](store::Tx& tx) { return record(tx, event); });
    }

    struct Pages {
        std::vector<std::int64_t> found;
        int steps = 0;
    };
    // All pages, one after the other.
    Pages all(std::string const& who, Filter filter) {
        Pages pages;
        do {
            auto found = world.read([&](store::Snapshot& s) -> Result<Found> {
                auto actor = TRY(world.authority().actor(s, world.session(who), "acme"));
                auto may = TRY(access::permit<Act::audit_view>(s, actor));
                return events(s, may, may.reach, filter);
            });
            EXPECT_LE(static_cast<std::int64_t>(found.events.size()), filter.limit);
            for (auto const& link : found.events) pages.found.push_back(link.seq);
            filter.before = found.reached;
            ++pages.steps;
        } while (filter.before > 1 && pages.steps < 100);
        return pages;
    }
    std::vector<std::int64_t> multiples(int of) {
        std::vector<std::int64_t> numbers;
        for (int n = many / of * of; n > 0; n -= of) numbers.push_back(n);
        return numbers;
    }
};

TEST_F(Log, is_told_from_its_newest_event_to_its_first) {
    fill();
    EXPECT_EQ(all("eve", {.limit = 500}).found, multiples(1));
}

TEST_F(Log, each_filter_finds_exactly_what_fits) {
    fill();
    auto sam = "user:" + world.id("sam").text();
    EXPECT_EQ(all("eve", {.target = sam, .limit = 7}).found, multiples(100));
    EXPECT_EQ(all("eve", {.actor = sam}).found, multiples(200));
    EXPECT_EQ(all("eve", {.acts = {"users.edit"}}).found, multiples(7));
    EXPECT_EQ(all("eve", {.target = sam, .acts = {"users.edit"}}).found, multiples(700));
    EXPECT_EQ(all("eve", {.target = "user:nobody"}).found, std::vector<std::int64_t>{});
    EXPECT_EQ(all("eve", {.acts = {"users.erase"}}).found, std::vector<std::int64_t>{});
}

TEST_F(Log, a_reader_of_one_place_finds_its_events_alone) {
    fill();
    EXPECT_EQ(all("lea", {.limit = 9}).found, multiples(50));
    EXPECT_EQ(all("lea", {.target = "user:somebody"}).found.size(),
              multiples(50).size() - multiples(100).size());
}

TEST_F(Log, days_are_found_also_where_the_clock_was_set_back) {  // threat 48
    fill(1, 1500);
    world.clock().advance(hours(2));
    auto later = world.now();
    fill(1500, 1600);
    world.clock().advance(Duration{-hours(1).ms});
    fill(1600, 2100);
    EXPECT_EQ(all("eve", {.from = later}).found.size(), 100U);
    EXPECT_EQ(all("eve", {.to = later}).found.size(), 1499U + 500U);
    EXPECT_EQ(all("eve", {.from = later, .to = later}).found.size(), 0U);
}

TEST_F(Log, what_is_nowhere_is_known_from_the_marks_alone) {
    fill();
    auto step = world.read([&](store::Snapshot& s) -> Result<Found> {
        auto actor = TRY(world.authority().actor(s, world.session("eve"), "acme"));
        auto may = TRY(access::permit<Act::audit_view>(s, actor));
        return events(s, may, may.reach, {.target = "user:nobody"});
    });
    EXPECT_FALSE(step.more());
}

TEST_F(Log, events_of_before_there_were_blocks_are_found_too) {
    fill();
    world.write([&](store::Tx& tx) {
        return tx.exec("delete from audit_blocks where account_id = $1 and number = 1",
                       world.account());
    });
    auto sam = "user:" + world.id("sam").text();
    EXPECT_EQ(all("eve", {.target = sam}).found, multiples(100));
}

TEST_F(Log, a_move_is_seen_from_both_homes) {  // RT30
    Event move{world.account(), "users.edit", "instance", "user:" + world.id("sam").text(), l2};
    move.moved_to = l1;
    tell(move);
    tell({world.account(), "users.edit", "instance", "user:somebody", l2});
    EXPECT_EQ(all("lea", {}).found, (std::vector<std::int64_t>{1}));
}

TEST_F(Log, one_event_out_of_reach_is_none) {
    tell({world.account(), "users.edit", "instance", "user:somebody", l2});
    auto id = world.read([&](store::Snapshot& s) -> Result<EventId> {
        auto row = TRY(
            s.one("select event_id from audit where account_id = $1 and seq = 1", world.account()));
        return row->id<EventId>(0);
    });
    auto reads = [&](std::string const& who) {
        return world.attempt([&](store::Tx& tx) -> Result<void> {
            auto actor = TRY(world.authority().actor(tx, world.session(who), "acme"));
            auto may = TRY(access::permit<Act::audit_view>(tx, actor));
            TRY(event(tx, may, id));
            return {};
        });
    };
    EXPECT_EQ(reads("eve"), "allowed");
    EXPECT_EQ(reads("lea"), "not_found");
}

TEST_F(Log, walks_the_key_and_sorts_nothing) {
    auto plan = [&](std::string const& sql) {
        auto rows =
            world.read([&](store::Snapshot& s) { return s.many("explain query plan " + sql); });
        std::string text;
        for (auto const& row : rows) text += row.text(3) + "\n";
        return text;
    };
    auto walk = plan(
        "select seq from audit where account_id = x'00' and seq >= 1 and seq < 9 "
        "and (place is null or place in (select value from json_each('[1]'))) "
        "order by seq desc limit 5");
    EXPECT_NE(walk.find("SEARCH audit USING PRIMARY KEY (account_id=? AND seq>? AND seq<?)"),
              std::string::npos)
        << walk;
    EXPECT_EQ(walk.find("TEMP B-TREE"), std::string::npos) << walk;
    auto blocks = plan(
        "select number from audit_blocks where account_id = x'00' and number <= 9 "
        "order by number desc limit 64");
    EXPECT_EQ(blocks.find("SCAN"), std::string::npos) << blocks;
    EXPECT_EQ(blocks.find("TEMP B-TREE"), std::string::npos) << blocks;
    auto one = plan("select seq from audit where account_id = x'00' and event_id = x'01'");
    EXPECT_EQ(one.find("SCAN"), std::string::npos) << one;
}

TEST_F(Log, erasing_many_identities_at_once_costs_little_more_than_one) {  // RT34
    std::vector<IdentityId> people(20);
    world.write([&](store::Tx& tx) -> Result<void> {
        for (auto& one : people) one = tx.new_id<IdentityId>();
        for (int n = 0; n < 1500; ++n) {
            auto whose = people[static_cast<std::size_t>(n) % people.size()];
            Event event{AccountId{}, "signin.failed", "system", "identity:" + whose.text()};
            event.details = json::Object{{"email", "somebody@example.com"}};
            TRY(record(tx, n < 40 ? event : Event{AccountId{}, "signin.in", "system", "instance"}));
        }
        return {};
    });
    auto left = [&] {
        return world.read([&](store::Snapshot& s) -> Result<std::int64_t> {
            auto row =
                TRY(s.one("select count(*) from audit where account_id = $1 "
                          "and personal is not null",
                          AccountId{}));
            return row->integer(0);
        });
    };
    auto erasing = [&](std::span<IdentityId const> some) {
        return store::steps_of(
            [&] { world.write([&](store::Tx& tx) { return erase(tx, some); }); });
    };
    ASSERT_EQ(left(), 40);
    auto one = erasing(std::span(people).first(1));
    EXPECT_EQ(left(), 38);
    EXPECT_LT(erasing(std::span(people).last(19)), 2 * one);
    EXPECT_EQ(left(), 0);
    auto verified = world.store().read([](store::Snapshot& s) { return follow(s, AccountId{}); });
    EXPECT_TRUE(verified);
}

TEST_F(Log, erasing_finds_all_events_of_a_user) {  // RT37
    fill();
    auto sam = "user:" + world.id("sam").text();
    auto kept = [&] {
        return world.read([&](store::Snapshot& s) -> Result<std::int64_t> {
            auto row =
                TRY(s.one("select count(*) from audit where account_id = $1 "
                          "and target = $2 and personal is not null",
                          world.account(), sam));
            return row->integer(0);
        });
    };
    EXPECT_EQ(kept(), many / 100);
    world.set_status("sam", access::Status::deleted);
    world.write([&](store::Tx& tx) -> Result<void> {
        auto actor = TRY(world.authority().actor(tx, world.instance(), "acme"));
        auto subject = TRY(access::subject(tx, actor, world.id("sam")));
        auto may = TRY(access::permit<Act::users_erase>(tx, actor, {subject, {}}));
        return erase(tx, may, world.id("sam"));
    });
    EXPECT_EQ(kept(), 0);
}

TEST(AuditMarks, tell_what_may_be_in_a_block) {
    Marks marks({5, 3, 3, 9});
    EXPECT_EQ(marks.size(), 3U);
    EXPECT_TRUE(marks.any_of(Marks({9})));
    EXPECT_TRUE(marks.any_of(Marks({1, 2, 3, 4})));
    EXPECT_FALSE(marks.any_of(Marks({4, 8})));
    EXPECT_EQ(Marks::from(marks.bytes()).bytes(), marks.bytes());
    EXPECT_NE(mark(Of::actor, "user:x"), mark(Of::target, "user:x"));
}

}  // namespace
}  // namespace usher::audit
