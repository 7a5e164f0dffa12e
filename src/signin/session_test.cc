#include "signin/session.h"

#include <gtest/gtest.h>

#include "access/testing.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

TEST(ASession, of_somebody_with_too_many_ends_the_one_unused_longest) {
    access::World world{"stamps"};
    world.person("ulf", access::account_place, {{"user"}});
    auto start = [&] {
        world.clock().advance(seconds(1));
        return world.write([&](store::Tx& tx) {
            return start_session(tx, world.identity("ulf"), {"a browser", "192.0.2.1"});
        });
    };
    auto alive = [&](NewSession const& session) {
        http::Credential credential{http::Credential::Kind::session, session.token.text};
        return world.attempt([&](store::Tx& tx) -> Result<void> {
            TRY(world.authority().person(tx, credential));
            return {};
        }) == "allowed";
    };
    auto first = start();
    auto second = start();
    world.clock().advance(minutes(10));
    world.write([&](store::Tx& tx) -> Result<bool> {
        http::Credential used{http::Credential::Kind::session, first.token.text};
        TRY(note_seen(tx, used, std::nullopt));
        return true;
    });
    for (std::int64_t n = 1; n < max_sessions; ++n) EXPECT_TRUE(alive(start()));
    EXPECT_TRUE(alive(first)) << "it is in use";
    EXPECT_FALSE(alive(second));
}

}  // namespace
}  // namespace usher::signin
