#include <gtest/gtest.h>

#include "access/testing.h"
#include "directory/view.h"

namespace usher::directory {
namespace {

// Lea administers L1; Eve and Sam are at home there, Eve has a role at L2 as well.
struct Listing : testing::Test {
    access::World world{"pitneyship"};
    access::PlaceNumber l1 = world.location("L1", world.division("D1")),
                        l2 = world.location("L2", 1);

    Listing() {
        world.person("lea", l1, {{"location-admin", l1}});
        world.person("eve", l1, {{"receiver", l2}, {"funds", l1, {}, world.now() + hours(1)}});
        world.person("sam", l1, {{"shipper"}, {"receiver", l1}});
        world.write([&](store::Tx& tx) {
            return tx.exec(
                "insert into user_dir (account_id, dir_key, user_id, home, status) "
                "select account_id, dir_key, user_id, home, status from users "
                "where account_id = $1",
                world.account());
        });
    }
    std::string holders(std::string const& role) {
        auto page = world.read([&](store::Snapshot& snapshot) -> Result<Page> {
            auto lea =
                TRY(world.authority().actor(snapshot, world.session("lea"), access::World::slug));
            auto may = TRY(access::permit<Act::users_view>(snapshot, lea));
            ListQuery query;
            query.role = role;
            return list(snapshot, may, lea, query);
        });
        std::string names;
        for (auto const& user : page.users) names += user.name + " ";
        return names;
    }
};

TEST_F(Listing, filters_by_roles_that_hold_in_reach) {
    EXPECT_EQ(holders(""), "eve lea sam ");
    EXPECT_EQ(holders("shipper"), "sam ");
    EXPECT_EQ(holders("location-admin"), "lea ");
}

TEST_F(Listing, does_not_tell_by_a_filter_what_somebody_holds_elsewhere) {
    EXPECT_EQ(holders("receiver"), "sam ");
}

TEST_F(Listing, does_not_find_holders_of_what_has_ended) {
    EXPECT_EQ(holders("funds"), "eve ");
    world.clock().advance(hours(2));
    EXPECT_EQ(holders("funds"), "");
}

}  // namespace
}  // namespace usher::directory
