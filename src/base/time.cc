#include "base/time.h"

#include <chrono>
#include <cstdio>
#include <optional>

#include "base/errors.h"

namespace usher {
namespace {

constexpr std::int64_t day_ms = 86'400'000;
constexpr Time year_0{-62'167'219'200'000};
constexpr Time year_10000{253'402'300'800'000};

// Reads a text from left to right; the first thing that is not as asked for spoils the rest.
class Scanner {
 public:
    explicit Scanner(std::string_view text) : text_(text) {}

    int digits(std::size_t count) {
        int n = 0;
        for (std::size_t i = 0; i < count; ++i) n = n * 10 + digit();
        return n;
    }
    void expect(char c) { good_ = next() == c && good_; }
    // One of the letters in `choices`; NUL if none.
    char one_of(std::string_view choices) {
        char c = next();
        good_ = good_ && choices.find(c) != std::string_view::npos;
        return c;
    }
    bool sees(char c) const { return !text_.empty() && text_.front() == c; }
    bool sees_digit() const {
        return !text_.empty() && text_.front() >= '0' && text_.front() <= '9';
    }
    bool good() const { return good_; }
    bool done() const { return good_ && text_.empty(); }

 private:
    char next() {
        if (text_.empty()) return '\0';
        char c = text_.front();
        text_.remove_prefix(1);
        return c;
    }
    int digit() {
        good_ = good_ && sees_digit();
        return next() - '0';
    }
    std::string_view text_;
    bool good_ = true;
};

// Milliseconds of a fraction of any length, cut off, not rounded: a time never moves forward.
int fraction_ms(Scanner& scan) {
    int ms = 0;
    for (int scale = 100; scan.sees_digit(); scale /= 10) ms += scan.digits(1) * scale;
    return ms;
}

std::optional<std::int64_t> date_ms(Scanner& scan) {
    int year = scan.digits(4);
    scan.expect('-');
    unsigned month = static_cast<unsigned>(scan.digits(2));
    scan.expect('-');
    unsigned day = static_cast<unsigned>(scan.digits(2));
    if (!scan.good()) return std::nullopt;
    std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                     std::chrono::day(day)};
    if (!date.ok()) return std::nullopt;
    return std::chrono::sys_days(date).time_since_epoch().count() * day_ms;
}

struct TimeOfDay {
    std::int64_t ms;
    bool leap_second;
};

std::optional<TimeOfDay> time_of_day(Scanner& scan) {
    int hour = scan.digits(2);
    scan.expect(':');
    int minute = scan.digits(2);
    scan.expect(':');
    int second = scan.digits(2);
    int fraction = 0;
    if (scan.sees('.')) {
        scan.expect('.');
        if (!scan.sees_digit()) return std::nullopt;
        fraction = fraction_ms(scan);
    }
    if (!scan.good() || hour > 23 || minute > 59 || second > 60) return std::nullopt;
    auto whole = (std::int64_t{hour} * 60 + minute) * 60 + second;
    return TimeOfDay{whole * 1000 + fraction, second == 60};
}

std::optional<std::int64_t> offset_ms(Scanner& scan) {
    char sign = scan.one_of("Zz+-");
    if (!scan.good()) return std::nullopt;
    if (sign == 'Z' || sign == 'z') return 0;
    int hour = scan.digits(2);
    scan.expect(':');
    int minute = scan.digits(2);
    if (!scan.good() || hour > 23 || minute > 59) return std::nullopt;
    std::int64_t ms = (std::int64_t{hour} * 60 + minute) * 60'000;
    return sign == '-' ? -ms : ms;
}

std::optional<Time> rfc3339(std::string_view text) {
    Scanner scan(text);
    auto date = date_ms(scan);
    scan.one_of("Tt");
    auto of_day = time_of_day(scan);
    auto offset = offset_ms(scan);
    if (!date || !of_day || !offset || !scan.done()) return std::nullopt;
    Time time{*date + of_day->ms - *offset};
    // A leap second stands at the end of a UTC day only, and is read as the second after it.
    bool day_begins = (time.ms % day_ms + day_ms) % day_ms < 1000;
    if (of_day->leap_second && !day_begins) return std::nullopt;
    if (time < year_0 || time >= year_10000) return std::nullopt;
    return time;
}

}  // namespace

std::string to_text(Time time) {
    using namespace std::chrono;
    sys_time<std::chrono::milliseconds> point{std::chrono::milliseconds(time.ms)};
    auto day = floor<std::chrono::days>(point);
    year_month_day date{day};
    hh_mm_ss clock{point - day};
    char text[64];
    auto length = std::snprintf(text, sizeof text, "%04d-%02u-%02uT%02d:%02d:%02d.%03dZ",
                                int(date.year()), unsigned(date.month()), unsigned(date.day()),
                                int(clock.hours().count()), int(clock.minutes().count()),
                                int(clock.seconds().count()), int(clock.subseconds().count()));
    return std::string(text, static_cast<std::size_t>(length));
}

Result<Time> parse_time(std::string_view text) {
    if (auto time = rfc3339(text)) return *time;
    return fail(base_error("time.not_rfc3339", "", {}));
}

Time SystemClock::now() const {
    auto since = std::chrono::system_clock::now().time_since_epoch();
    return {std::chrono::duration_cast<std::chrono::milliseconds>(since).count()};
}

}  // namespace usher
