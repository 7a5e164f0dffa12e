// rights.md part D on Postmark: Olga Owner; Ann, Abe Admin; Tim Technical; Bea Billing.
#include <gtest/gtest.h>

#include "access/testing.h"

namespace usher::access {
namespace {

Assignment const owner{"owner", account_place};
Assignment const admin{"admin", account_place};
Assignment const billing{"billing", account_place};
Assignment const technical{"technical"};

struct RightsPostmark : testing::Test {
    World world{"postmark"};
    Time thursday = world.now() + days(5), friday = world.now() + days(6);

    RightsPostmark() {
        world.person("olga", account_place, {owner});
        world.person("ann", account_place, {admin});
        world.person("abe", account_place, {admin});
        world.person("tim", account_place, {technical});
        world.person("bea", account_place, {billing});
    }
    void ann_is_admin_until_friday() {
        world.put("ann", account_place, {{"admin", account_place, {}, friday}});
    }
    Result<Assignments> chosen_by(std::string const& name, std::vector<RoleChoice> const& choices) {
        return chosen(world.actor(name), choices, blueprints::UserKind::person);
    }
};

TEST_F(RightsPostmark, case_01_equal_power_manages_equal_power) {
    EXPECT_EQ(world.tries<Act::users_suspend>("ann", "abe"), "allowed");
    EXPECT_EQ(world.tries<Act::users_reset>("ann", "abe"), "allowed");
    EXPECT_EQ(world.tries<Act::users_delete>("ann", "abe"), "allowed");
}

TEST_F(RightsPostmark, case_02_an_admin_changes_nothing_about_the_owner) {
    EXPECT_EQ(world.tries<Act::users_edit>("ann", "olga"), "access.not_contained");
    EXPECT_EQ(world.tries<Act::users_reset>("ann", "olga"), "access.not_contained");
    EXPECT_EQ(world.tries<Act::users_suspend>("ann", "olga"), "access.not_contained");
    EXPECT_EQ(world.takes("ann", "olga", owner), "access.not_contained");
    EXPECT_TRUE(can(world.actor("ann"), world.user("olga")).empty());
}

TEST_F(RightsPostmark, case_03_an_admin_invites_every_role_but_the_owner) {
    EXPECT_EQ(world.invites("ann", account_place, {billing}), "allowed");
    EXPECT_EQ(world.invites("ann", account_place, {technical}), "allowed");
    EXPECT_EQ(world.invites("ann", account_place, {admin}), "allowed");
    EXPECT_EQ(offered(world.actor("ann"), account_place),
              (std::vector<Offer>{{"technical"}, {"billing"}, {"admin"}}));
}

TEST_F(RightsPostmark, case_04_nobody_is_invited_as_owner) {
    auto refused = chosen_by("ann", {{.role = "owner", .place = {}, .until = {}}});
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "roles.not_given_this_way");
    EXPECT_EQ(refused.error().field, "roles[0].role");
    // Nor by whoever leaves out the choosing: the owner, the command line.
    EXPECT_EQ(world.invites("ann", account_place, {owner}), "access.not_contained");
    EXPECT_EQ(world.invites("olga", account_place, {owner}), "roles.not_given_this_way");
    EXPECT_EQ(world.assigns("olga", "tim", {owner}), "roles.not_given_this_way");
    auto everybody = world.instance_actor();
    Subject second;
    second.assignments = {owner};
    EXPECT_EQ(key_of(detail::judge(Act::users_invite, everybody, Change{{}, second})),
              "roles.not_given_this_way");
}

TEST_F(RightsPostmark, case_05_technical_and_billing_see_no_users) {
    EXPECT_EQ(key_of(detail::judge(Act::users_view, world.actor("tim"))), "access.no_act");
    EXPECT_EQ(key_of(detail::judge(Act::users_view, world.actor("bea"))), "access.no_act");
    EXPECT_EQ(world.check("bea", {"servers.view", {}, "any"}), "no_role");
    EXPECT_EQ(world.sees("tim", "ann"), "not_found");
}

TEST_F(RightsPostmark, case_08_the_owner_does_not_leave) {
    EXPECT_EQ(world.keeps_top(), "allowed");
    world.set_status("olga", Status::deleted);
    EXPECT_EQ(world.keeps_top(), "roles.unique");
    world.set_status("olga", Status::active);
    world.put("tim", account_place, {owner});
    EXPECT_EQ(world.keeps_top(), "roles.unique") << "never two";
}

TEST_F(RightsPostmark, case_08_before_the_first_acceptance_nobody_is_counted) {
    world.set_status("olga", Status::invited);
    EXPECT_EQ(world.keeps_top(), "roles.unique");
    world.set_not_accepted();
    EXPECT_EQ(world.keeps_top(), "allowed");
}

TEST_F(RightsPostmark, before_the_first_acceptance_the_instance_adds_nobody_else) {
    auto adds = [&](Assignments roles) {
        auto instance = world.instance_actor();
        Subject fresh;
        fresh.status = Status::invited;
        fresh.assignments = std::move(roles);
        return world.attempt(
            [&](store::Tx& tx) { return permit<Act::users_invite>(tx, instance, {{}, fresh}); });
    };
    EXPECT_EQ(adds({technical}), "allowed");
    world.set_not_accepted();
    EXPECT_EQ(adds({technical}), "accounts.not_joined");
    EXPECT_EQ(adds({owner}), "accounts.not_joined");
}

TEST_F(RightsPostmark, case_09_one_may_give_up_power) {
    EXPECT_EQ(world.assigns("ann", "ann", {billing}), "allowed");
    EXPECT_EQ(world.assigns("ann", "ann", {technical}), "allowed");
    EXPECT_EQ(world.assigns("ann", "ann", {}), "allowed");
}

TEST_F(RightsPostmark, case_09_nobody_takes_power_without_the_act) {
    EXPECT_EQ(world.assigns("bea", "bea", {admin}), "access.self");
    EXPECT_EQ(world.assigns("bea", "bea", {technical}), "access.no_act");
    EXPECT_EQ(world.assigns("ann", "ann", {owner}), "access.self");
}

TEST_F(RightsPostmark, case_10_only_the_owner_closes_or_controls_billing) {
    EXPECT_EQ(world.tries_at<Act::account_close>("ann", account_place), "access.no_act");
    EXPECT_EQ(world.tries_at<Act::account_close>("olga", account_place), "allowed");
    EXPECT_EQ(world.check("ann", {"billing.control", {}, {}}), "no_role");
    EXPECT_EQ(world.check("olga", {"billing.control", {}, {}}), "role:owner");
}

TEST_F(RightsPostmark, case_10_only_the_owner_hands_over_not_even_the_command_line) {
    EXPECT_EQ(world.tries_at<Act::ownership_transfer>("olga", account_place), "allowed");
    EXPECT_EQ(world.tries_at<Act::ownership_transfer>("ann", account_place), "access.no_act");
    auto instance = world.instance_actor();
    EXPECT_EQ(key_of(detail::judge(Act::ownership_transfer, instance, account_place)),
              "access.no_act");
    EXPECT_EQ(key_of(detail::judge(Act::account_close, instance, account_place)), "allowed");
}

TEST_F(RightsPostmark, case_11_power_until_friday_is_given_until_friday_at_most) {
    ann_is_admin_until_friday();
    EXPECT_EQ(world.assigns("ann", "tim", {admin}), "access.not_contained");
    EXPECT_EQ(world.assigns("ann", "tim", {{"admin", account_place, {}, thursday}}), "allowed");
    EXPECT_EQ(world.assigns("ann", "tim", {{"admin", account_place, {}, friday}}), "allowed");
    Assignment longer{"admin", account_place, {}, friday + milliseconds(1)};
    EXPECT_EQ(world.assigns("ann", "tim", {longer}), "access.not_contained");
    EXPECT_EQ(world.assigns("ann", "ann", {longer}), "access.self");
}

TEST_F(RightsPostmark, case_11_who_holds_power_until_friday_is_offered_it_until_friday) {
    ann_is_admin_until_friday();
    auto offers = offered(world.actor("ann"), account_place);
    EXPECT_EQ(offers, (std::vector<Offer>{{"technical"}, {"billing", friday}, {"admin", friday}}));
    for (auto const& offer : offers)
        EXPECT_EQ(world.assigns("ann", "tim", {{offer.role, account_place, {}, offer.until}}),
                  "allowed")
            << offer.role << ": what is offered may be given";
    world.clock().set(friday);
    EXPECT_EQ(offered(world.actor("ann"), account_place), std::vector<Offer>());
}

TEST_F(RightsPostmark, case_11_an_end_counts_from_its_moment_on) {
    ann_is_admin_until_friday();
    world.clock().set(friday - milliseconds(1));
    EXPECT_EQ(world.tries<Act::users_edit>("ann", "tim"), "allowed");
    world.clock().set(friday);
    EXPECT_EQ(world.tries<Act::users_edit>("ann", "tim"), "not_found");
    EXPECT_EQ(world.check("ann", {"users.edit", {}, {}}), "no_role");
}

TEST_F(RightsPostmark, case_11_what_has_not_begun_is_potential_and_not_held) {
    world.put("tim", account_place, {{"admin", account_place, friday, {}}});
    EXPECT_EQ(key_of(detail::judge(Act::users_view, world.actor("tim"))), "access.no_act");
    ann_is_admin_until_friday();
    EXPECT_EQ(world.tries<Act::users_edit>("ann", "tim"), "access.not_contained");
    EXPECT_EQ(world.tries<Act::users_edit>("abe", "tim"), "allowed");
    EXPECT_EQ(world.assigns("tim", "tim", {admin}), "access.self") << "not sooner either";
}

TEST_F(RightsPostmark, case_12_a_stand_in_does_not_manage_those_who_hold_it_for_longer) {
    ann_is_admin_until_friday();
    EXPECT_EQ(world.tries<Act::users_reset>("ann", "abe"), "access.not_contained");
    EXPECT_EQ(world.tries<Act::users_reset>("ann", "tim"), "allowed");
}

TEST_F(RightsPostmark, case_13_a_resource_is_named_where_one_is_needed) {
    EXPECT_EQ(world.check("olga", {"servers.edit", {}, {}}), "resource_needed");
    EXPECT_EQ(world.check("olga", {"servers.edit", {}, "srv_1"}), "resource_not_granted");
    EXPECT_EQ(world.check("abe", {"servers.edit", {}, "any"}), "resource_not_granted");
    EXPECT_EQ(world.check("tim", {"servers.edit", {}, "srv_1"}), "resource_not_granted");
    EXPECT_EQ(world.check("tim", {"servers.create", {}, {}}), "no_role");
}

TEST_F(RightsPostmark, a_user_has_exactly_one_role) {
    EXPECT_EQ(key_of(chosen_by("ann", {})), "roles.pick_one");
    auto two = chosen_by("ann", {{"technical", {}, {}}, {"billing", {}, {}}});
    EXPECT_EQ(key_of(two), "roles.pick_one");
    auto one = chosen_by("ann", {{"billing", {}, {}}});
    ASSERT_TRUE(one);
    EXPECT_EQ(*one, Assignments{billing});
}

TEST_F(RightsPostmark, a_role_that_vanished_from_the_blueprint_gives_nothing) {
    world.put("tim", account_place, {{"emperor", account_place}});
    EXPECT_EQ(key_of(detail::judge(Act::users_view, world.actor("tim"))), "access.no_act");
    EXPECT_EQ(world.check("tim", {"servers.create", {}, {}}), "no_role");
    EXPECT_EQ(world.tries<Act::users_edit>("ann", "tim"), "allowed");
    EXPECT_EQ(world.takes("ann", "tim", {"emperor", account_place}), "allowed");
}

TEST_F(RightsPostmark, deleted_users_are_seen_by_who_may_delete_and_brought_back) {
    world.set_status("tim", Status::deleted);
    EXPECT_EQ(world.sees("ann", "tim"), "allowed");
    EXPECT_EQ(can(world.actor("ann"), world.user("tim")), std::vector<std::string_view>{"restore"});
}

}  // namespace
}  // namespace usher::access
