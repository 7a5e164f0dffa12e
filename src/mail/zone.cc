#include "mail/zone.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <sstream>
#include <vector>

namespace usher::mail {
namespace {

constexpr std::int64_t longest_file = 256 * 1024;
constexpr std::size_t longest_name = 64;
constexpr std::int64_t hour_s = 3600;
constexpr std::int64_t day_s = 86400;

// Reads from the front; once too little is left it is at its end, and says so.
class Bytes {
 public:
    explicit Bytes(std::string_view text) : text_(text) {}
    bool whole() const { return whole_; }
    std::string_view rest() const { return text_; }

    std::string_view take(std::size_t n) {
        if (n > text_.size()) {
            whole_ = false;
            n = text_.size();
        }
        auto taken = text_.substr(0, n);
        text_.remove_prefix(n);
        return taken;
    }
    // Big-endian, signed.
    std::int64_t number(std::size_t bytes) {
        std::uint64_t value = 0;
        auto taken = take(bytes);
        for (char c : taken) value = value << 8 | static_cast<unsigned char>(c);
        if (taken.size() == 4) return static_cast<std::int32_t>(value);
        return static_cast<std::int64_t>(value);
    }

 private:
    std::string_view text_;
    bool whole_ = true;
};

// ---- the rule at the end of a file: "CET-1CEST,M3.5.0,M10.5.0/3"

class Rule {
 public:
    explicit Rule(std::string_view text) : text_(text) {}

    std::optional<std::int64_t> offset(std::int64_t at) {
        if (!name()) return std::nullopt;
        auto standard = clock();
        if (!standard) return std::nullopt;
        if (text_.empty()) return -*standard;
        if (!name()) return std::nullopt;
        auto summer = *standard - hour_s;
        if (!text_.empty() && text_.front() != ',') {
            auto given = clock();
            if (!given) return std::nullopt;
            summer = *given;
        }
        // Offsets here count westwards.
        return between(at, -*standard, -summer);
    }

 private:
    bool skip(char c) {
        if (text_.empty() || text_.front() != c) return false;
        text_.remove_prefix(1);
        return true;
    }
    bool name() {
        if (skip('<')) {
            auto end = text_.find('>');
            if (end == text_.npos) return false;
            text_.remove_prefix(end + 1);
            return true;
        }
        auto letter = [](char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); };
        std::size_t n = 0;
        while (n < text_.size() && letter(text_[n])) ++n;
        text_.remove_prefix(n);
        return n >= 3;
    }
    std::optional<std::int64_t> digits() {
        std::int64_t value = 0;
        std::size_t n = 0;
        for (; n < text_.size() && n < 4 && text_[n] >= '0' && text_[n] <= '9'; ++n)
            value = value * 10 + (text_[n] - '0');
        text_.remove_prefix(n);
        return n ? std::optional(value) : std::nullopt;
    }
    // [+-]hh[:mm[:ss]] in seconds
    std::optional<std::int64_t> clock() {
        bool minus = skip('-');
        if (!minus) skip('+');
        auto hours = digits();
        if (!hours) return std::nullopt;
        auto seconds = *hours * hour_s;
        for (std::int64_t unit : {60, 1}) {
            if (!skip(':')) break;
            auto more = digits();
            if (!more) return std::nullopt;
            seconds += *more * unit;
        }
        return minus ? -seconds : seconds;
    }
    // Days since 1970 of the day that the rule names in that year; it is read anew each time.
    std::optional<std::int64_t> day(int year) {
        using namespace std::chrono;
        auto first = sys_days(std::chrono::year(year) / January / 1).time_since_epoch().count();
        if (skip('M')) {
            auto month_number = digits();
            if (!month_number || !skip('.')) return std::nullopt;
            auto week = digits();
            if (!week || !skip('.')) return std::nullopt;
            auto weekday_number = digits();
            if (!weekday_number || *month_number < 1 || *month_number > 12 || *week < 1 ||
                *week > 5 || *weekday_number > 6)
                return std::nullopt;
            auto of = std::chrono::year(year) / month(static_cast<unsigned>(*month_number));
            weekday on(static_cast<unsigned>(*weekday_number));
            auto found = *week == 5 ? sys_days(of / on[last])
                                    : sys_days(of / on[static_cast<unsigned>(*week)]);
            return found.time_since_epoch().count();
        }
        bool no_leap_day = skip('J');
        auto number = digits();
        if (!number) return std::nullopt;
        if (!no_leap_day) return first + *number;
        bool past_february = std::chrono::year(year).is_leap() && *number > 59;
        return first + *number - 1 + (past_february ? 1 : 0);
    }
    // When the change of that rule happens, in seconds, by the clock that shows before it.
    std::optional<std::int64_t> moment(int year, std::int64_t before) {
        if (!skip(',')) return std::nullopt;
        auto on = day(year);
        if (!on) return std::nullopt;
        std::int64_t at = 2 * hour_s;
        if (skip('/')) {
            auto given = clock();
            if (!given) return std::nullopt;
            at = *given;
        }
        return *on * day_s + at - before;
    }
    std::optional<std::int64_t> between(std::int64_t at, std::int64_t standard,
                                        std::int64_t summer) {
        std::chrono::sys_seconds here{std::chrono::seconds(at + standard)};
        std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(here));
        auto begins = moment(int(date.year()), standard);
        auto ends = begins ? moment(int(date.year()), summer) : std::nullopt;
        if (!begins || !ends || !text_.empty()) return std::nullopt;
        bool in_summer = *begins < *ends ? at >= *begins && at < *ends
                                         : at >= *begins || at < *ends;  // the southern half
        return in_summer ? summer : standard;
    }

    std::string_view text_;
};

// ---- the file

struct Head {
    char version = 0;
    std::size_t is_ut = 0, is_standard = 0, leaps = 0, times = 0, types = 0, letters = 0;
};

std::optional<Head> head(Bytes& bytes) {
    if (bytes.take(4) != "TZif") return std::nullopt;
    Head head;
    auto version = bytes.take(1);
    head.version = version.empty() ? '\0' : version.front();
    bytes.take(15);
    for (auto* count :
         {&head.is_ut, &head.is_standard, &head.leaps, &head.times, &head.types, &head.letters}) {
        auto n = bytes.number(4);
        if (n < 0 || n > longest_file) return std::nullopt;
        *count = static_cast<std::size_t>(n);
    }
    return bytes.whole() ? std::optional(head) : std::nullopt;
}

// A block of data, its times of so many bytes each.
struct Block {
    std::vector<std::int64_t> times;
    std::string_view types;  // of each time
    std::vector<std::int64_t> offsets;
};
Block block(Bytes& bytes, Head const& head, std::size_t width) {
    Block block;
    for (std::size_t i = 0; i < head.times && bytes.whole(); ++i)
        block.times.push_back(bytes.number(width));
    block.types = bytes.take(head.times);
    for (std::size_t i = 0; i < head.types && bytes.whole(); ++i) {
        block.offsets.push_back(bytes.number(4));
        bytes.take(2);
    }
    bytes.take(head.letters + head.leaps * (width + 4) + head.is_standard + head.is_ut);
    return block;
}

std::optional<std::int64_t> offset_of(Block const& block, std::size_t type) {
    return type < block.offsets.size() ? std::optional(block.offsets[type]) : std::nullopt;
}

bool zone_name(std::string_view zone) {
    auto fits = [](char c) {
        return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') ||
               c == '/' || c == '_' || c == '-' || c == '+';
    };
    return !zone.empty() && zone.size() <= longest_name && zone.front() != '/' &&
           std::ranges::all_of(zone, fits);
}

}  // namespace

std::optional<std::int64_t> offset_by(std::string_view file, Time at) {
    Bytes bytes(file);
    auto first = head(bytes);
    if (!first || first->version < '2') return std::nullopt;  // none has been written for long
    block(bytes, *first, 4);
    auto second = head(bytes);
    if (!second) return std::nullopt;
    auto data = block(bytes, *second, 8);
    if (!bytes.whole()) return std::nullopt;
    auto now = std::chrono::floor<std::chrono::seconds>(std::chrono::milliseconds(at.ms)).count();
    auto after = std::ranges::upper_bound(data.times, now);
    auto footer = bytes.rest();
    if (after == data.times.end() && footer.size() > 2 && footer.front() == '\n')
        return Rule(footer.substr(1, footer.find('\n', 1) - 1)).offset(now);
    if (after == data.times.begin()) return offset_of(data, 0);
    auto at_time = static_cast<std::size_t>(after - data.times.begin()) - 1;
    return offset_of(data, static_cast<unsigned char>(data.types[at_time]));
}

std::optional<std::int64_t> offset_in(std::string_view zone, Time at, std::string_view files) {
    if (!zone_name(zone)) return std::nullopt;
    std::ifstream file(std::string(files) + "/" + std::string(zone), std::ios::binary);
    std::ostringstream text;
    if (!file || !(text << file.rdbuf())) return std::nullopt;
    auto bytes = std::move(text).str();
    if (static_cast<std::int64_t>(bytes.size()) > longest_file) return std::nullopt;
    return offset_by(bytes, at);
}

}  // namespace usher::mail
