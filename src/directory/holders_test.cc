#include "directory/holders.h"

#include <gtest/gtest.h>

#include "access/testing.h"
#include "store/steps.h"

namespace usher::directory {
namespace {

struct Holding : testing::Test {
    access::World world{"stamps"};
    std::string top = world.blueprint().top_role().key;

    std::vector<std::string> names(std::int64_t limit = max_holders) {
        auto found =
            world.read([&](store::Snapshot& s) { return holders(s, world.account(), top, limit); });
        std::vector<std::string> names;
        for (auto const& one : found) names.push_back(one.name);
        return names;
    }
};

TEST_F(Holding, a_role_is_found_without_a_walk_over_who_holds_others) {
    world.person("ada", access::account_place, {{top, access::account_place}});
    std::vector<std::string> ada{"ada"};
    auto cost = [&] { return store::steps_of([&] { EXPECT_EQ(names(), ada); }); };
    (void)cost();
    auto small = cost();
    world.crowd("user", 2000);
    EXPECT_LT(cost(), 2 * small);
}

TEST_F(Holding, a_role_is_who_may_act_by_it_now_and_can_be_written_to) {
    auto place = access::account_place;
    auto tomorrow = world.now() + days(1);
    world.person("sue", place, {{top, place}}, access::Status::suspended);
    world.person("ina", place, {{top, place}}, access::Status::invited);
    world.person("tom", place, {{top, place, tomorrow, {}}});
    world.person("end", place, {{top, place, {}, world.now()}});
    world.person("uli", place, {{"user"}});
    EXPECT_TRUE(names().empty());
    world.person("ada", place, {{top, place}});
    world.clock().advance(minutes(1));
    world.person("bea", place, {{top, place, {}, tomorrow}});
    EXPECT_EQ(names(), (std::vector<std::string>{"ada", "bea"})) << "who had it longest first";
    EXPECT_EQ(names(1), std::vector<std::string>{"ada"});
}

}  // namespace
}  // namespace usher::directory
