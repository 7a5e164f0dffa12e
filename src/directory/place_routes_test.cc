#include <gtest/gtest.h>

#include "access/testing.h"
#include "directory/routes.h"

namespace usher::directory {
namespace {

struct PlaceRoutes : testing::Test {
    access::World world{"pitneyship"};
    access::PlaceNumber d1 = world.division("D1"), d2 = world.division("D2");
    http::Router router;

    PlaceRoutes() {
        world.person("dan", d1, {{"division-admin", d1}});
        world.write([&](store::Tx& tx) {
            return tx.exec("update accounts set next_place = 9 where account_id = $1",
                           world.account());
        });
        add_place_routes(router, world.authority());
    }
    http::Response add(std::string const& by, PlaceId parent) {
        http::Raw raw;
        raw.method = http::Method::post;
        raw.target = "/v1/accounts/acme/places";
        raw.headers = {{"host", "127.0.0.1"},
                       {"origin", "http://127.0.0.1:8080"},
                       {"content-type", "application/json"},
                       {"cookie", "__Host-usher=" + std::string(world.session(by).token.reveal())}};
        raw.body = R"({"name":"New","parent":")" + parent.text() + "\"}";
        http::Request request(std::move(raw), RequestId{}, world.store());
        return router.dispatch(request);
    }
};

TEST_F(PlaceRoutes, RT31_a_parent_out_of_reach_is_as_one_that_is_not_there) {
    auto below = add("dan", world.place_id(d1));
    EXPECT_EQ(below.status, 201) << below.body;
    auto unknown = add("dan", PlaceId{{1}});
    auto out_of_reach = add("dan", world.place_id(d2));
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.error_key, "not_found");
    EXPECT_NE(unknown.body.find("parent"), std::string::npos) << unknown.body;
    EXPECT_EQ(out_of_reach.status, unknown.status);
    EXPECT_EQ(out_of_reach.body, unknown.body);
}

}  // namespace
}  // namespace usher::directory
