// rights.md part D on SendPro Online: Ada Admin of all; Lin Admin, home L1; Lex Admin, home L2; Uli
// User, home L1. There is no third role: an Admin whose home is a location administers that one.
#include <gtest/gtest.h>

#include "access/testing.h"

namespace usher::access {
namespace {

Assignment const admin{"admin"};
Assignment const user_role{"user"};

struct RightsSendpro : testing::Test {
    World world{"sendpro-online", "sites"};
    PlaceNumber l1 = world.location("L1"), l2 = world.location("L2");

    RightsSendpro() {
        world.person("ada", account_place, {admin});
        world.person("lin", l1, {admin});
        world.person("lex", l2, {admin});
        world.person("uli", l1, {user_role});
    }
};

TEST_F(RightsSendpro, account_acts_are_void_below_the_account) {
    EXPECT_EQ(world.tries_at<Act::seats_change>("lin", account_place), "access.no_act");
    EXPECT_EQ(world.tries_at<Act::seats_change>("lin", l1), "access.no_act");
    EXPECT_EQ(world.tries_at<Act::settings_manage>("ada", account_place), "allowed");
    EXPECT_EQ(world.check("lin", {"seats.change", {}, {}}), "no_role");
    EXPECT_EQ(world.check("ada", {"seats.change", {}, {}}), "role:admin");
    EXPECT_EQ(world.tries<Act::users_edit>("lin", "ada"), "not_found");
}

TEST_F(RightsSendpro, case_32_invitations_are_sent_again_within_ones_location) {
    world.person("una", l1, {user_role}, Status::invited);
    world.person("ute", l2, {user_role}, Status::invited);
    EXPECT_EQ(world.tries<Act::users_invite>("lin", "una"), "allowed");
    EXPECT_EQ(world.tries<Act::users_invite>("lin", "ute"), "not_found");
    EXPECT_EQ(world.tries<Act::users_invite>("ada", "una"), "allowed");
    EXPECT_EQ(world.tries<Act::users_invite>("ada", "ute"), "allowed");
}

TEST_F(RightsSendpro, case_33_an_admin_of_a_location_makes_admins_of_it) {
    EXPECT_EQ(world.invites("lin", l1, {admin}), "allowed");
    EXPECT_EQ(world.invites("lin", account_place, {admin}), "access.no_act");
    EXPECT_EQ(world.invites("lin", l2, {user_role}), "not_found");
}

TEST_F(RightsSendpro, case_34_the_role_follows_the_home) {
    EXPECT_EQ(world.assigns("lin", "uli", {admin}), "allowed");
    EXPECT_EQ(world.moves("lin", "lin", account_place), "access.self");
    EXPECT_EQ(world.moves("ada", "lin", account_place), "allowed");
    world.put("lin", account_place, {admin});
    EXPECT_EQ(world.tries_at<Act::seats_change>("lin", account_place), "allowed");
    EXPECT_EQ(world.tries<Act::users_suspend>("lin", "ada"), "allowed");
}

TEST_F(RightsSendpro, case_35_the_top_role_at_a_location_does_not_count_as_top) {
    EXPECT_EQ(world.keeps_top(), "allowed");
    world.put("ada", l1, {admin});
    EXPECT_EQ(world.keeps_top(), "roles.last_top");
}

TEST_F(RightsSendpro, case_35_only_active_people_for_good_count_as_top) {
    for (auto status : {Status::invited, Status::suspended, Status::deleted}) {
        world.set_status("ada", status);
        EXPECT_EQ(world.keeps_top(), "roles.last_top") << name(status);
    }
    world.set_status("ada", Status::active);
    world.put("ada", account_place, {{"admin", home_scope, {}, world.now() + days(9999)}});
    EXPECT_EQ(world.keeps_top(), "roles.last_top") << "until some day";
    world.put("ada", account_place, {{"admin", home_scope, world.now() + days(1), {}}});
    EXPECT_EQ(world.keeps_top(), "roles.last_top") << "from tomorrow on";
}

TEST_F(RightsSendpro, who_is_added_without_a_role_gets_the_base_role) {
    auto roles = chosen(world.actor("lin"), {}, blueprints::UserKind::person);
    ASSERT_TRUE(roles);
    EXPECT_EQ(*roles, Assignments{user_role});
    EXPECT_EQ(offered(world.actor("lin"), l1), (std::vector<Offer>{{"admin"}, {"user"}}));
}

TEST_F(RightsSendpro, a_role_of_homes_is_not_held_at_a_fixed_place) {
    auto by = world.actor("lin");
    auto at = [&](std::string place) {
        return key_of(chosen(by, {{"user", std::move(place), {}}}, blueprints::UserKind::person));
    };
    EXPECT_EQ(at(world.place_id(l1).text()), "roles.scope");
    EXPECT_EQ(at("account"), "roles.scope");
    EXPECT_EQ(at(world.place_id(l2).text()), "not_found");
}

}  // namespace
}  // namespace usher::access
