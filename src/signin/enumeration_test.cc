// R9: whether an address is known is not learned from the time that an answer takes (threat 11).
// Known and unknown take turns, and medians are compared, so that what else the machine does
// meets both alike.
#include <chrono>
#include <utility>

#include "signin/testing.h"

namespace usher::signin {
namespace {

struct Enumeration : RecoveryWorld {
    // The medians, in microseconds, of asking in turns as each of the two.
    template <class Ask>
    std::pair<double, double> medians(int rounds, Ask asks) {
        std::vector<double> known, unknown;
        for (int round = 0; round < rounds; ++round) {
            client = "192.0.2." + std::to_string(round % 250);
            world.clock().advance(hours(2));  // past the brake
            known.push_back(took([&] { asks("ulf"); }));
            unknown.push_back(took([&] { asks("una"); }));
        }
        return {middle(known), middle(unknown)};
    }

 private:
    template <class Work>
    static double took(Work work) {
        auto begin = std::chrono::steady_clock::now();
        work();
        std::chrono::duration<double, std::micro> time = std::chrono::steady_clock::now() - begin;
        return time.count();
    }
    static double middle(std::vector<double> times) {
        auto half = times.begin() + static_cast<std::ptrdiff_t>(times.size() / 2);
        std::nth_element(times.begin(), half, times.end());
        return *half;
    }
};

// A password is verified either way, which is nearly all of the time that it takes.
TEST_F(Enumeration, threat_11_signing_in_takes_as_long_for_an_unknown_address) {
    auto [known, unknown] = medians(41, [&](std::string const& name) {
        EXPECT_EQ(said(sign_in(name, "not it at all")), "signin.wrong");
    });
    EXPECT_LT(known / unknown, 1.25);
    EXPECT_LT(unknown / known, 1.25);
}

TEST_F(Enumeration, threat_11_asking_for_a_link_takes_as_long_for_an_unknown_address) {
    auto [known, unknown] = medians(
        301, [&](std::string const& name) { EXPECT_EQ(forgot(name + "@example.com"), "204"); });
    EXPECT_LT(known / unknown, 1.5);
    EXPECT_LT(unknown / known, 1.5);
}

TEST_F(Enumeration, threat_10_signing_in_says_the_same_for_known_and_unknown) {
    auto known = sign_in("ulf", "not it at all");
    auto unknown = sign_in("una", "not it at all");
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.body, unknown.body);
    EXPECT_EQ(known.headers, unknown.headers);
}

}  // namespace
}  // namespace usher::signin
