#include <gtest/gtest.h>

#include "access/cache_figures.h"
#include "access/testing.h"

namespace usher::access {
namespace {

struct CachedPlaces : testing::Test {
    World world{"sendpro-online", "sites"};
    PlaceNumber l1 = world.location("L1");

    CachedPlaces() { world.person("ada", account_place, {{"admin"}}); }

    Result<void> rename(store::Tx& tx, std::string const& name) {
        TRY(tx.exec("update places set name = $3 where account_id = $1 and number = $2",
                    world.account(), l1, name));
        return places_changed(tx, world.account());
    }
    std::string name(store::Snapshot& snapshot) {
        auto ada = must(world.authority().actor(snapshot, world.session("ada"), World::slug));
        return ada.places.find(l1)->name;
    }
    std::string name() {
        return world.read(
            [&](store::Snapshot& snapshot) { return Result<std::string>(name(snapshot)); });
    }
};

TEST_F(CachedPlaces, are_read_once_for_all_who_ask) {
    auto one = world.actor("ada"), other = world.actor("ada");
    EXPECT_EQ(&one.places.all(), &other.places.all());
}

TEST_F(CachedPlaces, follow_a_change_at_once) {
    EXPECT_EQ(name(), "L1");
    world.write([&](store::Tx& tx) { return rename(tx, "Lisbon"); });
    EXPECT_EQ(name(), "Lisbon");
    auto l2 = world.location("L2");
    EXPECT_TRUE(world.actor("ada").places.exists(l2));
}

TEST_F(CachedPlaces, keep_nothing_of_a_change_that_came_to_nothing) {
    EXPECT_EQ(name(), "L1");
    auto key = world.attempt([&](store::Tx& tx) -> Result<void> {
        TRY(rename(tx, "Nowhere"));
        EXPECT_EQ(name(tx), "Nowhere");  // it sees what it did
        return fail(not_found());
    });
    EXPECT_EQ(key, "not_found");
    EXPECT_EQ(name(), "L1");
    world.write([&](store::Tx& tx) { return rename(tx, "Lisbon"); });  // the same epoch again
    EXPECT_EQ(name(), "Lisbon");
}

// Where one change follows the other, nobody else may ask between them.
TEST_F(CachedPlaces, are_kept_from_a_write_that_read_them_first) {
    world.write([&](store::Tx& tx) { return rename(tx, "Lisbon"); });
    auto missed = [&] {
        auto before = place_cache_figures().misses;
        world.write([&](store::Tx& tx) -> Result<void> {
            EXPECT_EQ(name(tx), "Lisbon");
            return {};
        });
        return place_cache_figures().misses - before;
    };
    EXPECT_EQ(missed(), 1U);
    EXPECT_EQ(missed(), 0U);
    EXPECT_EQ(name(), "Lisbon");
}

TEST_F(CachedPlaces, keep_nothing_of_a_step_that_came_to_nothing_within_a_change_that_stands) {
    EXPECT_EQ(name(), "L1");
    world.write([&](store::Tx& tx) -> Result<void> {
        TRY(tx.exec("savepoint step"));
        TRY(rename(tx, "Nowhere"));
        EXPECT_EQ(name(tx), "Nowhere");
        TRY(tx.exec("rollback to step"));
        TRY(tx.exec("release step"));
        return {};
    });
    EXPECT_EQ(name(), "L1");
    world.write([&](store::Tx& tx) { return rename(tx, "Lisbon"); });  // the same epoch again
    EXPECT_EQ(name(), "Lisbon");
}

TEST_F(CachedPlaces, give_way_in_the_order_in_which_they_were_asked_for) {
    PlaceCache cache;
    // An account without places weighs as much as one place.
    auto numbered = [](std::size_t n) {
        AccountId id;
        for (std::size_t i = 8; i < 16; ++i)
            id.bytes[i] = static_cast<std::uint8_t>(n >> (i - 8) * 8);
        return id;
    };
    world.read([&](store::Snapshot& snapshot) -> Result<bool> {
        auto missed = [&](std::size_t n) {
            auto before = place_cache_figures().misses;
            (void)must(cache.places(snapshot, numbered(n), 1));
            return place_cache_figures().misses != before;
        };
        for (std::size_t n = 0; n < PlaceCache::most_places; ++n) missed(n);
        EXPECT_FALSE(missed(0));  // the newest now
        EXPECT_TRUE(missed(PlaceCache::most_places));
        EXPECT_FALSE(missed(0));
        EXPECT_FALSE(missed(2));
        EXPECT_TRUE(missed(1));
        return true;
    });
}

}  // namespace
}  // namespace usher::access
