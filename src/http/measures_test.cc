#include "http/measures.h"

#include <gtest/gtest.h>

#include <thread>

namespace usher::http {
namespace {

TEST(Measures, EachRouteHasItsRateErrorsAndDurations) {
    Measures measures;
    measures.note("edit_user", 200, 700);
    measures.note("edit_user", 412, 1'000);
    measures.note("edit_user", 503, 9'000'000);
    measures.note("", 404, 10);
    auto routes = measures.routes();
    ASSERT_EQ(routes.size(), 2u);
    EXPECT_EQ(routes[0].name, "");
    auto const& edit = routes[1];
    EXPECT_EQ(edit.name, "edit_user");
    EXPECT_EQ(edit.by_class, (std::array<std::uint64_t, 5>{0, 1, 0, 1, 1}));
    EXPECT_EQ(edit.count, 3u);
    EXPECT_EQ(edit.sum_us, 9'001'700);
    EXPECT_EQ(edit.within[0], 0u);
    EXPECT_EQ(edit.within[1], 2u) << "a bound is part of what it bounds";
    EXPECT_EQ(edit.within.back(), 2u) << "what took longer is in the whole alone";
}

TEST(Measures, NothingIsLostWhereManyCountAtOnce) {
    Measures measures;
    {
        std::vector<std::jthread> threads;
        for (int t = 0; t < 4; ++t)
            threads.emplace_back([&, t] {
                for (int i = 0; i < 1000; ++i) measures.note(t % 2 ? "a" : "b", 200, i);
            });
    }
    for (auto const& route : measures.routes()) EXPECT_EQ(route.count, 2000u);
}

}  // namespace
}  // namespace usher::http
