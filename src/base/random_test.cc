#include "base/random.h"

#include <gtest/gtest.h>

#include <array>

namespace usher {
namespace {

TEST(TheSystemsRandomness, does_not_repeat_itself) {
    SystemRandom random;
    std::array<std::uint8_t, 32> first{}, second{};
    random.fill(first);
    random.fill(second);
    EXPECT_NE(first, second);
    EXPECT_NE(first, (std::array<std::uint8_t, 32>{}));
}

TEST(TheSystemsRandomness, fills_nothing_when_asked_for_nothing) {
    SystemRandom random;
    std::array<std::uint8_t, 2> bytes{1, 2};
    random.fill(std::span(bytes).first(0));
    EXPECT_EQ(bytes, (std::array<std::uint8_t, 2>{1, 2}));
}

}  // namespace
}  // namespace usher
