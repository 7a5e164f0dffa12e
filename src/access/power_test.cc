// The laws of containment and of the gate, on random people in random places.
#include <gtest/gtest.h>

#include <random>

#include "access/api_key.h"
#include "access/testing.h"

namespace usher::access {
namespace {

Time const now = SteeredClock::start;

// D1 {L1, L2}, D2 {L3}: numbers 1 to 5.
Places tree() {
    using blueprints::Level;
    return Places({{.number = 1, .parent = 0, .level = Level::division},
                   {.number = 2, .parent = 0, .level = Level::division},
                   {.number = 3, .parent = 1, .level = Level::location},
                   {.number = 4, .parent = 1, .level = Level::location},
                   {.number = 5, .parent = 2, .level = Level::location}});
}

class Dice {
 public:
    explicit Dice(unsigned seed) : engine_(seed) {}
    std::size_t below(std::size_t n) { return engine_() % n; }
    template <class List>
    auto const& one_of(List const& list) {
        return list[below(list.size())];
    }
    PlaceNumber place() { return static_cast<PlaceNumber>(below(6)); }
    std::optional<Time> moment() {
        if (below(3)) return std::nullopt;
        return now + days(static_cast<std::int64_t>(below(9)) - 4);
    }
    Assignment assignment(blueprints::Blueprint const& blueprint) {
        auto scope = below(3) ? place() : home_scope;
        return {one_of(blueprint.roles).key, scope, moment(), moment()};
    }
    Assignments assignments(blueprints::Blueprint const& blueprint) {
        Assignments all;
        for (auto n = below(4); n-- > 0;) all.push_back(assignment(blueprint));
        return all;
    }
    Subject user(blueprints::Blueprint const& blueprint) {
        Subject user;
        user.user.bytes[0] = static_cast<std::uint8_t>(1 + below(250));
        user.status = one_of(std::vector{Status::invited, Status::active, Status::suspended});
        user.home = place();
        user.assignments = assignments(blueprint);
        return user;
    }
    // Somebody who differs a little: one role more, one less, another home.
    Subject changed(blueprints::Blueprint const& blueprint, Subject user) {
        if (below(2) && !user.assignments.empty())
            user.assignments.erase(user.assignments.begin() +
                                   static_cast<std::ptrdiff_t>(below(user.assignments.size())));
        if (below(3)) user.assignments.push_back(assignment(blueprint));
        if (!below(4)) user.home = place();
        return user;
    }

 private:
    std::mt19937 engine_;
};

Actor actor_of(blueprints::Blueprint const& blueprint, Subject const& user) {
    Actor actor;
    actor.id = {ActorId::Kind::user, user.user.bytes};
    actor.user = user.user;
    actor.home = user.home;
    actor.assignments = user.assignments;
    actor.account.blueprint = &blueprint;
    actor.account.accepted = true;
    actor.places = tree();
    actor.now = now;
    actor.held = held(blueprint, user.assignments, user.home, now);
    return actor;
}

struct Laws : testing::TestWithParam<char const*> {
    blueprints::Blueprint const& blueprint = *all_blueprints().find(GetParam());
    Places const places = tree();
    Dice dice{20261121};
    Power power() { return potential(blueprint, dice.assignments(blueprint), dice.place(), now); }
};

TEST_P(Laws, containment_is_reflexive_and_transitive) {
    int chains = 0;
    for (int i = 0; i < 20000; ++i) {
        auto p = power(), q = power(), r = power();
        ASSERT_TRUE(contained(p, p, places));
        ASSERT_TRUE(contained({}, p, places));
        if (!contained(p, q, places) || !contained(q, r, places)) continue;
        chains += !p.empty() && !q.empty();
        ASSERT_TRUE(contained(p, r, places));
    }
    EXPECT_GT(chains, 20) << "the dice must show the law at work";
}

// RT23: a key holds no more than its user, and nothing beyond its place and permissions.
TEST_P(Laws, a_key_lets_a_part_of_its_users_power_and_no_more) {
    int parts = 0;
    for (int i = 0; i < 20000; ++i) {
        auto whole = power();
        auto at = dice.place();
        auto act = static_cast<Act>(dice.below(act_count));
        auto part = narrowed(blueprint, whole, {{{std::string(name(act))}}, at}, places);
        ASSERT_TRUE(contained(part, whole, places));
        parts += !part.empty();
        for (auto const& slice : part.slices) {
            ASSERT_TRUE(places.covers(at, slice.place));
            ASSERT_EQ(slice.acts, Acts().set(index(act)));
            ASSERT_TRUE(slice.sensitive.none());
        }
        auto all = narrowed(blueprint, whole, {}, places);
        ASSERT_FALSE(holds_anywhere(all, Act::keys_manage));
        ASSERT_FALSE(holds_anywhere(all, Act::ownership_transfer));
        ASSERT_TRUE(contained(part, all, places));
        ASSERT_EQ(stopped(all, {true, "", whole}, places), Stopped::no);
        ASSERT_EQ(stopped(all, {false, "", whole}, places), Stopped::maker_gone);
        auto by_nobody = stopped(all, {true, "", {}}, places);
        ASSERT_EQ(by_nobody == Stopped::maker_lacks, !all.empty());
    }
    EXPECT_GT(parts, 20) << "the dice must show the law at work";
}

TEST_P(Laws, all_of_ones_power_is_needed) {
    for (int i = 0; i < 5000; ++i) {
        auto p = power(), q = power();
        auto both = p;
        both.slices.insert(both.slices.end(), q.slices.begin(), q.slices.end());
        ASSERT_TRUE(contained(p, both, places) && contained(q, both, places));
        auto r = power();
        ASSERT_EQ(contained(both, r, places), contained(p, r, places) && contained(q, r, places));
    }
}

// R4: whatever passes leaves nobody with power that the actor does not hold.
TEST_P(Laws, nobody_gives_what_they_do_not_hold_nor_manages_who_holds_more) {
    int passed = 0;
    for (int i = 0; i < 40000; ++i) {
        auto actor = actor_of(blueprint, dice.user(blueprint));
        auto before = dice.user(blueprint);
        if (before.user == actor.user) continue;
        auto after = dice.changed(blueprint, before);
        auto act = dice.one_of(std::vector{Act::roles_assign, Act::users_edit, Act::users_invite});
        Change change{before, after};
        if (act == Act::users_invite) change.before.reset();
        if (!detail::judge(act, actor, change)) continue;
        ++passed;
        auto mine = actor.held;
        auto theirs = [&](Subject const& user) {
            return potential(blueprint, user.assignments, user.home, now);
        };
        ASSERT_TRUE(!change.before || contained(theirs(before), mine, places));
        ASSERT_TRUE(contained(theirs(after), mine, places));
    }
    EXPECT_GT(passed, 50);
}

// RT10: a home is changed by who may edit at both, whatever the act is called.
TEST_P(Laws, nobody_is_moved_by_who_may_not_edit_at_both_homes) {
    int moved = 0;
    for (int i = 0; i < 40000; ++i) {
        auto actor = actor_of(blueprint, dice.user(blueprint));
        auto before = dice.user(blueprint);
        auto after = before;
        after.home = dice.place();
        if (before.user == actor.user || after.home == before.home) continue;
        auto act = dice.one_of(
            std::vector{Act::roles_assign, Act::users_edit, Act::users_suspend, Act::users_delete});
        if (!detail::judge(act, actor, Change{before, after})) continue;
        ++moved;
        for (auto home : {before.home, after.home})
            ASSERT_TRUE(holds(actor.held, Act::users_edit, home, places)) << name(act);
    }
    EXPECT_GT(moved, 20) << "the dice must show the law at work";
}

// R4: nobody's own act makes their power grow in act, place or time, at whatever moment one looks.
TEST_P(Laws, nobodys_own_act_makes_their_power_grow) {
    int passed = 0;
    for (int i = 0; i < 40000; ++i) {
        auto me = dice.user(blueprint);
        auto actor = actor_of(blueprint, me);
        auto after = dice.changed(blueprint, me);
        auto act = dice.one_of(
            std::vector{Act::roles_assign, Act::users_edit, Act::users_invite, Act::users_suspend});
        if (!detail::judge(act, actor, Change{me, after})) continue;
        ++passed;
        ASSERT_EQ(act, Act::roles_assign);
        ASSERT_EQ(after.home, me.home);
        for (int day = 0; day < 7; ++day) {
            auto then = now + days(day);
            auto mine = held(blueprint, me.assignments, me.home, then);
            auto grown = held(blueprint, after.assignments, after.home, then);
            ASSERT_TRUE(contained(grown, mine, places)) << "on day " << day;
        }
    }
    EXPECT_GT(passed, 50);
}

INSTANTIATE_TEST_SUITE_P(Blueprints, Laws,
                         testing::Values("pitneyship", "sendpro-online", "stamps", "postmark"),
                         [](auto const& chosen) {
                             std::string name = chosen.param;
                             return name.substr(0, name.find('-'));
                         });

TEST(PlacesTest, a_place_covers_itself_and_what_lies_below) {
    auto places = tree();
    EXPECT_TRUE(places.covers(0, 5));
    EXPECT_TRUE(places.covers(1, 3));
    EXPECT_TRUE(places.covers(3, 3));
    EXPECT_FALSE(places.covers(3, 1));
    EXPECT_FALSE(places.covers(1, 5));
    EXPECT_FALSE(places.covers(1, 0));
    EXPECT_FALSE(places.covers(3, 4));
    EXPECT_EQ(places.at_or_below(1), (std::vector<PlaceNumber>{1, 3, 4}));
    EXPECT_EQ(places.at_or_below(99), (std::vector<PlaceNumber>{99}));
    EXPECT_FALSE(places.covers(99, 3));
    EXPECT_FALSE(places.exists(99));
}

TEST(PlacesTest, each_is_found_by_its_number_and_by_its_id) {
    std::vector<Place> all;
    for (PlaceNumber n = 1; n <= 500; ++n) {
        Place place{.number = n};
        place.id.bytes[0] = static_cast<std::uint8_t>(n * 7);  // in no order
        place.id.bytes[1] = static_cast<std::uint8_t>(n >> 8);
        all.push_back(place);
    }
    Places places(all);
    for (auto const& place : all) {
        ASSERT_EQ(places.find(place.number)->id, place.id);
        ASSERT_EQ(places.find(place.id)->number, place.number);
    }
    EXPECT_EQ(places.find(PlaceId{{255, 255}}), nullptr);
    EXPECT_EQ(places.find(PlaceId{}), nullptr);
    EXPECT_EQ(Places().find(PlaceId{}), nullptr);
}

TEST(PlacesTest, one_walk_below_several_places_is_the_walk_below_each) {
    auto places = tree();
    for (PlaceNumber a = 0; a < 6; ++a)
        for (PlaceNumber b = 0; b < 6; ++b)
            for (PlaceNumber q = 0; q < 6; ++q) {
                auto reach = Reach::only(places.at_or_below_any({a, b}));
                EXPECT_EQ(reach.holds(q), places.covers(a, q) || places.covers(b, q));
            }
}

TEST(PlacesTest, a_circle_of_parents_ends) {
    Places circle({{.number = 1, .parent = 2}, {.number = 2, .parent = 1}});
    EXPECT_FALSE(circle.covers(3, 1));
    EXPECT_TRUE(circle.covers(2, 1));
}

TEST(PlacesTest, reach_is_sorted_and_knows_its_places) {
    auto reach = Reach::only({5, 3, 5});
    EXPECT_EQ(reach.numbers(), (std::vector<PlaceNumber>{3, 5}));
    EXPECT_TRUE(reach.holds(5));
    EXPECT_FALSE(reach.holds(4));
    EXPECT_NE(reach.bound(), nullptr);
    EXPECT_TRUE(Reach::whole().holds(4));
    EXPECT_EQ(Reach::whole().bound(), nullptr);
}

// The type itself: nobody but the gate makes one.
static_assert(!std::is_constructible_v<Permit<Act::users_edit>, AccountId, ActorId, Reach>);
static_assert(!std::is_default_constructible_v<Permit<Act::users_edit>>);
static_assert(!std::is_constructible_v<OperatorPermit<InstanceAct::accounts_open>, ActorId>);

}  // namespace
}  // namespace usher::access
