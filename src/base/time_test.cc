#include "base/time.h"

#include <gtest/gtest.h>

namespace usher {
namespace {

std::string again(std::string_view text) {
    auto time = parse_time(text);
    return time ? to_text(*time) : time.error().key;
}

TEST(ATime, is_written_in_utc_with_milliseconds) {
    EXPECT_EQ(to_text({0}), "1970-01-01T00:00:00.000Z");
    EXPECT_EQ(to_text({1'795'293'399'123}), "2026-11-21T20:36:39.123Z");
    EXPECT_EQ(to_text({-1}), "1969-12-31T23:59:59.999Z");
    EXPECT_EQ(to_text({951'782'400'000}), "2000-02-29T00:00:00.000Z");
}

TEST(ATime, is_read_with_any_offset) {
    EXPECT_EQ(again("2026-11-21T20:36:39Z"), "2026-11-21T20:36:39.000Z");
    EXPECT_EQ(again("2026-11-21t20:36:39z"), "2026-11-21T20:36:39.000Z");
    EXPECT_EQ(again("2026-11-21T22:36:39.5+02:00"), "2026-11-21T20:36:39.500Z");
    EXPECT_EQ(again("2026-11-21T00:06:39-05:30"), "2026-11-21T05:36:39.000Z");
    EXPECT_EQ(again("2026-11-21T00:00:00-00:00"), "2026-11-21T00:00:00.000Z");
    EXPECT_EQ(again("0000-01-01T00:00:00Z"), "0000-01-01T00:00:00.000Z");
    EXPECT_EQ(again("9999-12-31T23:59:59.999Z"), "9999-12-31T23:59:59.999Z");
}

TEST(ATime, loses_what_is_finer_than_a_millisecond_and_never_moves_forward) {
    EXPECT_EQ(again("2026-11-21T20:36:39.9999999999999999999999Z"), "2026-11-21T20:36:39.999Z");
    EXPECT_EQ(again("2026-11-21T20:36:39.0009Z"), "2026-11-21T20:36:39.000Z");
}

TEST(ATime, takes_a_leap_second_at_the_end_of_a_utc_day_only) {
    EXPECT_EQ(again("2016-12-31T23:59:60Z"), "2017-01-01T00:00:00.000Z");
    EXPECT_EQ(again("2017-01-01T01:59:60+02:00"), "2017-01-01T00:00:00.000Z");
    EXPECT_EQ(again("2016-12-31T22:59:60Z"), "time.not_rfc3339");
}

TEST(ATime, that_is_not_rfc3339_is_refused) {
    for (auto text : {"",
                      "now",
                      "2026-11-21",
                      "2026-11-21T20:36Z",
                      "2026-11-21T20:36:39",
                      "2026-11-21 20:36:39Z",
                      " 2026-11-21T20:36:39Z",
                      "2026-11-21T20:36:39Z ",
                      "2026-13-01T00:00:00Z",
                      "2026-00-01T00:00:00Z",
                      "2026-02-29T00:00:00Z",
                      "2026-04-31T00:00:00Z",
                      "2026-11-21T24:00:00Z",
                      "2026-11-21T20:60:00Z",
                      "2026-11-21T20:36:61Z",
                      "2026-11-21T20:36:39.Z",
                      "2026-11-21T20:36:39,5Z",
                      "2026-11-21T20:36:39+0200",
                      "2026-11-21T20:36:39+24:00",
                      "2026-11-21T20:36:39+02:60",
                      "+2026-11-21T20:36:39Z",
                      "26-11-21T20:36:39Z",
                      "2026-1-21T20:36:39Z",
                      "1795293399",
                      "2026-11-21T20:36:39Zulu",
                      "0000-01-01T00:00:00+00:01",
                      "9999-12-31T23:59:59-00:01",
                      "２０２６-11-21T20:36:39Z"})
        EXPECT_EQ(again(text), "time.not_rfc3339") << text;
    EXPECT_EQ(again(std::string_view("2026-11-21T20:36:39Z\0", 21)), "time.not_rfc3339");
}

TEST(ATime, written_and_read_again_is_the_same_through_the_ages) {
    for (std::int64_t ms = -62'167'219'200'000; ms < 253'402'300'800'000;
         ms += std::int64_t{86'399'999} * 371) {
        auto read = parse_time(to_text({ms}));
        ASSERT_TRUE(read) << ms;
        ASSERT_EQ(read->ms, ms);
    }
}

TEST(ADuration, names_its_unit) {
    EXPECT_EQ(days(2), hours(48));
    EXPECT_EQ(minutes(1), seconds(60));
    EXPECT_EQ(milliseconds(1500), Duration{1500});
    EXPECT_EQ(Time{5000} + seconds(2), Time{7000});
    EXPECT_EQ(Time{5000} - seconds(2), Time{3000});
    EXPECT_EQ(Time{5000} - Time{2000}, seconds(3));
}

TEST(TheSystemClock, tells_a_time_of_this_century) {
    EXPECT_GT(SystemClock().now().ms, 1'700'000'000'000);
    EXPECT_EQ(to_text(SystemClock().now()).substr(0, 2), "20");
}

}  // namespace
}  // namespace usher
