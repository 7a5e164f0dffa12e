#include "app/descriptors.h"

#include <gtest/gtest.h>

namespace usher::app {
namespace {

TEST(Descriptors, leave_room_for_what_is_no_connection) {
    EXPECT_EQ(connections_within(65536, 10000), 10000u);
    EXPECT_EQ(connections_within(10256, 10000), 10000u);
    EXPECT_EQ(connections_within(10255, 10000), 9999u);
    EXPECT_EQ(connections_within(1024, 10000), 768u);
    EXPECT_EQ(connections_within(512, 10000), 256u);
}

TEST(Descriptors, that_are_few_are_shared) {
    EXPECT_EQ(connections_within(511, 10000), 255u);
    EXPECT_EQ(connections_within(64, 10000), 32u);
    EXPECT_EQ(connections_within(0, 10000), 0u);
}

TEST(Descriptors, are_told_with_what_to_do) {
    auto line = few_descriptors_line(Time{0}, 600, 344, 10000);
    for (auto const* part : {"\"warning\":\"app.descriptors\"", "\"limit\":600", "344 connections",
                             "not for 10000", "LimitNOFILE"})
        EXPECT_NE(line.find(part), std::string::npos) << line;
}

}  // namespace
}  // namespace usher::app
