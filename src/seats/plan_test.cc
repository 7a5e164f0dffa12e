#include "seats/plan.h"

#include <gtest/gtest.h>

namespace usher::seats {
namespace {

blueprints::Plan plan(std::optional<std::int64_t> seats, bool self_service) {
    blueprints::Plan plan;
    plan.seats = seats;
    plan.self_service = self_service;
    return plan;
}

TEST(BoughtIn, a_plan_brings_its_own_number) {
    EXPECT_EQ(bought_in(plan(10, false), {3, 25}), 10);
    EXPECT_EQ(bought_in(plan(10, true), {3, std::nullopt}), 10);
    EXPECT_EQ(bought_in(plan(std::nullopt, true), {3, 25}), std::nullopt);
}

TEST(BoughtIn, seats_that_the_customer_buys_stay_bought) {
    EXPECT_EQ(bought_in(plan(1, true), {3, 25}), 25);
    EXPECT_EQ(bought_in(plan(30, true), {3, 25}), 30);
}

TEST(BelowUse, tells_the_number_to_those_who_may_know_it_only) {  // RT29
    auto told = below_use({7, 9}, true);
    EXPECT_EQ(told.params.size(), 1U);
    EXPECT_NE(told.detail.find("7"), std::string::npos);
    auto untold = below_use({7, 9}, false);
    EXPECT_EQ(untold.key, told.key);
    EXPECT_TRUE(untold.params.empty());
    EXPECT_EQ(untold.detail.find_first_of("0123456789"), std::string::npos);
}

}  // namespace
}  // namespace usher::seats
