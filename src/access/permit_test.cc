// Which form of the gate an act passes. That the weaker forms do not compile for an act upon a user
// is asserted in permit.h; here, that no such act was forgotten there.
#include "access/permit.h"

#include <gtest/gtest.h>

#include "access/testing.h"

namespace usher::access {
namespace {

// "users.invite", "grants.assign": done to one user, and "keys.manage" to one service user. Seeing
// and exporting are lists.
bool named_as_done_to_a_user(std::string_view word) {
    if (word == "users.view" || word == "users.export") return false;
    return word.starts_with("users.") || word.ends_with(".assign") || word == "keys.manage";
}

TEST(Permit, what_is_done_to_a_user_is_never_permitted_without_looking_at_the_user) {
    for (std::size_t i = 0; i < act_count; ++i) {
        auto act = static_cast<Act>(i);
        EXPECT_EQ(changes_a_user(act), named_as_done_to_a_user(name(act))) << name(act);
    }
}

TEST(Permit, early_refusal_asks_whether_the_act_is_held_anywhere) {
    World world("pitneyship");
    auto d1 = world.division("D1");
    auto l1 = world.location("L1", d1);
    world.person("lea", l1, {{"location-admin", l1}});
    world.person("sam", l1, {{"shipper", home_scope}});
    EXPECT_EQ(key_of(may_somewhere(Act::users_invite, world.actor("lea"))), "allowed");
    EXPECT_EQ(key_of(may_somewhere(Act::users_invite, world.actor("sam"))), "access.no_act");
    EXPECT_EQ(key_of(may_somewhere(Act::users_erase, world.actor("lea"))), "access.no_act");
    EXPECT_EQ(key_of(may_somewhere(Act::users_invite, world.instance_actor())), "allowed");
}

}  // namespace
}  // namespace usher::access
