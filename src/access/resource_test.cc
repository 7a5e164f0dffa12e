#include "access/resource.h"

#include "access/testing.h"

namespace usher::access {
namespace {

TEST(AllOfAKind, means_a_place_exactly_where_it_is_among_all_that_it_means) {
    World world("pitneyship");
    std::vector<PlaceNumber> all{account_place};
    for (std::string name : {"D1", "D2"}) {
        auto division = world.division(name);
        for (std::string location : {"a", "b"}) {
            all.push_back(world.location(name + location, division));
        }
        all.push_back(division);
    }
    world.write([&](store::Tx& tx) -> Result<void> {
        TRY(
            tx.exec("update places set retired_at = 1 where account_id = $1 "
                    "and name in ('D2', 'D1b')",
                    world.account()));
        return places_changed(tx, world.account());
    });
    auto places = world.instance_actor().places;
    all.push_back(99);  // nowhere
    for (auto given : {blueprints::GivenBy::below, blueprints::GivenBy::place}) {
        blueprints::Resource kind;
        kind.given_by = given;
        for (auto scope : all) {
            for (auto place : all) {
                EXPECT_EQ(means(kind, places, scope, place),
                          all_of_kind(kind, places, {scope}).holds(place))
                    << scope << " " << place;
                for (auto other : all)
                    EXPECT_EQ(
                        all_of_kind(kind, places, {scope, other}).holds(place),
                        means(kind, places, scope, place) || means(kind, places, other, place))
                        << scope << " or " << other << ": " << place;
            }
        }
    }
}

}  // namespace
}  // namespace usher::access
