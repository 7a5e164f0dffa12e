// RT24 where many hold the top role at locations of theirs.
#include <gtest/gtest.h>

#include "access/testing.h"
#include "store/steps.h"

namespace usher::access {
namespace {

struct ManyTops : testing::Test {
    World world{"sendpro-online", "sites"};
    PlaceNumber l1 = world.location("L1");
    std::string top = world.blueprint().top_role().key;

    // Made before everybody else, as far as their ids tell.
    void crowd(PlaceNumber home, PlaceNumber scope) {
        world.write([&](store::Tx& tx) -> Result<void> {
            TRY(tx.exec(
                "insert into users (account_id, user_id, kind, status, first_name, last_name, "
                "home, fields, dir_key, language, created_at, entries_after, version) "
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < 2000) "
                "select $1, cast(printf('%016d', i) as blob), 'person', 'active', '', 'U', $2, "
                "'{}', 'u' || i, 'en', 0, 0, 1 from n",
                world.account(), home));
            TRY(
                tx.exec("insert into assignments (account_id, user_id, role, scope, given_by, "
                        "given_at) select account_id, user_id, $2, $3, 'instance', 0 from users "
                        "where account_id = $1 and last_name = 'U'",
                        world.account(), top, scope));
            return {};
        });
    }
    std::uint64_t cost() {
        return store::steps_of([&] { EXPECT_EQ(world.keeps_top(), "allowed"); });
    }
};

TEST_F(ManyTops, are_not_all_looked_at_where_one_is_at_home_at_the_account) {
    world.person("ada", account_place, {{top, home_scope}});
    auto small = cost();
    crowd(l1, home_scope);
    EXPECT_LT(cost(), 2 * small);
}

TEST_F(ManyTops, are_not_all_looked_at_where_one_holds_it_at_the_account) {
    world.person("ada", l1, {{top, account_place}});
    auto small = cost();
    crowd(l1, l1);
    EXPECT_LT(cost(), 2 * small);
}

TEST_F(ManyTops, of_locations_do_not_keep_the_account) {
    crowd(l1, home_scope);
    world.person("lin", l1, {{top, l1}});
    EXPECT_EQ(world.keeps_top(), "roles.last_top");
    world.person("ida", account_place, {{top, home_scope}}, Status::invited);
    world.person("tom", account_place, {{top, home_scope, {}, world.now() + days(1)}});
    EXPECT_EQ(world.keeps_top(), "roles.last_top");
}

// Beyond those who are looked at first there may still be one.
TEST_F(ManyTops, keep_the_account_wherever_they_stand_among_many) {
    crowd(account_place, home_scope);
    world.write([&](store::Tx& tx) {
        return tx.exec(
            "update assignments set until_at = $2 where account_id = $1 "
            "and user_id <> (select max(user_id) from users where account_id = $1)",
            world.account(), world.now() + days(1));
    });
    EXPECT_EQ(world.keeps_top(), "allowed");
}

}  // namespace
}  // namespace usher::access
