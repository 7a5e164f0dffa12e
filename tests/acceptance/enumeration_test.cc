// R9, end to end: sign-in, a forgotten password and an invitation answer alike, and take as long,
// whether the address is known to the instance or not (threats 10, 11, 12). By ranks, taking turns:
// no seconds.
//
// How sharp that is: with so many rounds of each, 0.2 from one half is about two and a half times
// what chance makes of equal ones, and three runs must agree before it is called a difference.
// Noise hides a difference and makes none; so each has a test of the test, which asks twice and
// must be seen in one of three runs. What is smaller than the noise of a socket is counted in the
// engine's steps instead: src/signin/enumeration_test.cc, src/invitations/enumeration_test.cc.
#include <gtest/gtest.h>

#include "support/account.h"
#include "support/same_time.h"

namespace usher::testing {
namespace {

// A server of its own: its clock is moved past the brake before each question.
struct Alike {
    Server server;
    Account account = server.open("stamps", {.plan = "premier", .seats = 900});
    Person ulf = account.join("ulf", {"user"});
    Client guest = server.client();
    std::string unknown = "nobody@" + account.slug() + ".example";

    void later() const { (void)server.steer(minutes(45)); }
};

TEST(R9, sign_in_takes_as_long_for_an_unknown_address) {
    Alike alike;
    auto asks = [&](std::string const& email) {
        auto answer = alike.guest.post(
            "/v1/sign-in", json::Object{{"email", email}, {"password", "not it at all"}});
        EXPECT_EQ(answer.code(), "signin.wrong");
    };
    EXPECT_TRUE(takes_as_long([&] { asks(alike.ulf.email); }, [&] { asks(alike.unknown); },
                              [&] { alike.later(); }, {.rounds = 25}));
    EXPECT_TRUE(seen_apart(
        [&] {
            asks(alike.ulf.email);
            asks(alike.unknown);
        },
        [&] { asks(alike.unknown); }, [&] { alike.later(); }, {.rounds = 9}))
        << "the test sees nothing: twice the work is not told from once";
}

TEST(R9, forgetting_a_password_takes_as_long_for_an_unknown_address) {
    Alike alike;
    auto asks = [&](std::string const& email) {
        EXPECT_EQ(alike.guest.post("/v1/forgot", json::Object{{"email", email}}).status, 204);
    };
    EXPECT_TRUE(takes_as_long([&] { asks(alike.ulf.email); }, [&] { asks(alike.unknown); },
                              [&] { alike.later(); }, {.rounds = 60}));
    EXPECT_TRUE(seen_apart(
        [&] {
            asks(alike.ulf.email);
            asks(alike.unknown);
        },
        [&] { asks(alike.unknown); }, [&] { alike.later(); }, {.rounds = 60}))
        << "the test sees nothing: twice the work is not told from once";
}

// The known ones are users of another account of the same instance.
TEST(R9, an_invitation_takes_as_long_for_an_address_of_another_account) {
    Alike alike;
    auto elsewhere = alike.server.open("stamps", {.plan = "premier", .seats = 200});
    int invited = 0, asked = 0;
    std::vector<std::string> known;
    for (int i = 0; i < 12; ++i) {
        auto name = "known" + std::to_string(i);
        known.push_back(elsewhere.join(name, {"user"}).email);
    }
    auto invite = [&](std::string const& email) {
        auto answer = alike.account.owner.post(
            "/users", json::Object{{"email", email}, {"first_name", "Una"}});
        EXPECT_EQ(answer.status, 201) << answer.body;
        ++invited;
    };
    auto& owner = alike.account.owner;
    auto invite_known = [&] { invite(known[static_cast<std::size_t>(asked++) % known.size()]); };
    auto invite_unknown = [&] {
        invite("una" + std::to_string(invited) + alike.account.address(""));
    };
    auto all_gone = [&] {
        // Once more with the same address, as after a revoked invitation.
        auto listed = owner.get("/users?status=invited&limit=500");
        for (std::size_t i = 0; i < listed.count("items"); ++i)
            owner.del("/users/" + listed.text("items." + std::to_string(i) + ".id"));
    };
    EXPECT_TRUE(takes_as_long(invite_known, invite_unknown, all_gone, {.rounds = 40}));
    EXPECT_TRUE(seen_apart(
        [&] {
            invite_known();
            invite_unknown();
        },
        invite_unknown, all_gone, {.rounds = 40}))
        << "the test sees nothing: twice the work is not told from once";
}

}  // namespace
}  // namespace usher::testing
