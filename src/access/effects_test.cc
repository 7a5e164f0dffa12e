// What a user may do is what `check` says of them, told as a list.
#include <gtest/gtest.h>

#include <set>

#include "access/testing.h"

namespace usher::access {
namespace {

struct EffectsOf : testing::Test {
    World world{"pitneyship"};
    PlaceNumber d1 = world.division("D1"), d2 = world.division("D2");
    PlaceNumber l1 = world.location("L1", d1), l3 = world.location("L3", d2);

    EffectsOf() {
        world.person("eve", l1, {{"enterprise", account_place}});
        world.person("dan", d1, {{"division-admin", d1}, {"location-admin", l1}});
        world.person("sam", l1, {{"shipper"}, {"receiver", l3}, {"funds", account_place}});
        world.person("moe", l1, {});
    }
    Effects of(std::string const& name, std::optional<Assignments> seen = {}) {
        return world.read([&](store::Snapshot& snapshot) -> Result<Effects> {
            auto account = TRY(world.authority().account(snapshot, world.account()));
            auto places = TRY(world.authority().places(snapshot, account));
            auto all = TRY(assignments_of(snapshot, world.account(), world.id(name)));
            return effects(snapshot, account, places, world.id(name), seen ? *seen : all);
        });
    }
    std::string place(PlaceNumber number) {
        return number == account_place ? "account" : world.place_id(number).text();
    }
    // "L1 by funds", of each place where that permission holds.
    std::vector<std::string> where(Effects const& all, std::string const& permission) {
        std::vector<std::string> found;
        for (auto const& one : all.items)
            if (one.permission == permission)
                found.push_back(std::to_string(one.at) + " by " + one.role);
        return found;
    }
    static std::string at(PlaceNumber number, std::string const& role) {
        return std::to_string(number) + " by " + role;
    }
};
using Found = std::vector<std::string>;

TEST_F(EffectsOf, each_is_allowed_by_the_decision_itself_and_what_is_not_told_is_refused) {
    for (auto const* name : {"eve", "dan", "sam", "moe"}) {
        auto all = of(name);
        EXPECT_EQ(all.why, "");
        std::set<std::string> told;
        for (auto const& one : all.items) {
            Question question{one.permission, place(one.at), {}};
            if (!one.resource.empty()) question.resource = "any";
            EXPECT_EQ(world.check(name, question), "role:" + one.role) << name << one.permission;
            told.insert(one.permission);
        }
        for (auto const& permission : world.blueprint().permissions) {
            if (told.contains(permission.key)) continue;
            for (auto number : {account_place, d1, d2, l1, l3}) {
                auto why = world.check(name, {permission.key, place(number), "any"});
                EXPECT_FALSE(why.starts_with("role:")) << name << permission.key << number;
            }
        }
    }
}

TEST_F(EffectsOf, a_narrower_place_that_adds_nothing_is_not_told_of) {
    auto dan = of("dan");
    EXPECT_EQ(where(dan, "users.view"), Found{at(d1, "division-admin")});
    EXPECT_EQ(where(dan, "places.manage"), Found{at(d1, "division-admin")});
    auto sam = of("sam");
    EXPECT_EQ(where(sam, "postage.refill"), Found{at(account_place, "funds")});
    EXPECT_EQ(where(sam, "inbound.receive"), Found{at(l3, "receiver")});
    EXPECT_EQ(where(sam, "contacts.manage"), Found{at(l1, "shipper")});
}

TEST_F(EffectsOf, a_permission_that_needs_a_grant_is_told_of_where_there_is_one) {
    EXPECT_EQ(where(of("sam"), "ship.create"), Found{}) << "no carrier is granted";
    world.person("tia", l1, {{"all-tasks"}});
    EXPECT_EQ(world.check("tia", {"ship.create", place(l1), "any"}), "resource_not_granted");
    EXPECT_EQ(where(of("tia"), "ship.create"), Found{}) << "all of none is none";
}

TEST_F(EffectsOf, only_the_assignments_that_are_seen_count) {
    auto seen = of("sam", Assignments{{"receiver", l3}});
    EXPECT_EQ(where(seen, "postage.refill"), Found{});
    EXPECT_EQ(where(seen, "inbound.receive"), Found{at(l3, "receiver")});
}

TEST_F(EffectsOf, who_may_not_enter_may_do_nothing_and_why_is_said) {
    world.set_status("sam", Status::suspended);
    EXPECT_EQ(of("sam").why, "user_not_active");
    EXPECT_TRUE(of("sam").items.empty());
    world.set_account_status("suspended");
    EXPECT_EQ(of("eve").why, "account_not_open");
}

TEST_F(EffectsOf, what_has_ended_or_not_begun_is_not_told_of) {
    world.person("ida", l1, {{"funds", l1, {}, world.now() + hours(1)}});
    EXPECT_EQ(where(of("ida"), "postage.refill"), Found{at(l1, "funds")});
    world.clock().advance(hours(2));
    EXPECT_EQ(where(of("ida"), "postage.refill"), Found{});
}

TEST_F(EffectsOf, of_very_many_places_the_widest_are_told_of) {
    Assignments many{{"receiver", d1}};
    for (std::size_t n = 0; n < max_effect_places; ++n)
        many.push_back({"receiver", world.location("M" + std::to_string(n), d2)});
    world.person("una", d2, many);
    auto una = of("una");
    EXPECT_TRUE(una.more);
    auto told = where(una, "inbound.receive");
    EXPECT_EQ(told.size(), max_effect_places);
    EXPECT_EQ(told.front(), at(d1, "receiver"));
    EXPECT_FALSE(of("sam").more);
}

}  // namespace
}  // namespace usher::access
