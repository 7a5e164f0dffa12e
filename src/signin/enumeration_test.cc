// R9: whether an address is known is not learned from what is said, nor from how long it takes
// (threats 10, 11).
#include "signin/testing.h"
#include "store/steps.h"
#include "support/same_time.h"

namespace usher::signin {
namespace {

struct Enumeration : RecoveryWorld {
    // The brake is passed by another client and a later hour.
    bool same_time(std::function<void(std::string const&)> const& ask, int rounds) {
        int asked = 0;
        auto before = [&] {
            client = "192.0.2." + std::to_string(++asked % 250);
            world.clock().advance(hours(2));
        };
        return usher::testing::takes_as_long([&] { ask("ulf"); }, [&] { ask("una"); }, before,
                                             {.rounds = rounds});
    }
};

TEST_F(Enumeration, ranks_tell_apart_what_differs_and_nothing_else) {
    EXPECT_DOUBLE_EQ(usher::testing::told_apart({1, 2, 3}, {1, 2, 3}), 0.5);
    EXPECT_DOUBLE_EQ(usher::testing::told_apart({4, 5, 6}, {1, 2, 3}), 1.0);
    EXPECT_DOUBLE_EQ(usher::testing::told_apart({1, 2, 300}, {3, 4, 5}), 1.0 / 3);
}

// A test of the test: without a hash for unknown addresses it would be seen.
TEST_F(Enumeration, a_password_that_is_not_verified_is_seen) {
    int asked = 0;
    auto before = [&] { client = "192.0.2." + std::to_string(++asked % 250); };
    auto verified = [&] { (void)sign_in("ulf", "not it at all"); };
    auto not_verified = [&] { (void)post("/v1/sign-in", R"({"email": 7})"); };
    EXPECT_TRUE(usher::testing::seen_apart(verified, not_verified, before, {.rounds = 9}));
}

// A password is verified either way, which is nearly all of the time that it takes.
TEST_F(Enumeration, threat_11_signing_in_takes_as_long_for_an_unknown_address) {
    EXPECT_TRUE(same_time(
        [&](std::string const& name) {
            EXPECT_EQ(said(sign_in(name, "not it at all")), "signin.wrong");
        },
        31));
}

TEST_F(Enumeration, threat_11_asking_for_a_link_takes_as_long_for_an_unknown_address) {
    EXPECT_TRUE(same_time(
        [&](std::string const& name) { EXPECT_EQ(forgot(name + "@example.com"), "204"); }, 151));
}

// What the clock cannot tell from noise, the engine's steps can: reads and writes beside the hash.
TEST_F(Enumeration, threat_11_signing_in_and_asking_for_a_link_cost_as_many_steps_but_for_a_row) {
    int asked = 0;
    auto cost = [&](std::function<void(std::string const&)> const& ask, std::string const& name) {
        client = "192.0.2." + std::to_string(++asked % 250);
        world.clock().advance(hours(2));
        return store::steps_of([&] { ask(name); });
    };
    auto signs_in = [&](std::string const& name) { (void)sign_in(name, "not it at all"); };
    auto forgets = [&](std::string const& name) { (void)forgot(name + "@example.com"); };
    for (auto const& ask : {std::function<void(std::string const&)>(signs_in),
                            std::function<void(std::string const&)>(forgets)}) {
        (void)cost(ask, "ulf");  // the first ones fill what is kept in memory
        (void)cost(ask, "una");
        auto known = static_cast<std::int64_t>(cost(ask, "ulf"));
        auto unknown = static_cast<std::int64_t>(cost(ask, "una"));
        EXPECT_GT(unknown, 0);
        // A row that is found is stepped over: less than a statement more would be.
        EXPECT_LE(std::abs(known - unknown), 16);
    }
}

TEST_F(Enumeration, threat_10_signing_in_says_the_same_for_known_and_unknown) {
    auto known = sign_in("ulf", "not it at all");
    auto unknown = sign_in("una", "not it at all");
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.body, unknown.body);
    EXPECT_EQ(known.headers, unknown.headers);
}

TEST_F(Enumeration, threat_10_the_brake_says_the_same_for_known_and_unknown) {
    for (auto name : {"ulf", "una"}) {
        for (int i = 0; i < Brake::free_tries; ++i) (void)sign_in(name, "not it at all");
        EXPECT_EQ(said(sign_in(name, "not it at all")), "signin.too_many") << name;
    }
}

}  // namespace
}  // namespace usher::signin
