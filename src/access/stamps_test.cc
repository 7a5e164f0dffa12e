// rights.md part D on Stamps: Ada Admin; Max User + Manage users; Ulf User.
#include <gtest/gtest.h>

#include "access/testing.h"

namespace usher::access {
namespace {

Assignment const admin{"admin", account_place};
Assignment const user_role{"user"};
Assignment const manager{"user-manager"};
Assignment const reports{"reports"};

struct RightsStamps : testing::Test {
    World world{"stamps"};

    RightsStamps() {
        world.person("ada", account_place, {admin});
        world.person("max", account_place, {user_role, manager});
        world.person("ulf", account_place, {user_role});
    }
    Result<Assignments> chosen_by_max(std::vector<RoleChoice> const& choices,
                                      Assignments const& already = {}) {
        return chosen(world.actor("max"), choices, blueprints::UserKind::person, already);
    }
};

TEST_F(RightsStamps, case_08_the_last_admin_does_not_leave) {
    std::vector<std::string> four{"ada", "amy", "ana", "axl"};
    for (auto const& name : {"amy", "ana", "axl"}) world.person(name, account_place, {admin});
    std::vector<std::string> answers;
    for (auto const& name : four)
        answers.push_back(world.attempt([&](store::Tx& tx) -> Result<void> {
            TRY(tx.lock(world.account()));
            TRY(
                tx.exec("update users set status = 'deleted' where account_id = $1 "
                        "and user_id = $2",
                        world.account(), world.id(name)));
            return keep_top(tx, TRY(world.authority().account(tx, world.account())));
        }));
    EXPECT_EQ(answers,
              (std::vector<std::string>{"allowed", "allowed", "allowed", "roles.last_top"}));
}

TEST_F(RightsStamps, case_36_a_user_manager_manages_users_and_not_admins) {
    EXPECT_EQ(world.tries<Act::users_edit>("max", "ulf"), "allowed");
    EXPECT_EQ(world.tries<Act::users_reset>("max", "ulf"), "allowed");
    EXPECT_EQ(world.tries<Act::users_edit>("max", "ada"), "access.not_contained");
    EXPECT_EQ(world.tries<Act::users_reset>("max", "ada"), "access.not_contained");
}

TEST_F(RightsStamps, case_37_ordinary_roles_are_given_freely_and_power_only_if_held) {
    EXPECT_EQ(world.gives("max", "ulf", reports), "allowed");
    EXPECT_EQ(world.gives("max", "ulf", {"buyer"}), "access.not_contained");
    EXPECT_EQ(world.gives("max", "ulf", manager), "allowed");
    EXPECT_EQ(world.gives("max", "ulf", admin), "access.not_contained");
    EXPECT_EQ(offered(world.actor("max"), account_place),
              (std::vector<Offer>{{"user"}, {"reports"}, {"user-manager"}}));
}

TEST_F(RightsStamps, case_39_oneself_is_given_ordinary_roles_only) {
    EXPECT_EQ(world.gives("max", "max", reports), "allowed");
    EXPECT_EQ(world.gives("max", "max", admin), "access.self");
    EXPECT_EQ(world.gives("max", "max", {"buyer"}), "access.self");
    EXPECT_EQ(world.tries<Act::users_delete>("max", "max"), "access.self");
    EXPECT_EQ(world.tries<Act::users_suspend>("max", "max"), "access.self");
    EXPECT_EQ(world.tries<Act::users_edit>("max", "max"), "access.self");
    EXPECT_EQ(world.tries<Act::users_reset>("max", "max"), "access.self");
    EXPECT_EQ(world.tries<Act::users_delete>("ada", "ada"), "access.self");
    EXPECT_EQ(can(world.actor("max"), world.user("max")), std::vector<std::string_view>{"roles"});
    EXPECT_TRUE(can(world.actor("ulf"), world.user("ulf")).empty());
}

TEST_F(RightsStamps, without_the_act_every_change_is_refused) {
    EXPECT_EQ(world.invites("ulf", account_place, {user_role}), "access.no_act");
    EXPECT_EQ(world.assigns("ulf", "ulf", {}), "access.no_act");
    EXPECT_EQ(world.sees("ulf", "ulf"), "allowed") << "oneself exists";
    EXPECT_EQ(world.sees("ulf", "max"), "not_found");
}

TEST_F(RightsStamps, what_may_be_done_stands_in_each_row) {
    auto max = world.actor("max");
    using Words = std::vector<std::string_view>;
    EXPECT_EQ(can(max, world.user("ulf")), (Words{"edit", "suspend", "delete", "reset", "roles"}));
    world.set_status("ulf", Status::suspended);
    EXPECT_EQ(can(max, world.user("ulf")), (Words{"edit", "resume", "delete", "roles"}));
    world.set_status("ulf", Status::invited);
    EXPECT_EQ(can(max, world.user("ulf")), (Words{"edit", "delete", "resend", "roles"}));
}

TEST_F(RightsStamps, choices_are_refused_with_their_place_in_the_list) {
    auto refused = [&](std::vector<RoleChoice> const& choices) {
        auto answer = chosen_by_max(choices);
        return answer ? "allowed" : answer.error().key + " " + answer.error().field;
    };
    auto now = world.now();
    EXPECT_EQ(refused({{"user", {}, {}}, {"king", {}, {}}}), "roles.unknown roles[1].role");
    EXPECT_EQ(refused({{"user", {}, {}}, {"user", {}, {}}}), "roles.twice roles[1]");
    EXPECT_EQ(refused({{"user", "account", {}}}), "roles.scope roles[0].place");
    EXPECT_EQ(refused({{"user", "plc_no", {}}}), "not_found roles[0].place");
    EXPECT_EQ(refused({{"user", {}, now}}), "roles.time roles[0].until");
    EXPECT_EQ(refused({{"user", {}, now + milliseconds(1)}}), "allowed");
    EXPECT_EQ(key_of(chosen(world.actor("max"), {{"owner", {}, {}}}, blueprints::UserKind::person)),
              "roles.unknown");
}

TEST_F(RightsStamps, what_one_has_already_stands_again) {
    Assignment running{"reports", home_scope, Time{1}, world.now() - days(1)};
    EXPECT_EQ(key_of(chosen_by_max({{"reports", {}, running.until}})), "roles.time");
    auto kept = chosen_by_max({{"reports", {}, running.until}}, {running});
    ASSERT_TRUE(kept);
    EXPECT_EQ(*kept, Assignments{running});
}

TEST_F(RightsStamps, too_many_roles_are_refused) {
    Assignments many;
    for (std::size_t i = 0; i <= max_assignments; ++i)
        many.push_back({"user", static_cast<PlaceNumber>(i)});
    EXPECT_EQ(world.attempt([&](store::Tx& tx) {
        return replace_assignments(tx, world.account(), world.id("ulf"), {}, many,
                                   {ActorId::Kind::instance, {}});
    }),
              "roles.too_many");
}

// RT13, on a role that only invites.
TEST_F(RightsStamps, case_38_who_only_invites_invites_with_the_base_role) {
    auto blueprint = world.blueprint();
    blueprints::Role inviter;
    inviter.key = "inviter";
    inviter.acts.set(index(Act::users_invite)).set(index(Act::users_view));
    blueprint.roles.push_back(inviter);
    auto ivo = world.actor("ulf");
    ivo.account.blueprint = &blueprint;
    ivo.assignments = {{"inviter"}};
    ivo.held = held(blueprint, ivo.assignments, account_place, ivo.now);
    auto invites = [&](Assignments roles) {
        Subject fresh;
        fresh.status = Status::invited;
        fresh.assignments = std::move(roles);
        return key_of(detail::judge(Act::users_invite, ivo, Change{{}, fresh}));
    };
    EXPECT_EQ(must(chosen(ivo, {}, blueprints::UserKind::person)), Assignments{user_role});
    EXPECT_EQ(invites({user_role}), "allowed");
    EXPECT_EQ(invites({}), "allowed");
    EXPECT_EQ(invites({user_role, reports}), "access.no_act");
    EXPECT_EQ(invites({reports}), "access.no_act");
    EXPECT_EQ(offered(ivo, account_place), std::vector<Offer>{{"user"}});
    // He ends the invitations that he may send, and deletes nobody who has joined.
    auto ulf = world.user("max");
    ulf.assignments = {user_role};
    EXPECT_EQ(key_of(detail::judge(Act::users_delete, ivo, Change{ulf, {}})), "access.no_act");
    ulf.status = Status::invited;
    EXPECT_EQ(key_of(detail::judge(Act::users_delete, ivo, Change{ulf, {}})), "allowed");
}

}  // namespace
}  // namespace usher::access
