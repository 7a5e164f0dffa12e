#include "signin/brake.h"

#include <gtest/gtest.h>

#include "base/testing.h"

namespace usher::signin {
namespace {

struct Brakes : testing::Test {
    SteeredClock clock;
    Brake brake{clock};

    bool may(std::string const& email, std::string const& client) {
        return brake.may_try(email, client).has_value();
    }
    // How often somebody may try at once.
    int tries(std::string const& email, std::string const& client) {
        int n = 0;
        while (n < 1000 && may(email, client)) ++n;
        return n;
    }
};

TEST_F(Brakes, slows_down_after_the_free_tries_and_no_longer_than_it_says) {
    EXPECT_EQ(tries("ada@a.example", "192.0.2.1"), Brake::free_tries);
    auto refused = brake.may_try("ada@a.example", "192.0.2.1");
    EXPECT_EQ(refused.error().key, "signin.too_many");
    EXPECT_EQ(refused.error().params.at(0).value, "5");
    clock.advance(Brake::first_pause);
    EXPECT_EQ(tries("ada@a.example", "192.0.2.1"), 1);
}

TEST_F(Brakes, a_clock_that_was_set_back_keeps_nobody_out_for_so_long) {
    tries("ada@a.example", "192.0.2.1");
    clock.advance(Duration{-hours(3).ms});
    EXPECT_FALSE(may("ada@a.example", "192.0.2.1"));
    clock.advance(Brake::longest_pause);
    EXPECT_TRUE(may("ada@a.example", "192.0.2.1"));
}

TEST_F(Brakes, shuts_nobody_out_from_elsewhere) {
    tries("ada@a.example", "192.0.2.1");
    EXPECT_TRUE(may("ada@a.example", "192.0.2.2"));
    EXPECT_TRUE(may("bob@a.example", "192.0.2.1"));
}

TEST_F(Brakes, slows_down_who_tries_many_addresses) {
    int n = 0;
    while (n < 1000 && may("user" + std::to_string(n) + "@a.example", "192.0.2.1")) ++n;
    EXPECT_EQ(n, Brake::free_tries_of_client);
}

TEST_F(Brakes, takes_an_IPv6_network_for_one_client) {
    EXPECT_EQ(tries("ada@a.example", "2001:db8:1:2::1"), Brake::free_tries);
    EXPECT_FALSE(may("ada@a.example", "2001:db8:1:2:ffff::2"));
    EXPECT_TRUE(may("ada@a.example", "2001:db8:1:3::1"));
}

TEST_F(Brakes, forgives_after_a_success) {
    tries("ada@a.example", "192.0.2.1");
    brake.succeeded("ada@a.example", "192.0.2.1");
    EXPECT_EQ(tries("ada@a.example", "192.0.2.1"), Brake::free_tries);
}

TEST_F(Brakes, a_flood_of_made_up_addresses_does_not_free_who_is_slowed_down) {
    tries("ada@a.example", "192.0.2.1");
    for (std::size_t i = 0; i < Brake::remembered; ++i)
        may("x" + std::to_string(i) + "@a.example",
            "10.0." + std::to_string(i / 250) + "." + std::to_string(i % 250));
    EXPECT_FALSE(may("ada@a.example", "192.0.2.1"));
}

TEST_F(Brakes, many_clients_do_not_share_one_address_among_them) {
    int guesses = 0;
    for (int i = 0; i < 200; ++i)
        guesses += brake.may_guess("ada@a.example", "192.0.2." + std::to_string(i)).has_value();
    EXPECT_EQ(guesses, Brake::free_tries_of_address);
    EXPECT_TRUE(brake.may_guess("bob@a.example", "192.0.2.1").has_value());
}

TEST_F(Brakes, threat_41_whatever_strangers_do_a_known_browser_gets_in) {
    for (int i = 0; i < 200; ++i)
        (void)brake.may_guess("ada@a.example", "192.0.2." + std::to_string(i % 50));
    for (int i = 0; i < 200; ++i) (void)brake.may_guess(std::to_string(i), "192.0.2.7");
    EXPECT_FALSE(brake.may_guess("ada@a.example", "192.0.2.7").has_value());
    EXPECT_TRUE(brake.may_guess("ada@a.example", "192.0.2.7", "hers").has_value());
    int more = 0;
    while (more < 100 && brake.may_guess("ada@a.example", "192.0.2.7", "hers")) ++more;
    EXPECT_EQ(more, Brake::free_tries - 1) << "and does not guess more than others";
}

TEST_F(Brakes, threat_41_one_address_after_another_is_one_person) {
    int guesses = 0;
    for (int i = 0; i < 200; ++i) {
        auto client = "192.0.2." + std::to_string(i);
        auto email = i % 2 ? "ada@a.example" : "ada@b.example";
        if (!brake.may_guess(email, client)) continue;
        guesses += brake.may_guess_person("idn_ada");
    }
    EXPECT_EQ(guesses, Brake::free_tries_of_address);
    EXPECT_TRUE(brake.may_guess_person("idn_bob"));
    clock.advance(Brake::longest_pause);
    EXPECT_TRUE(brake.may_guess_person("idn_ada")) << "slowed down, and not locked out";
    brake.person_succeeded("idn_ada");
    clock.advance(Brake::first_pause);
    EXPECT_TRUE(brake.may_guess_person("idn_ada")) << "what was right does not count";
}

TEST_F(Brakes, nobody_keeps_an_address_from_asking_for_a_link) {
    for (int i = 0; i < 200; ++i)
        (void)brake.may_try("forgot ada@a.example", "192.0.2." + std::to_string(i));
    EXPECT_TRUE(may("forgot ada@a.example", "198.51.100.1"));
}

}  // namespace
}  // namespace usher::signin
