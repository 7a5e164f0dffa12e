// Registering what users may be let use: who may, and what is refused (RT18, RT23).
#include "grants/testing.h"
#include "store/steps.h"

namespace usher::grants {
namespace {

using access::account_place;
using access::key_of;

struct Resources : ::testing::Test {
    UsesWorld world{"pitneyship"};
    access::PlaceNumber d1 = world.division("D1"), d2 = world.division("D2");
    access::PlaceNumber l1 = world.location("L1", d1);

    Resources() {
        world.person("eve", l1, {{"enterprise", account_place}});
        world.person("dora", d1, {{"division-admin", d1}});
        world.person("lea", l1, {{"location-admin", l1}});
        world.person("sam", l1, {{"shipper"}});
    }
    std::string registers(access::Actor const& who, NewResource const& wanted) {
        return world.attempt([&](store::Tx& tx) -> Result<void> {
            TRY(tx.lock(world.account()));
            auto may = TRY(access::permit<Act::resources_manage>(tx, who, wanted.place));
            TRY(register_one(tx, may, who.account, wanted, ""));
            return {};
        });
    }
    access::Actor product() {
        auto key = world.product_key("pitneyship");
        return world.read(
            [&](store::Snapshot& s) { return world.authority().actor(s, key, "acme"); });
    }
    void move(ResourceId resource, access::PlaceNumber from, access::PlaceNumber to) {
        auto eve = world.actor("eve");
        world.write([&](store::Tx& tx) -> Result<void> {
            TRY(tx.lock(world.account()));
            auto here = TRY(access::permit<Act::resources_manage>(tx, eve, from));
            auto there = TRY(access::permit<Act::resources_manage>(tx, eve, to));
            auto one = TRY(find(tx, world.account(), resource));
            return change(tx, here, there, eve, *one, {{}, {}, to}, "");
        });
    }
    std::vector<std::string> listed(access::Actor const& who, ResourceQuery const& query) {
        auto page = world.read([&](store::Snapshot& s) { return list(s, who, query); });
        std::vector<std::string> names;
        for (auto const& one : page.resources) names.push_back(one.name);
        return names;
    }
};

TEST_F(Resources, are_registered_where_resources_manage_is_held) {
    auto dora = world.actor("dora");
    EXPECT_EQ(registers(dora, {"cost_account", "7", "Seven", "", l1}), "allowed");
    EXPECT_EQ(registers(dora, {"cost_account", "8", "Eight", "", account_place}), "access.no_act");
    EXPECT_EQ(registers(dora, {"cost_account", "8", "Eight", "", d2}), "not_found");
    EXPECT_EQ(registers(world.actor("lea"), {"cost_account", "8", "Eight", "", l1}),
              "access.no_act");
    EXPECT_EQ(registers(world.actor("sam"), {"cost_account", "8", "Eight", "", l1}),
              "access.no_act");
}

TEST_F(Resources, RT23_are_registered_by_the_product_everywhere) {
    EXPECT_EQ(registers(product(), {"cost_account", "8", "Eight", "", d2}), "allowed");
    EXPECT_EQ(registers(product(), {"cost_account", "8", "Again", "", d2}), "resources.taken");
    EXPECT_EQ(registers(product(), {"carrier_account", "8", "Another kind", "UPS", d2}), "allowed");
}

TEST_F(Resources, of_unknown_kinds_and_with_groups_that_mean_nothing_are_refused) {
    auto eve = world.actor("eve");
    EXPECT_EQ(registers(eve, {"server", "1", "S1", "", account_place}), "resources.kind");
    EXPECT_EQ(registers(eve, {"cost_account", "1", "One", "Group", account_place}),
              "resources.group");
}

TEST_F(Resources, are_listed_within_sight_by_name_and_page) {
    auto eve = world.actor("eve");
    for (std::string name : {"Čedok", "alpha", "Beta"})
        world.resource("cost_account", name, account_place);
    world.resource("cost_account", "of D2", d2);
    world.resource("cost_account", "of L1", l1);
    using Names = std::vector<std::string>;
    EXPECT_EQ(listed(eve, {"cost_account", "", "", 100}),
              (Names{"alpha", "Beta", "Čedok", "of D2", "of L1"}));
    EXPECT_EQ(listed(world.actor("lea"), {"", "", "", 100}),
              (Names{"alpha", "Beta", "Čedok", "of L1"}));
    EXPECT_EQ(listed(eve, {"cost_account", "cedo", "", 100}), Names{"Čedok"});
    auto first =
        world.read([&](store::Snapshot& s) { return list(s, eve, {"cost_account", "", "", 2}); });
    ASSERT_TRUE(first.next);
    EXPECT_EQ(listed(eve, {"cost_account", "", *first.next, 2}), (Names{"Čedok", "of D2"}));
    auto refused = [&](access::Actor const& who, ResourceQuery const& query) {
        return key_of(world.store().read([&](store::Snapshot& s) { return list(s, who, query); }));
    };
    EXPECT_EQ(refused(world.actor("sam"), {"cost_account", "", "", 100}), "access.no_act");
    EXPECT_EQ(refused(eve, {"nonsense", "", "", 100}), "resources.kind");
    EXPECT_EQ(refused(eve, {"", "", "nonsense", 100}), "field.characters");
}

TEST_F(Resources, moved_elsewhere_end_grants_that_no_longer_fit) {
    auto seven = world.resource("cost_account", "Seven", d1);
    EXPECT_EQ(world.gives_use("lea", "sam",
                              only("cost_account", {seven.text()}, std::vector{seven.text()})),
              "allowed");
    move(seven, d1, d2);
    EXPECT_EQ(world.told_of("sam"), "{}");
}

TEST_F(Resources, moving_one_costs_the_same_in_a_large_account) {
    auto seven = world.resource("cost_account", "Seven", d1);
    auto small = store::steps_of([&] { move(seven, d1, d2); });
    world.write([&](store::Tx& tx) {
        return tx.exec(
            "insert into users (account_id, user_id, kind, status, first_name, last_name, home, "
            "fields, dir_key, language, created_at, entries_after, version) "
            "with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000) "
            "select $1, cast(printf('%016d', i) as blob), 'person', 'active', '', 'U', $2, '{}', "
            "'u' || i, 'en', 0, 0, 1 from n",
            world.account(), d1);
    });
    EXPECT_LT(store::steps_of([&] { move(seven, d2, d1); }), 2 * small);
}

}  // namespace
}  // namespace usher::grants
