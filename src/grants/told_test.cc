// What the log tells of grants, and to whom (RT30): no more of them than the user's page (RT27).
#include "audit/query.h"
#include "audit/record.h"
#include "audit/view.h"
#include "grants/testing.h"

namespace usher::grants {
namespace {

using access::account_place;

struct ToldOfGrants : ::testing::Test {
    UsesWorld world{"pitneyship"};
    access::PlaceNumber d1 = world.division("D1"), l1 = world.location("L1", d1),
                        l2 = world.location("L2", d1);
    ResourceId fedex = world.resource("carrier_account", "FedEx", account_place, "FedEx"),
               ups_l1 = world.resource("carrier_account", "UPS L1", l1, "UPS"),
               ups_l2 = world.resource("carrier_account", "UPS L2", l2, "UPS");

    ToldOfGrants() {
        world.person("eve", l1, {{"enterprise", account_place}});
        world.person("lea", l1, {{"location-admin", l1}});
        world.person("lou", l1, {{"location-admin", l1}, {"location-admin", l2}});
        world.person("sam", l1, {{"shipper"}});
    }
    // What that reader's page of the user lists, and what the newest event does.
    std::string listed(std::string const& reader) {
        auto actor = world.actor(reader);
        auto sam = world.user("sam");
        std::string names;
        for (auto const& kind : views(actor, {sam.home, sam.assignments}, world.uses("sam")))
            for (auto const& one : kind.resources) names += one.name + ", ";
        return names;
    }
    std::string logged(std::string const& reader) {
        auto actor = world.actor(reader);
        return world.read([&](store::Snapshot& s) -> Result<std::string> {
            auto may = TRY(access::permit<Act::audit_view>(s, actor));
            auto found = TRY(audit::events(s, may, may.reach, {.acts = {"grants.assign"}}));
            audit::Reader events(s, actor);
            auto view = TRY(events.whole(found.events.at(0), false));
            std::string names;
            for (auto const& change : *view.changes) {
                if (change.field != "carrier_account") continue;
                for (auto const& name : *change.after.array())
                    names += (name.text() ? *name.text() : json::text(name)) + ", ";
            }
            return names;
        });
    }
};

TEST_F(ToldOfGrants, RT30_the_log_names_no_resource_that_its_reader_does_not_see) {
    EXPECT_EQ(
        world.gives_use("lou", "sam",
                        only("carrier_account", {fedex.text(), ups_l1.text(), ups_l2.text()})),
        "allowed");
    EXPECT_EQ(listed("eve"), "FedEx, UPS L1, UPS L2, ");
    EXPECT_EQ(logged("eve"), listed("eve"));
    EXPECT_EQ(logged("lou"), listed("lou"));
    EXPECT_EQ(listed("lea"), "FedEx, UPS L1, ");
    EXPECT_EQ(logged("lea"), "FedEx, UPS L1, elsewhere, ");
}

TEST_F(ToldOfGrants, RT30_an_event_that_does_not_tell_where_a_resource_stood_names_it_to_few) {
    audit::Event event{world.account(), "grants.assign", "instance",
                       "user:" + world.id("sam").text(), l1};
    event.details = audit::difference({}, {{"carrier_account", json::Array{"UPS L2"}}});
    world.write([&](store::Tx& tx) { return audit::record(tx, event); });
    EXPECT_EQ(logged("eve"), "UPS L2, ");
    EXPECT_EQ(logged("lea"), "elsewhere, ");
}

}  // namespace
}  // namespace usher::grants
