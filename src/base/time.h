// Time is handed in, never taken: a Clock&, or tx.now(). All times are UTC, in milliseconds (R12).
#pragma once

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace usher {

struct Time {
    std::int64_t ms = 0;  // since 1970-01-01T00:00:00Z
    auto operator<=>(Time const&) const = default;
};

struct Duration {
    std::int64_t ms = 0;
    auto operator<=>(Duration const&) const = default;
};

constexpr Duration milliseconds(std::int64_t n) { return {n}; }
constexpr Duration seconds(std::int64_t n) { return {n * 1000}; }
constexpr Duration minutes(std::int64_t n) { return seconds(n * 60); }
constexpr Duration hours(std::int64_t n) { return minutes(n * 60); }
constexpr Duration days(std::int64_t n) { return hours(n * 24); }

constexpr Time operator+(Time t, Duration d) { return {t.ms + d.ms}; }
constexpr Time operator-(Time t, Duration d) { return {t.ms - d.ms}; }
constexpr Duration operator-(Time a, Time b) { return {a.ms - b.ms}; }

// RFC 3339, UTC, always with milliseconds: 2026-11-21T20:36:39.123Z
std::string to_text(Time);
// Reads RFC 3339 with any offset. Fails with `time.not_rfc3339` (no field set).
Result<Time> parse_time(std::string_view);

class Clock {
 public:
    virtual ~Clock() = default;
    virtual Time now() const = 0;
};

class SystemClock final : public Clock {
 public:
    Time now() const override;
};

}  // namespace usher
