// rights.md part D on PitneyShip: D1 {L1, L2}, D2 {L3}, D3 {L4}; Eve Enterprise, home L1; Dan
// Division D1 + D2, home D1; Dora Division D1; Lea, Leo Location L1; Lou Location L1 + L2; Sam
// shipper@home L1; Ria home L3, receiver@L1; Moe no level, funds@home L1.
#include <gtest/gtest.h>

#include "access/testing.h"

namespace usher::access {
namespace {

struct RightsPitneyship : testing::Test {
    World world{"pitneyship"};
    PlaceNumber d1 = world.division("D1"), d2 = world.division("D2"), d3 = world.division("D3");
    PlaceNumber l1 = world.location("L1", d1), l2 = world.location("L2", d1),
                l3 = world.location("L3", d2), l4 = world.location("L4", d3);
    Assignment const enterprise{"enterprise", account_place};
    Assignment const shipper{"shipper"};

    static Assignment division(PlaceNumber at) { return {"division-admin", at}; }
    static Assignment location(PlaceNumber at) { return {"location-admin", at}; }

    RightsPitneyship() {
        world.person("eve", l1, {enterprise});
        world.person("dan", d1, {division(d1), division(d2)});
        world.person("dora", d1, {division(d1)});
        world.person("lea", l1, {location(l1)});
        world.person("leo", l1, {location(l1)});
        world.person("lou", l1, {location(l1), location(l2)});
        world.person("sam", l1, {shipper});
        world.person("ria", l3, {{"receiver", l1}});
        world.person("moe", l1, {{"funds"}});
    }
    std::string chooses(std::string const& by, std::string role, PlaceNumber at) {
        auto place = at == account_place ? "account" : world.place_id(at).text();
        return key_of(
            chosen(world.actor(by), {{std::move(role), place, {}}}, blueprints::UserKind::person));
    }
};

TEST_F(RightsPitneyship, case_14_administering_is_not_shipping) {
    EXPECT_EQ(world.gives("eve", "sam", {"all-tasks"}), "allowed");
    EXPECT_EQ(world.check("eve", {"ship.create", {}, "any"}), "no_role");
    EXPECT_EQ(world.check("eve", {"postage.refill", {}, {}}), "role:enterprise");
}

TEST_F(RightsPitneyship, case_15_ordinary_roles_may_be_given_to_oneself) {
    EXPECT_EQ(world.gives("eve", "eve", shipper), "allowed");
    EXPECT_EQ(chooses("eve", "division-admin", d1), "roles.not_given_this_way")
        << "a level is given through its ladder only";
}

TEST_F(RightsPitneyship, case_17_power_one_holds_may_be_given) {
    EXPECT_EQ(world.gives("lea", "sam", {"funds"}), "allowed");
    EXPECT_EQ(world.gives("lea", "lea", {"funds"}), "allowed") << "it does not grow";
}

TEST_F(RightsPitneyship, case_18_a_sensitive_permission_one_does_not_hold_is_not_given) {
    EXPECT_EQ(world.gives("lea", "sam", {"all-tasks"}), "access.not_contained");
    EXPECT_EQ(world.gives("lea", "lea", {"all-tasks"}), "access.self");
    EXPECT_EQ(world.gives("dan", "sam", {"all-tasks"}), "allowed");
}

TEST_F(RightsPitneyship, case_19_places_out_of_reach_do_not_exist) {
    EXPECT_EQ(world.gives("lea", "sam", {"shipper", l2}), "not_found");
    EXPECT_EQ(chooses("lea", "shipper", l2), "not_found");
    EXPECT_EQ(chooses("lea", "shipper", l1), "allowed");
    EXPECT_EQ(key_of(place_named(world.actor("lea"), world.place_id(d1).text())), "not_found");
    EXPECT_EQ(key_of(place_named(world.actor("lea"), "plc_nonsense")), "not_found");
}

TEST_F(RightsPitneyship, case_20_a_level_is_given_where_it_is_held) {
    EXPECT_EQ(world.gives("lea", "sam", location(l1)), "allowed");
    EXPECT_EQ(world.gives("lea", "sam", division(d1)), "not_found");
    EXPECT_EQ(world.gives("dora", "sam", division(d1)), "allowed");
    EXPECT_EQ(world.gives("dora", "sam", enterprise), "access.no_act");
}

TEST_F(RightsPitneyship, case_21_all_divisions_one_holds_are_not_the_account) {
    EXPECT_EQ(world.gives("dan", "sam", {"receiver", account_place}), "access.no_act");
    EXPECT_EQ(world.gives("eve", "sam", {"receiver", account_place}), "allowed");
}

TEST_F(RightsPitneyship, case_22_who_holds_more_is_not_managed) {
    EXPECT_EQ(world.tries<Act::users_edit>("dora", "dan"), "access.not_contained");
    EXPECT_EQ(world.tries<Act::users_edit>("dan", "dora"), "allowed");
}

TEST_F(RightsPitneyship, case_23_the_state_before_counts) {
    EXPECT_EQ(world.takes("dora", "dan", division(d1)), "access.not_contained");
    EXPECT_EQ(world.takes("eve", "dan", division(d1)), "allowed");
}

TEST_F(RightsPitneyship, case_24_nobody_is_added_or_moved_out_of_reach) {
    EXPECT_EQ(world.invites("lea", l2, {{"basic"}}), "not_found");
    EXPECT_EQ(world.moves("lea", "sam", l2), "not_found");
    EXPECT_EQ(world.invites("lea", account_place, {{"basic"}}), "access.no_act");
    EXPECT_EQ(world.moves("lea", "sam", account_place), "access.no_act");
    EXPECT_EQ(world.invites("lea", l1, {{"basic"}}), "allowed");
}

TEST_F(RightsPitneyship, case_25_a_role_at_home_follows_the_move) {
    EXPECT_EQ(world.moves("lou", "sam", l2), "allowed");
    world.put("sam", l2, {shipper});
    EXPECT_EQ(world.check("sam", {"history.view", world.place_id(l2).text(), {}}), "role:shipper");
    EXPECT_EQ(world.check("sam", {"history.view", world.place_id(l1).text(), {}}), "place");
}

TEST_F(RightsPitneyship, case_25_what_follows_the_home_must_be_contained_there_too) {
    world.put("lou", l1, {location(l1), {"location-admin", l2, {}, world.now() + days(1)}});
    EXPECT_EQ(world.moves("lou", "moe", l2), "access.not_contained") << "funds, for good";
    EXPECT_EQ(world.moves("lou", "sam", l2), "allowed") << "nothing sensitive";
}

// RT10, on a role that edits and does not assign.
TEST_F(RightsPitneyship, case_25_a_move_takes_at_the_old_and_gives_at_the_new_home) {
    auto blueprint = world.blueprint();
    blueprints::Role mover;
    mover.key = "mover";
    mover.acts.set(index(Act::users_edit)).set(index(Act::users_view));
    blueprint.roles.push_back(mover);
    auto max = world.actor("lou");
    max.account.blueprint = &blueprint;
    max.held = held(blueprint, {{"mover", d1}}, l1, max.now);
    auto moves = [&](Assignments roles) {
        auto before = world.user("sam");
        before.assignments = std::move(roles);
        auto after = before;
        after.home = l2;
        return key_of(detail::judge(Act::users_edit, max, Change{before, after}));
    };
    EXPECT_EQ(moves({shipper}), "access.no_act");
    EXPECT_EQ(moves({{"shipper", l1}}), "allowed") << "it stays where it is";
    EXPECT_EQ(moves({}), "allowed");
}

TEST_F(RightsPitneyship, case_26_both_homes_are_covered_by_different_divisions) {
    EXPECT_EQ(world.moves("dan", "sam", l3), "allowed");
    EXPECT_EQ(world.moves("dan", "sam", l4), "not_found");
    EXPECT_EQ(world.moves("dora", "sam", l2), "allowed");
    EXPECT_EQ(world.moves("dora", "sam", l3), "not_found");
}

TEST_F(RightsPitneyship, case_27_a_user_with_more_elsewhere_is_seen_and_not_touched) {
    auto lea = world.actor("lea");
    auto eve = world.user("eve");
    EXPECT_EQ(sight(lea, eve), Sight::full);
    EXPECT_TRUE(shown(lea, eve).here.empty());
    EXPECT_TRUE(shown(lea, eve).elsewhere);
    EXPECT_EQ(world.tries<Act::users_edit>("lea", "eve"), "access.not_contained");
    EXPECT_EQ(world.tries<Act::users_suspend>("lea", "eve"), "access.not_contained");
    EXPECT_TRUE(can(lea, eve).empty());
}

TEST_F(RightsPitneyship, case_28_lists_walk_the_homes_in_reach) {
    auto reach = must(detail::judge(Act::users_view, world.actor("lea")));
    EXPECT_EQ(reach.numbers(), std::vector<PlaceNumber>{l1});
    EXPECT_FALSE(reach.all());
    auto dora = must(detail::judge(Act::users_view, world.actor("dora")));
    EXPECT_EQ(dora.numbers(), (std::vector<PlaceNumber>{d1, l1, l2}));
    EXPECT_TRUE(must(detail::judge(Act::users_view, world.actor("eve"))).all());
}

TEST_F(RightsPitneyship, case_28_users_from_elsewhere_show_what_they_have_here) {
    auto lea = world.actor("lea");
    world.put("ria", l3, {{"receiver", l1}, {"shipper"}});
    auto ria = world.user("ria");
    EXPECT_EQ(sight(lea, ria), Sight::elsewhere);
    EXPECT_EQ(shown(lea, ria).here, (Assignments{{"receiver", l1}}));
    EXPECT_TRUE(shown(lea, ria).elsewhere);
    EXPECT_EQ(can(lea, ria), std::vector<std::string_view>{"roles"});
    EXPECT_EQ(must(with_unseen(lea, ria, {})), Assignments{shipper}) << "the unseen stays";
    world.put("ria", l3, {{"receiver", l2}});
    EXPECT_EQ(world.sees("lea", "ria"), "not_found");
    world.put("ria", l3, {{"receiver", l1, {}, world.now()}});
    EXPECT_EQ(world.sees("lea", "ria"), "not_found") << "it has ended";
}

TEST_F(RightsPitneyship, case_29_of_users_from_elsewhere_only_roles_here_are_changed) {
    EXPECT_EQ(world.takes("lea", "ria", {"receiver", l1}), "allowed");
    EXPECT_EQ(world.gives("lea", "ria", {"shipper", l1}), "allowed");
    EXPECT_EQ(world.tries<Act::users_edit>("lea", "ria"), "access.no_act");
    EXPECT_EQ(world.tries<Act::users_reset>("lea", "ria"), "access.no_act");
    EXPECT_EQ(world.gives("lea", "ria", shipper), "not_found") << "her home does not exist here";
    EXPECT_EQ(world.moves("lea", "ria", l1), "access.no_act");
    world.set_status("ria", Status::deleted);
    EXPECT_EQ(world.sees("lea", "ria"), "not_found");
}

TEST_F(RightsPitneyship, case_31_an_invitation_is_sent_again_within_reach) {
    world.person("una", l1, {{"basic"}}, Status::invited);
    world.person("ute", l2, {{"basic"}}, Status::invited);
    EXPECT_EQ(world.tries<Act::users_invite>("lea", "una"), "allowed");
    EXPECT_EQ(world.tries<Act::users_invite>("lea", "ute"), "not_found");
    auto words = can(world.actor("lea"), world.user("una"));
    EXPECT_EQ(words,
              (std::vector<std::string_view>{"edit", "delete", "resend", "roles", "grants"}));
}

TEST_F(RightsPitneyship, case_42_what_the_sender_has_lost_is_not_accepted) {
    ActorId lea{ActorId::Kind::user, world.id("lea").bytes};
    auto carries = [&](Assignments roles) {
        auto sender = world.read([&](store::Snapshot& s) -> Result<Actor> {
            auto account = TRY(world.authority().account(s, world.account()));
            return world.authority().actor_again(s, lea, account);
        });
        Subject invited;
        invited.status = Status::invited;
        invited.home = l1;
        invited.assignments = std::move(roles);
        return contains(sender, invited);
    };
    EXPECT_TRUE(carries({location(l1)}));
    world.put("lea", l1, {});
    EXPECT_FALSE(carries({location(l1)}));
    EXPECT_TRUE(carries({{"basic"}}));
    world.put("lea", l1, {location(l1)});
    world.set_status("lea", Status::suspended);
    EXPECT_FALSE(carries({location(l1)}));
}

TEST_F(RightsPitneyship, case_49_only_the_top_moves_places) {
    EXPECT_EQ(world.tries_at<Act::places_move>("dan", l1), "access.no_act");
    EXPECT_EQ(world.tries_at<Act::places_move>("eve", l1), "allowed");
    EXPECT_EQ(world.tries_at<Act::places_move>("lea", l2), "not_found");
    EXPECT_EQ(world.tries_at<Act::places_manage>("dora", d1), "allowed");
    EXPECT_EQ(world.tries_at<Act::places_manage>("dora", account_place), "access.no_act");
}

TEST_F(RightsPitneyship, case_55_without_a_level_there_are_no_users) {
    EXPECT_EQ(key_of(detail::judge(Act::users_view, world.actor("moe"))), "access.no_act");
    EXPECT_EQ(world.sees("moe", "sam"), "not_found");
    EXPECT_EQ(world.invites("moe", l1, {{"basic"}}), "access.no_act");
    EXPECT_EQ(world.assigns("moe", "moe", {{"funds"}, {"basic"}}), "access.no_act");
}

TEST_F(RightsPitneyship, case_57_the_power_of_deleted_users_is_compared_too) {
    world.person("luz", l1, {location(l1), location(l2)}, Status::deleted);
    EXPECT_EQ(world.tries<Act::users_delete>("lea", "luz"), "access.not_contained");
    EXPECT_EQ(world.tries<Act::users_delete>("lou", "luz"), "allowed");
}

TEST_F(RightsPitneyship, case_73_features_hide_and_refuse_but_power_ignores_them) {
    World pro{"pitneyship", "pro"};
    auto home = pro.location("L1", pro.division("D1"));
    pro.person("lea", home, {location(home)});
    pro.person("sam", home, {{"receiver"}});
    EXPECT_EQ(pro.tries<Act::users_edit>("lea", "sam"), "allowed");
    EXPECT_EQ(pro.check("sam", {"locker.assign", {}, {}}), "feature");
    pro.person("dan", home, {division(1)});
    EXPECT_EQ(pro.gives("lea", "sam", {"all-tasks"}), "access.not_contained")
        << "locker.open-any is power without the feature as well";
    EXPECT_EQ(world.check("ria", {"locker.assign", world.place_id(l1).text(), {}}),
              "role:receiver");
}

TEST_F(RightsPitneyship, all_places_that_are_known_are_those_that_each_is_known_of) {
    world.person("old", l2, {shipper});
    world.write([&](store::Tx& tx) -> Result<void> {
        TRY(tx.exec("update places set retired_at = 1 where account_id = $1 and number = $2",
                    world.account(), l2));
        return places_changed(tx, world.account());
    });
    for (auto* name : {"eve", "dan", "dora", "lea", "lou", "sam", "ria", "moe", "old"}) {
        auto actor = world.actor(name);
        auto known = known_places(actor);
        for (auto place : {d1, d2, d3, l1, l2, l3, l4})
            EXPECT_EQ(known.holds(place), knows(actor, place)) << name << " " << place;
    }
    auto everything = known_places(world.instance_actor());
    EXPECT_TRUE(everything.all());
}

TEST_F(RightsPitneyship, retired_places_are_given_nothing_and_stay_covered) {
    world.person("old", l1, {{"basic"}}, Status::deleted);
    world.write([&](store::Tx& tx) -> Result<void> {
        TRY(tx.exec("update places set retired_at = 1 where account_id = $1 and number = $2",
                    world.account(), l1));
        return places_changed(tx, world.account());
    });
    EXPECT_EQ(world.gives("dora", "dora", {"shipper", l1}), "not_found");
    EXPECT_EQ(world.invites("dora", l1, {{"basic"}}), "not_found");
    EXPECT_EQ(world.sees("dora", "old"), "allowed");
    EXPECT_EQ(world.check("sam", {"history.view", world.place_id(l1).text(), {}}), "place");
}

TEST_F(RightsPitneyship, the_answers_of_check_name_the_first_obstacle) {
    EXPECT_EQ(world.check("sam", {"ship.fly", {}, {}}), "no_such_permission");
    EXPECT_EQ(world.check("sam", {"mail.print", {}, {}}), "resource_needed");
    EXPECT_EQ(world.check("sam", {"history.view", "account", {}}), "place");
    EXPECT_EQ(world.check("sam", {"history.view", "plc_unknown", {}}), "place");
    EXPECT_EQ(world.check("lea", {"users.view", {}, {}}), "role:location-admin");
    EXPECT_EQ(world.check("lea", {"users.view", world.place_id(l2).text(), {}}), "place");
    EXPECT_EQ(world.check("dora", {"users.view", world.place_id(l2).text(), {}}),
              "role:division-admin");
    world.set_status("sam", Status::suspended);
    EXPECT_EQ(world.check("sam", {"history.view", {}, {}}), "user_not_active");
    world.set_account_status("suspended");
    EXPECT_EQ(world.check("sam", {"history.view", {}, {}}), "account_not_open");
}

TEST_F(RightsPitneyship, the_command_line_is_bound_by_places_alone) {
    auto everybody = world.instance_actor();
    auto before = world.user("sam");
    auto after = before;
    after.assignments = {enterprise};
    EXPECT_EQ(key_of(detail::judge(Act::roles_assign, everybody, Change{before, after})),
              "allowed");
    after.assignments = {{"shipper", 99}};
    EXPECT_EQ(key_of(detail::judge(Act::roles_assign, everybody, Change{before, after})),
              "not_found");
}

// A blueprint of one role each whose roles stand at places: none of ours, but files may say so.
struct RightsOfOneRole : RightsPitneyship {
    blueprints::Blueprint one = world.blueprint();
    Assignment const shipper_l1{"shipper", l1}, shipper_l2{"shipper", l2},
        shipper_l3{"shipper", l3};
    Assignment const receiver_l1{"receiver", l1};

    RightsOfOneRole() { one.pick = blueprints::Pick::one; }
    std::string assigns(std::string const& by, Assignments const& roles) {
        auto actor = world.actor(by);
        actor.account.blueprint = &one;
        auto before = world.user("sam");
        auto after = before;
        after.assignments = roles;
        return key_of(detail::judge(Act::roles_assign, actor, {before, after}));
    }
};

TEST_F(RightsOfOneRole, no_role_is_given_beside_one_out_of_sight) {
    world.put("sam", l1, {shipper_l3});
    EXPECT_EQ(assigns("lea", {shipper_l3, receiver_l1}), "roles.one_elsewhere");
    EXPECT_EQ(assigns("lea", {shipper_l3, shipper_l1}), "roles.one_elsewhere")
        << "which role it is elsewhere is not told by trying";
    EXPECT_EQ(assigns("lea", {shipper_l3, {"all-tasks", l1}}), "access.not_contained")
        << "what is refused for want of power says so first";
    world.put("sam", l1, {shipper_l1, shipper_l3});
    EXPECT_EQ(assigns("lea", {receiver_l1, shipper_l3}), "roles.one_elsewhere");
    EXPECT_EQ(assigns("lou", {shipper_l1, shipper_l2, receiver_l1, shipper_l3}),
              "roles.one_elsewhere");
}

TEST_F(RightsOfOneRole, the_role_that_is_seen_may_be_given_at_more_places_and_taken) {
    world.put("sam", l1, {shipper_l1, shipper_l3});
    EXPECT_EQ(assigns("lou", {shipper_l1, shipper_l2, shipper_l3}), "allowed");
    EXPECT_EQ(assigns("lea", {shipper_l3}), "allowed");
    world.put("sam", l1, {shipper_l1});
    EXPECT_EQ(assigns("lea", {receiver_l1}), "allowed") << "another one instead";
    EXPECT_EQ(assigns("eve", {{"receiver", l3}}), "allowed");
}

}  // namespace
}  // namespace usher::access
