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

// A file without transitions, as a slim database has it for the future.
std::string file_with(std::string_view rule) {
    std::string head("TZif2");
    head.append(15, '\0');
    auto counts = [&](int types, int letters) {
        std::string out(head);
        for (int n : {0, 0, 0, 0, types, letters}) out += {'\0', '\0', '\0', static_cast<char>(n)};
        return out + std::string(6, '\0') + std::string("UTC", 4);
    };
    return counts(1, 4) + counts(1, 4) + "\n" + std::string(rule) + "\n";
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

TEST(AZone, changes_at_the_second_also_where_only_the_rule_says_so) {
    auto berlin = file_with("CET-1CEST,M3.5.0,M10.5.0/3");
    EXPECT_EQ(offset_by(berlin, Time{on(2060, 3, 28, 1).ms - 1000}), hour_s);
    EXPECT_EQ(offset_by(berlin, on(2060, 3, 28, 1)), 2 * hour_s);
    EXPECT_EQ(offset_by(berlin, Time{on(2060, 10, 31, 1).ms - 1000}), 2 * hour_s);
    EXPECT_EQ(offset_by(berlin, on(2060, 10, 31, 1)), hour_s);
    auto lord_howe = file_with("<+1030>-10:30<+11>-11,M10.1.0,M4.1.0");
    EXPECT_EQ(offset_by(lord_howe, on(2060, 1, 1)), 11 * hour_s);
    EXPECT_EQ(offset_by(lord_howe, on(2060, 7, 1)), 10 * hour_s + 1800);
    auto by_day = file_with("AAA5BBB,J60/0,J300/0");
    EXPECT_EQ(offset_by(by_day, on(2060, 2, 29)), -5 * hour_s);
    EXPECT_EQ(offset_by(by_day, on(2060, 3, 1)), -4 * hour_s);
    EXPECT_EQ(offset_by(file_with("JST-9"), on(2060, 3, 1)), 9 * hour_s);
}

TEST(AZone, that_is_not_known_or_is_no_name_is_none) {
    for (auto zone : {"", "Europe/Nowhere", "../../etc/passwd", "/etc/passwd", "Europe", "posix/..",
                      "Europe/Berlin\n", "zone1970.tab"})
        EXPECT_EQ(offset_in(zone, on(2026, 11, 28)), std::nullopt) << zone;
    EXPECT_EQ(offset_in("Europe/Berlin", on(2026, 11, 28), "/nowhere"), std::nullopt);
}

TEST(AZone, whose_file_is_damaged_is_none_and_harms_nobody) {
    auto whole = file_with("CET-1CEST,M3.5.0,M10.5.0/3");
    for (std::size_t n = 0; n + 30 < whole.size(); ++n)
        EXPECT_EQ(offset_by(whole.substr(0, n), on(2026, 11, 28)), std::nullopt) << n;
    for (auto rule : {"CET", "C-1", "CET-1CEST,M3.5", "CET-1CEST,M13.5.0,M10.5.0", "<CET-1",
                      "CET-x", "CET-1CEST,M3.5.0,M10.5.0/3,more", "CET-1CEST"})
        EXPECT_EQ(offset_by(file_with(rule), on(2026, 11, 28)), std::nullopt) << rule;
    auto wild = whole;
    for (std::size_t i = 20; i < 44; ++i) wild[i] = '\x7f';
    EXPECT_EQ(offset_by(wild, on(2026, 11, 28)), std::nullopt);
}

}  // namespace
}  // namespace usher::mail
