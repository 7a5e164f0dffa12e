// What a user may use (RT18, RT10, RT51): the rows of rights.md part D that are about it.
#include "grants/testing.h"
#include "store/steps.h"

namespace usher::grants {
namespace {

using access::account_place;

constexpr auto ship = "ship.create";

struct PitneyGrants : ::testing::Test {
    UsesWorld world{"pitneyship"};
    access::PlaceNumber d1 = world.division("D1"), d2 = world.division("D2");
    access::PlaceNumber l1 = world.location("L1", d1), l2 = world.location("L2", d1),
                        l3 = world.location("L3", d2);
    ResourceId fedex = world.resource("carrier_account", "FedEx", account_place, "FedEx");
    ResourceId ups_l1 = world.resource("carrier_account", "UPS L1", l1, "UPS");
    ResourceId ups_l2 = world.resource("carrier_account", "UPS L2", l2, "UPS");
    ResourceId usps_d1 = world.resource("carrier_account", "USPS D1", d1, "USPS");
    ResourceId usps_d2 = world.resource("carrier_account", "USPS D2", d2, "USPS");

    PitneyGrants() {
        world.person("eve", l1, {{"enterprise", account_place}});
        world.person("dan", d1, {{"division-admin", d1}, {"division-admin", d2}});
        world.person("dora", d1, {{"division-admin", d1}});
        world.person("lea", l1, {{"location-admin", l1}});
        world.person("lou", l1, {{"location-admin", l1}, {"location-admin", l2}});
        world.person("sam", l1, {{"shipper"}});
        world.person("moe", l1, {{"funds"}});
    }
    std::string may_ship(std::string const& who, std::string const& resource) {
        return world.check(who, {ship, {}, resource});
    }
};

TEST_F(PitneyGrants, case_51_what_stands_above_the_home_may_be_given_a_sisters_does_not_exist) {
    EXPECT_EQ(world.gives_use("lea", "sam", only("carrier_account", {fedex.text()})), "allowed");
    EXPECT_EQ(world.gives_use("lea", "sam", only("carrier_account", {ups_l2.text()})), "not_found");
    EXPECT_EQ(
        world.gives_use("lea", "sam", only("carrier_account", {fedex.text(), usps_d1.text()})),
        "allowed")
        << "D1 lies above L1";
    EXPECT_EQ(world.gives_use("lea", "sam", only("carrier_account", {usps_d2.text()})),
              "not_found");
    EXPECT_EQ(may_ship("sam", fedex.text()), "role:shipper");
    EXPECT_EQ(may_ship("sam", "FedEx"), "role:shipper") << "also by the product's own key";
    EXPECT_EQ(may_ship("sam", ups_l1.text()), "resource_not_granted");
    EXPECT_EQ(may_ship("sam", "no such carrier"), "resource_not_granted");
}

TEST_F(PitneyGrants, RT18_somebody_elses_resource_is_given_by_who_gives_grants_there) {
    EXPECT_EQ(world.gives_use("lou", "sam", only("carrier_account", {ups_l2.text()})), "allowed")
        << "Lou gives grants at L2 too";
    EXPECT_EQ(may_ship("sam", ups_l2.text()), "role:shipper")
        << "the resource's own place plays no part in check";
    world.person("two", l1, {{"location-admin", l1}, {"location-admin", l3}});
    EXPECT_EQ(world.gives_use("two", "sam", only("carrier_account", {usps_d2.text()})),
              "grants.not_here")
        << "seen because it lies above L3, but neither above Sam's home nor Two's to give";
}

TEST_F(PitneyGrants, RT8_grants_pass_the_gate_at_the_home) {
    EXPECT_EQ(world.gives_use("moe", "sam", all("carrier_account")), "not_found");
    EXPECT_EQ(world.gives_use("lea", "eve", all("carrier_account")), "access.not_contained");
    EXPECT_EQ(world.gives_use("lea", "dora", all("carrier_account")), "not_found");
    EXPECT_EQ(world.gives_use("dora", "dan", all("carrier_account")), "access.not_contained");
    EXPECT_EQ(world.gives_use("moe", "moe", all("carrier_account")), "access.no_act");
    EXPECT_EQ(world.gives_use("lea", "lea", all("carrier_account")), "allowed")
        << "RT12: one's own grants, where one may give them";
    EXPECT_EQ(world.gives_use("eve", "sam", all("cost_account")), "allowed")
        << "RT11: whether the giver has it or not";
}

TEST_F(PitneyGrants, RT18_all_means_above_and_below_the_home_never_a_sister) {
    EXPECT_EQ(world.gives_use("lea", "sam", all("carrier_account")), "allowed");
    EXPECT_EQ(may_ship("sam", fedex.text()), "role:shipper");
    EXPECT_EQ(may_ship("sam", usps_d1.text()), "role:shipper");
    EXPECT_EQ(may_ship("sam", ups_l1.text()), "role:shipper");
    EXPECT_EQ(may_ship("sam", ups_l2.text()), "resource_not_granted");
    EXPECT_EQ(may_ship("sam", usps_d2.text()), "resource_not_granted");
    auto later = world.resource("carrier_account", "DHL", account_place, "DHL");
    EXPECT_EQ(may_ship("sam", later.text()), "role:shipper") << "future ones too";
}

TEST_F(PitneyGrants, RT18_a_roles_all_of_reaches_as_far_as_the_role) {
    world.person("tess", l1, {{"all-tasks"}});
    EXPECT_EQ(may_ship("tess", ups_l1.text()), "role:all-tasks");
    EXPECT_EQ(may_ship("tess", "any"), "role:all-tasks");
    EXPECT_EQ(may_ship("tess", ups_l2.text()), "resource_not_granted");
    EXPECT_EQ(may_ship("sam", "any"), "resource_not_granted");
    EXPECT_EQ(world.check("sam", {ship, {}, {}}), "resource_needed");
}

TEST_F(PitneyGrants, RT18_a_default_is_granted_and_ends_with_its_grant) {
    auto give = [&](std::vector<std::string> items, std::vector<std::string> defaults) {
        return world.gives_use("lou", "sam", only("carrier_account", items, defaults));
    };
    auto f = fedex.text(), u1 = ups_l1.text(), u2 = ups_l2.text();
    EXPECT_EQ(give({f}, {u1}), "grants.default");
    EXPECT_EQ(give({f, u1, u2}, {u1, u2}), "grants.one_default") << "one of each carrier";
    EXPECT_EQ(give({f, u1, u1}, {}), "grants.twice");
    EXPECT_EQ(give({f, u1}, {f, u1}), "allowed");
    EXPECT_EQ(world.told_of("sam"), R"({"carrier_account":["FedEx","UPS L1"],)"
                                    R"("carrier_account.default":["FedEx","UPS L1"]})");
    EXPECT_EQ(world.gives_use("lou", "sam", only("carrier_account", {f})), "allowed");
    EXPECT_EQ(world.told_of("sam"),
              R"({"carrier_account":["FedEx"],"carrier_account.default":["FedEx"]})");
    EXPECT_EQ(world.gives_use("lou", "sam", all("carrier_account", std::vector{u1})), "allowed");
    EXPECT_EQ(world.gives_use("lou", "sam", all("carrier_account", std::vector{u2})),
              "grants.default")
        << "all does not reach L2";
}

TEST_F(PitneyGrants, case_25_after_a_move_grants_that_do_not_fit_end) {
    auto u1 = ups_l1.text(), f = fedex.text(), s = usps_d1.text();
    EXPECT_EQ(world.moves("lou", "sam", l2), "allowed");
    EXPECT_EQ(
        world.gives_use("lou", "sam", only("carrier_account", {f, u1, s}, std::vector{f, u1})),
        "allowed");
    world.moved("sam", l2);
    EXPECT_EQ(world.told_of("sam"), R"({"carrier_account":["FedEx","USPS D1"],)"
                                    R"("carrier_account.default":["FedEx"]})");
    EXPECT_EQ(world.check("sam", {"ship.void", world.place_id(l2).text(), {}}), "role:shipper")
        << "shipper@home follows";
}

TEST_F(PitneyGrants, RT10_a_move_reads_no_places) {
    auto give = [&] {
        EXPECT_EQ(world.gives_use("lou", "sam", only("carrier_account", {ups_l1.text()})),
                  "allowed");
    };
    give();
    auto small = store::steps_of([&] { world.moved("sam", l2); });
    world.moved("sam", l1);
    give();
    world.write([&](store::Tx& tx) -> Result<void> {
        TRY(tx.exec(
            "insert into places (account_id, number, place_id, parent, level, name, name_key, "
            "version) with recursive n (i) as (select 100 union all select i + 1 from n "
            "where i < 2100) select $1, i, cast(printf('%016d', i) as blob), $2, 'location', "
            "'P' || i, 'p' || i, 1 from n",
            world.account(), d1));
        return access::places_changed(tx, world.account());
    });
    world.instance_actor();  // knows them
    EXPECT_LT(store::steps_of([&] { world.moved("sam", l2); }), 2 * small);
}

TEST_F(PitneyGrants, what_the_giver_does_not_see_stays) {
    EXPECT_EQ(world.gives_use("lou", "sam", only("carrier_account", {ups_l2.text()})), "allowed");
    EXPECT_EQ(world.gives_use("lea", "sam", only("carrier_account", {fedex.text()})), "allowed");
    EXPECT_EQ(may_ship("sam", ups_l2.text()), "role:shipper");
    auto lea = world.actor("lea");
    auto shown = views(lea, {l1, world.user("sam").assignments, false}, world.uses("sam"));
    ASSERT_FALSE(shown.empty());
    ASSERT_EQ(shown[0].resources.size(), 1u);
    EXPECT_EQ(shown[0].resources[0].name, "FedEx");
}

TEST_F(PitneyGrants, RT52_a_kind_that_the_plan_lacks_is_refused_by_name_and_not_lost) {
    EXPECT_EQ(world.gives_use("lea", "sam", all("carrier_account")), "allowed");
    world.write([&](store::Tx& tx) {
        return tx.exec("update accounts set plan = 'track' where account_id = $1", world.account());
    });
    EXPECT_EQ(world.gives_use("lea", "sam", all("carrier_account")), "grants.kind");
    EXPECT_EQ(world.gives_use("lea", "sam", all("cost_account")), "allowed") << "lockers have it";
    EXPECT_EQ(world.gives_use("lea", "sam", all("server")), "grants.kind");
    EXPECT_EQ(may_ship("sam", fedex.text()), "feature");
    EXPECT_TRUE(world.uses("sam")[0].all);
    auto lea = world.actor("lea");
    for (auto const& view : views(lea, {l1, {}, false}, world.uses("sam")))
        EXPECT_NE(view.kind, "carrier_account");
}

struct PostmarkGrants : ::testing::Test {
    UsesWorld world{"postmark"};
    ResourceId s1 = world.resource("server", "S1", account_place),
               s2 = world.resource("server", "S2", account_place);
    PostmarkGrants() {
        world.person("olga", account_place, {{"owner", account_place}});
        world.person("ann", account_place, {{"admin", account_place}});
        world.person("tim", account_place, {{"technical"}});
        world.person("bea", account_place, {{"billing", account_place}});
    }
};

TEST_F(PostmarkGrants, case_13_only_the_server_that_was_granted) {
    EXPECT_EQ(world.gives_use("ann", "tim", only("server", {"S1"})), "allowed");
    EXPECT_EQ(world.check("tim", {"servers.edit", {}, "S1"}), "role:technical");
    EXPECT_EQ(world.check("tim", {"servers.edit", {}, "S2"}), "resource_not_granted");
    EXPECT_EQ(world.check("tim", {"servers.edit", {}, {}}), "resource_needed");
    EXPECT_EQ(world.check("tim", {"servers.edit", {}, "any"}), "role:technical");
    EXPECT_EQ(world.check("ann", {"servers.edit", {}, "S2"}), "role:admin") << "all_of";
    EXPECT_EQ(world.check("olga", {"servers.edit", {}, s2.text()}), "role:owner");
    EXPECT_EQ(world.check("bea", {"servers.view", {}, "S1"}), "no_role");
}

TEST_F(PostmarkGrants, nobody_below_an_admin_gives_servers_and_nobody_to_the_owner) {
    EXPECT_EQ(world.gives_use("tim", "bea", all("server")), "not_found");
    EXPECT_EQ(world.gives_use("tim", "tim", all("server")), "access.no_act");
    EXPECT_EQ(world.gives_use("ann", "olga", only("server", {})), "access.not_contained");
    EXPECT_EQ(world.gives_use("ann", "tim", only("server", {"S1"}, std::vector<std::string>{"S1"})),
              "grants.no_defaults");
}

TEST_F(PostmarkGrants, without_a_word_everybody_gets_all_servers) {
    auto granted = initial(world.actor("ann").account);
    ASSERT_EQ(granted.size(), 1u);
    EXPECT_TRUE(granted[0].all);
}

TEST_F(PostmarkGrants, removing_a_resource_ends_its_grants) {
    EXPECT_EQ(world.gives_use("ann", "tim", only("server", {"S1", "S2"})), "allowed");
    auto who = world.actor("ann");
    EXPECT_EQ(world.attempt([&](store::Tx& tx) -> Result<void> {
        TRY(tx.lock(world.account()));
        auto may = TRY(access::permit<Act::resources_manage>(tx, who, account_place));
        auto one = TRY(find(tx, world.account(), s1));
        return remove(tx, may, *one, "");
    }),
              "allowed");
    EXPECT_EQ(world.told_of("tim"), R"({"server":["S2"]})");
    EXPECT_EQ(world.check("tim", {"servers.edit", {}, s1.text()}), "resource_not_granted");
}

}  // namespace
}  // namespace usher::grants
