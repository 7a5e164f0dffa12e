// Access levels (RT17), in rights.md's cast.
#include "access/levels.h"

#include "access/foretell.h"
#include "access/testing.h"

namespace usher::access {
namespace {

struct Levels : ::testing::Test {
    World world{"pitneyship"};
    PlaceNumber d1 = world.division("D1"), d2 = world.division("D2");
    PlaceNumber l1 = world.location("L1", d1), l2 = world.location("L2", d1);

    Levels() {
        world.person("eve", l1, {{"enterprise", account_place}});
        world.person("dora", d1, {{"division-admin", d1}});
        world.person("lea", l1, {{"location-admin", l1}});
        world.person("sam", l1, {{"shipper"}});
        world.person("ann", l1, {{"shipper"}, {"analyst", d2}});
    }
    std::vector<std::string> ids(std::vector<PlaceNumber> const& places) {
        std::vector<std::string> texts;
        for (auto place : places) texts.push_back(world.place_id(place).text());
        return texts;
    }
    // The key of the refusal of a choice, or what the gate says of it.
    std::string chooses(std::string const& by, std::string const& whom,
                        std::vector<LevelChoice> levels) {
        auto who = world.actor(by);
        auto before = world.user(whom);
        auto after = chosen_access(who, {{{"shipper", {}, {}}}, std::move(levels)},
                                   blueprints::UserKind::person, &before);
        return after ? world.assigns(by, whom, *after) : after.error().key;
    }
    LevelChoice level(std::string key, std::vector<PlaceNumber> const& at = {}) {
        return {"admin", std::move(key), ids(at)};
    }
};

TEST_F(Levels, case_15_one_level_of_each_ladder) {
    EXPECT_EQ(chooses("eve", "sam", {level("enterprise"), level("division", {d1})}), "levels.one");
    EXPECT_EQ(chooses("eve", "sam", {level("division", {d1, d2})}), "allowed")
        << "at several places it is one level";
    EXPECT_EQ(chooses("eve", "sam", {level("division", {d1, d1})}), "levels.twice");
}

TEST_F(Levels, case_20_a_level_is_given_where_it_is_held) {
    EXPECT_EQ(chooses("lea", "sam", {level("location", {l1})}), "allowed");
    EXPECT_EQ(chooses("lea", "sam", {level("division", {d1})}), "not_found");
    EXPECT_EQ(chooses("lea", "sam", {level("location", {l2})}), "not_found");
    EXPECT_EQ(chooses("dora", "sam", {level("location", {l1, l2})}), "allowed");
    EXPECT_EQ(chooses("dora", "sam", {level("enterprise")}), "access.no_act");
}

TEST_F(Levels, stand_at_places_of_their_kind) {
    EXPECT_EQ(chooses("eve", "sam", {level("division", {l1})}), "levels.places");
    EXPECT_EQ(chooses("eve", "sam", {level("division")}), "levels.places");
    EXPECT_EQ(chooses("eve", "sam", {level("enterprise", {d1})}), "levels.places");
    EXPECT_EQ(chooses("eve", "sam", {{"admin", "emperor", {}}}), "levels.unknown");
    EXPECT_EQ(chooses("eve", "sam", {{"nobility", "duke", {}}}), "levels.unknown");
}

TEST_F(Levels, not_named_stay_and_none_takes_them) {
    auto eve = world.actor("eve");
    auto lea = world.user("lea");
    auto person = blueprints::UserKind::person;
    std::vector<RoleChoice> shipper{{"shipper", {}, {}}};
    auto kept = must(chosen_access(eve, {shipper, {}}, person, &lea));
    EXPECT_EQ(kept, (Assignments{{"shipper"}, {"location-admin", l1}}));
    std::vector<LevelChoice> none{{"admin", {}, {}}};
    auto taken = must(chosen_access(eve, {shipper, none}, person, &lea));
    EXPECT_EQ(taken, Assignments{{"shipper"}});
}

TEST_F(Levels, a_role_out_of_sight_is_named_in_vain_whether_it_is_held_or_not) {
    auto tries = [&](Assignments held) {
        world.person("ria", l2, std::move(held));
        auto lea = world.actor("lea");
        auto ria = world.user("ria");
        std::vector<RoleChoice> named{{"receiver", world.place_id(l1).text(), {}},
                                      {"shipper", {}, {}}};
        auto after = chosen_access(lea, {named, {}}, blueprints::UserKind::person, &ria);
        return after ? world.assigns("lea", "ria", *after) : after.error().key;
    };
    EXPECT_EQ(tries({{"receiver", l1}, {"shipper"}}), "not_found");
    EXPECT_EQ(tries({{"receiver", l1}}), "not_found");
}

// A role of a ladder is never given as one, and one that the plan lacks not anew: also where it is
// held out of sight, so that nobody learns of it by asking (RT27).
TEST_F(Levels, a_role_out_of_sight_that_is_not_given_this_way_is_refused_as_if_it_were_not_held) {
    auto tries = [&](Assignments held, RoleChoice const& named) {
        held.push_back({"shipper"});
        world.person("ria", l1, std::move(held));
        auto lea = world.actor("lea");
        auto ria = world.user("ria");
        auto after = chosen_access(lea, {{{"shipper", {}, {}}, named}, {}},
                                   blueprints::UserKind::person, &ria);
        return after ? world.assigns("lea", "ria", *after) : after.error().key;
    };
    RoleChoice analyst{"analyst", "account", {}}, receiver{"receiver", "account", {}},
        received_here{"receiver", world.place_id(l1).text(), {}};
    auto later = world.now() + days(3);
    EXPECT_EQ(tries({{"analyst", account_place}}, analyst), "roles.not_given_this_way");
    EXPECT_EQ(tries({}, analyst), "roles.not_given_this_way");
    EXPECT_EQ(tries({{"receiver", account_place}}, receiver), "access.no_act");
    EXPECT_EQ(tries({{"receiver", account_place, {}, later}}, receiver), "access.no_act");
    EXPECT_EQ(tries({}, receiver), "access.no_act");
    world.write([&](store::Tx& tx) {
        return tx.exec("update accounts set plan = 'pro' where account_id = $1", world.account());
    });
    EXPECT_EQ(tries({{"receiver", account_place}}, receiver), "roles.not_in_plan");
    EXPECT_EQ(tries({}, receiver), "roles.not_in_plan");
    EXPECT_EQ(tries({{"receiver", l1}}, received_here), "allowed") << "what is seen stands again";
    EXPECT_EQ(tries({}, received_here), "roles.not_in_plan");
}

TEST_F(Levels, what_is_foretold_of_a_change_is_what_the_gate_says) {
    auto says = [&](std::string const& by, Assignments roles) {
        auto after = world.user("sam");
        after.assignments = std::move(roles);
        auto foretold =
            key_of(foretell(Act::roles_assign, world.actor(by), {world.user("sam"), after}));
        EXPECT_EQ(foretold, world.assigns(by, "sam", after.assignments));
        return foretold;
    };
    EXPECT_EQ(says("lea", {{"shipper"}, {"funds"}}), "allowed");
    EXPECT_EQ(says("lea", {{"shipper"}, {"receiver", account_place}}), "access.no_act");
    EXPECT_EQ(says("lea", {{"shipper"}, {"receiver", l2}}), "not_found");
    EXPECT_EQ(says("lea", {{"all-tasks"}}), "access.not_contained");
    EXPECT_EQ(says("sam", {{"shipper"}, {"funds"}}), "access.self");
}

TEST_F(Levels, out_of_sight_stay_and_count) {
    std::vector<LevelChoice> analyst{{"analytic", "location", ids({l1})}};
    EXPECT_EQ(chooses("lea", "sam", analyst), "allowed") << "ordinary: whether one has it or not";
    EXPECT_EQ(chooses("lea", "ann", analyst), "levels.one") << "Ann analyses D2 already";
    EXPECT_EQ(chooses("lea", "ann", {{"analytic", {}, {}}}), "allowed");
}

TEST_F(Levels, PS13_a_ladder_that_the_plan_lacks_is_refused_by_name) {
    world.write([&](store::Tx& tx) {
        return tx.exec("update accounts set plan = 'pro' where account_id = $1", world.account());
    });
    EXPECT_EQ(chooses("eve", "sam", {{"analytic", "enterprise", {}}}), "levels.unknown");
    EXPECT_EQ(chooses("eve", "sam", {level("division", {d1})}), "allowed");
    auto eve = world.actor("eve");
    auto person = blueprints::UserKind::person;
    EXPECT_EQ(key_of(chosen(eve, {{"receiver", {}, {}}}, person)), "roles.not_in_plan");
    auto offers = offered(eve, account_place);
    EXPECT_EQ(std::ranges::count(offers, "receiver", &Offer::role), 0);
    EXPECT_EQ(std::ranges::count(offers, "shipper", &Offer::role), 1);
}

TEST_F(Levels, case_73_what_the_plan_lacks_does_not_stand_in_the_way_of_managing) {
    world.person("lok", l1, {{"receiver"}});
    world.write([&](store::Tx& tx) {
        return tx.exec("update accounts set plan = 'pro' where account_id = $1", world.account());
    });
    EXPECT_EQ(world.tries<Act::users_edit>("lea", "lok"), "allowed");
    EXPECT_EQ(world.check("lok", {"locker.assign", {}, {}}), "feature");
}

}  // namespace
}  // namespace usher::access
