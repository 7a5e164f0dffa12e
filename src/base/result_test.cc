#include "base/result.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>

namespace usher {
namespace {

Result<int> half(int n) {
    if (n % 2 != 0) return fail({Code::invalid, "test.odd", "It is odd."});
    return n / 2;
}
Result<int> quarter(int n) {
    auto once = TRY(half(n));
    return TRY(half(once));
}
Result<void> even(int n) {
    TRY(half(n));
    return {};
}
Result<std::unique_ptr<int>> made(int n) {
    auto value = TRY(half(n));
    return std::make_unique<int>(value);
}
Result<int> read_back(int n) {
    auto owned = TRY(made(n));
    TRY(even(n));
    return *owned;
}

TEST(AResult, holds_a_value) {
    auto result = quarter(8);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result, 2);
}

TEST(AResult, holds_the_first_error_and_nothing_else) {
    auto result = quarter(6);
    ASSERT_FALSE(result);
    EXPECT_EQ(result.error().key, "test.odd");
    EXPECT_EQ(result.error().detail, "It is odd.");
}

TEST(AResult, of_nothing_says_only_whether_it_went_well) {
    EXPECT_TRUE(even(2));
    ASSERT_FALSE(even(3));
    EXPECT_EQ(even(3).error().code, Code::invalid);
}

TEST(AResult, moves_what_can_only_be_moved) {
    auto result = read_back(10);
    ASSERT_TRUE(result);
    EXPECT_EQ(*result, 5);
    EXPECT_FALSE(read_back(1));
}

}  // namespace
}  // namespace usher
