// RT24 where many hold the top role at locations of theirs, and where nearly nobody does.
#include <gtest/gtest.h>

#include "access/testing.h"
#include "store/steps.h"

namespace usher::access {
namespace {

struct ManyTops : testing::Test {
    World world{"sendpro-online", "sites"};
    PlaceNumber l1 = world.location("L1");
    std::string top = world.blueprint().top_role().key;

    std::uint64_t cost() {
        return store::steps_of([&] { EXPECT_EQ(world.keeps_top(), "allowed"); });
    }
};

TEST_F(ManyTops, are_not_all_looked_at_where_one_is_at_home_at_the_account) {
    world.person("ada", account_place, {{top, home_scope}});
    auto small = cost();
    world.crowd(top, 2000, l1, home_scope);
    EXPECT_LT(cost(), 2 * small);
}

TEST_F(ManyTops, are_not_all_looked_at_where_one_holds_it_at_the_account) {
    world.person("ada", l1, {{top, account_place}});
    auto small = cost();
    world.crowd(top, 2000, l1, l1);
    EXPECT_LT(cost(), 2 * small);
}

TEST_F(ManyTops, of_locations_do_not_keep_the_account) {
    world.crowd(top, 2000, l1, home_scope);
    world.person("lin", l1, {{top, l1}});
    EXPECT_EQ(world.keeps_top(), "roles.last_top");
    world.person("ida", account_place, {{top, home_scope}}, Status::invited);
    world.person("tom", account_place, {{top, home_scope, {}, world.now() + days(1)}});
    EXPECT_EQ(world.keeps_top(), "roles.last_top");
}

// An account without locations, where the only one who holds the top role came last.
struct FlatCrowd : testing::TestWithParam<char const*> {
    World world{GetParam()};
    std::string top = world.blueprint().top_role().key;

    std::string other_role() const {
        for (auto const& role : world.blueprint().roles)
            if (role.key != top) return role.key;
        return {};
    }
    UserId last() {
        return world.read([&](store::Snapshot& s) -> Result<UserId> {
            auto row =
                TRY(s.one("select user_id from users where account_id = $1 "
                          "order by user_id desc limit 1",
                          world.account()));
            return row->id<UserId>(0);
        });
    }
    std::uint64_t cost() {
        return store::steps_of([&] { EXPECT_EQ(world.keeps_top(), "allowed"); });
    }
};

TEST_P(FlatCrowd, is_not_walked_to_find_the_only_one_who_holds_the_top_role) {
    world.person("ada", account_place, {{top, account_place}});
    (void)cost();  // the first one fills what is kept in memory
    auto small = cost();
    world.crowd(other_role(), 2000);
    ASSERT_EQ(last(), world.id("ada"));
    EXPECT_LT(cost(), 2 * small);
}

TEST_P(FlatCrowd, does_not_keep_an_account_whose_only_one_goes) {
    world.person("ada", account_place, {{top, account_place}});
    world.crowd(other_role(), 20);
    world.set_status("ada", Status::suspended);
    EXPECT_EQ(world.keeps_top(),
              world.blueprint().top_role().unique ? "roles.unique" : "roles.last_top");
    world.set_status("ada", Status::active);
    EXPECT_EQ(world.keeps_top(), "allowed");
    world.put("ada", account_place, {{top, account_place, world.now() + days(1), {}}});
    EXPECT_NE(world.keeps_top(), "allowed") << "not begun";
    world.put("ada", account_place, {{top, account_place, {}, world.now() + days(1)}});
    EXPECT_NE(world.keeps_top(), "allowed") << "with an end";
}
INSTANTIATE_TEST_SUITE_P(Of, FlatCrowd, testing::Values("stamps", "connect-plus", "postmark"),
                         [](auto const& of) {
                             std::string name = of.param;
                             std::erase(name, '-');
                             return name;
                         });

// Beyond those who are looked at first there may still be one.
TEST_F(ManyTops, keep_the_account_wherever_they_stand_among_many) {
    world.crowd(top, 2000, account_place, home_scope);
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
