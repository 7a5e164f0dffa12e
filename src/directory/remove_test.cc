#include <gtest/gtest.h>

#include "access/testing.h"
#include "directory/life.h"
#include "store/steps.h"

namespace usher::directory {
namespace {

struct Removing : testing::Test {
    access::World world{"stamps"};

    void address(std::string const& name) {
        world.write([&](store::Tx& tx) -> Result<void> {
            auto email = TRY(Email::parse(name + "@example.com"));
            TRY(take_address(tx, world.account(), email, world.id(name)));
            auto user = TRY(find(tx, world.account(), world.id(name)));
            TRY(keep_directory(tx, world.account(), nullptr, *user));
            return {};
        });
    }
    void addresses(int many) {
        world.write([&](store::Tx& tx) {
            return tx.exec(
                "insert into user_email (account_id, email_key, user_id) "
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < $2) "
                "select $1, 'u' || i || '@crowd.example', $3 from n",
                world.account(), many, UserId{});
        });
    }
    std::uint64_t remove_costs(std::string const& name) {
        auto actor = world.instance_actor();
        return store::steps_of([&] {
            world.write([&](store::Tx& tx) -> Result<void> {
                auto user = TRY(find(tx, world.account(), world.id(name)));
                auto before = TRY(access::subject(tx, actor, world.id(name)));
                auto may = TRY(access::permit<Act::users_delete>(tx, actor, {before, {}}));
                return remove(tx, may, actor.account, *user, "");
            });
        });
    }
    std::int64_t with_address(std::string const& name) {
        return world.read([&](store::Snapshot& s) -> Result<std::int64_t> {
            auto row =
                TRY(s.one("select count(*) from user_email where account_id = $1 "
                          "and email_key = $2",
                          world.account(), name + "@example.com"));
            return row->integer(0);
        });
    }
};

TEST_F(Removing, a_user_costs_the_same_in_a_large_account_and_frees_the_address_alone) {
    world.person("ada", access::account_place, {{"admin", access::account_place}});
    for (std::string name : {"ann", "bob"}) {
        world.person(name, access::account_place, {{"user"}});
        address(name);
    }
    world.write([&](store::Tx& tx) {
        return tx.exec("update accounts set seats_used = 3 where account_id = $1", world.account());
    });
    auto small = remove_costs("ann");
    addresses(3000);
    EXPECT_LT(remove_costs("bob"), 2 * small);
    EXPECT_EQ(with_address("ann") + with_address("bob"), 0);
}

}  // namespace
}  // namespace usher::directory
