#include "mail/zone.h"

#include <gtest/gtest.h>

#include <chrono>

namespace usher::mail {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr std::int64_t hour_s = 3600;

Time on(int year, unsigned month, unsigned day, std::int64_t hour = 12) {
    auto date = std::chrono::sys_days(std::chrono::year(year) / static_cast<int>(month) /
                                      static_cast<int>(day));
    return Time{date.time_since_epoch().count() * day_ms + hour * hour_s * 1000};
}

TEST(AZone, shows_winter_and_summer_as_they_are_there) {
    EXPECT_EQ(offset_in("Europe/Berlin", on(2026, 11, 28)), hour_s);
    EXPECT_EQ(offset_in("Europe/Berlin", on(2026, 7, 1)), 2 * hour_s);
    EXPECT_EQ(offset_in("America/New_York", on(2026, 11, 28)), -5 * hour_s);
    EXPECT_EQ(offset_in("America/New_York", on(2026, 7, 1)), -4 * hour_s);
    EXPECT_EQ(offset_in("Asia/Kolkata", on(2026, 11, 28)), 5 * hour_s + 1800);
    EXPECT_EQ(offset_in("Australia/Sydney", on(2027, 1, 5)), 11 * hour_s);
    EXPECT_EQ(offset_in("Australia/Sydney", on(2027, 7, 5)), 10 * hour_s);
    EXPECT_EQ(offset_in("Etc/UTC", on(2026, 11, 28)), 0);
}

TEST(AZone, changes_at_the_second) {
    EXPECT_EQ(offset_in("Europe/Berlin", Time{on(2027, 3, 28, 1).ms - 1}), hour_s);
    EXPECT_EQ(offset_in("Europe/Berlin", on(2027, 3, 28, 1)), 2 * hour_s);
    EXPECT_EQ(offset_in("Europe/Berlin", Time{on(2027, 10, 31, 1).ms - 1}), 2 * hour_s);
    EXPECT_EQ(offset_in("Europe/Berlin", on(2027, 10, 31, 1)), hour_s);
    EXPECT_EQ(offset_in("Australia/Lord_Howe", on(2027, 1, 1)), 11 * hour_s);
    EXPECT_EQ(offset_in("Australia/Lord_Howe", on(2027, 7, 1)), 10 * hour_s + 1800);
}

TEST(AZone, that_is_not_known_or_is_no_name_is_none) {
    for (auto zone : {"", "Europe/Nowhere", "../../etc/passwd", "/etc/passwd", "Europe", "posix/..",
                      "Europe/Berlin\n", "zone1970.tab"})
        EXPECT_EQ(offset_in(zone, on(2026, 11, 28)), std::nullopt) << zone;
}

}  // namespace
}  // namespace usher::mail
