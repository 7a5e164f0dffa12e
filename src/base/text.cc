#include "base/text.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <new>
#include <span>

namespace usher {
namespace {

constexpr std::string_view replacement = "\xef\xbf\xbd";  // U+FFFD

bool ascii(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
}

utf8proc_uint8_t const* raw(std::string_view text) {
    return reinterpret_cast<utf8proc_uint8_t const*>(text.data());
}

// Takes one code point off the front; -1 and one byte where there is none.
utf8proc_int32_t take_code_point(std::string_view& text) {
    utf8proc_int32_t point = -1;
    auto length = utf8proc_iterate(raw(text), static_cast<utf8proc_ssize_t>(text.size()), &point);
    text.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    return length > 0 ? point : -1;
}

void append(std::string& text, utf8proc_int32_t point) {
    utf8proc_uint8_t bytes[4];
    auto length = utf8proc_encode_char(point, bytes);
    text.append(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(length));
}

// Counts the marks in a row of a text that is read from its beginning on. What counts is what a
// code point comes apart into: some marks are two, and many letters end in some.
class Marks {
 public:
    // False, and not counted, where there are too many with this one.
    bool take(utf8proc_int32_t point) {
        if (point < 0xa0) {
            in_a_row_ = 0;
            return true;
        }
        std::array<utf8proc_int32_t, 32> parts;  // the most that one comes apart into are 18
        int ignored = 0;
        auto count = utf8proc_decompose_char(point, parts.data(), parts.size(),
                                             static_cast<utf8proc_option_t>(compatible), &ignored);
        auto in_a_row = in_a_row_;
        for (utf8proc_ssize_t i = 0; i < count; ++i) {
            auto mark = utf8proc_get_property(parts[static_cast<std::size_t>(i)])->combining_class;
            in_a_row = mark == 0 ? 0 : in_a_row + 1;
            if (in_a_row > max_marks) return false;
        }
        in_a_row_ = in_a_row;
        return true;
    }

 private:
    static constexpr int compatible = UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT;
    std::size_t in_a_row_ = 0;
};

std::string repaired(std::string_view text) {
    std::string good;
    Marks marks;
    while (!text.empty()) {
        auto point = take_code_point(text);
        if (point < 0 || !marks.take(point)) {
            marks = {};
            good += replacement;
        } else {
            append(good, point);
        }
    }
    return good;
}

std::string mapped(std::string_view text, int options) {
    if (!has_few_marks(text)) return mapped(repaired(text), options);
    struct Free {
        void operator()(utf8proc_uint8_t* memory) const { std::free(memory); }
    };
    utf8proc_uint8_t* result = nullptr;
    auto length = utf8proc_map(raw(text), static_cast<utf8proc_ssize_t>(text.size()), &result,
                               static_cast<utf8proc_option_t>(options));
    std::unique_ptr<utf8proc_uint8_t, Free> owned(result);
    if (length == UTF8PROC_ERROR_INVALIDUTF8) return mapped(repaired(text), options);
    if (length < 0) throw std::bad_alloc();
    return std::string(reinterpret_cast<char const*>(result), static_cast<std::size_t>(length));
}

struct Range {
    utf8proc_int32_t first;
    utf8proc_int32_t last;
};

bool within(std::span<Range const> ranges, utf8proc_int32_t point) {
    return std::ranges::any_of(ranges,
                               [&](Range r) { return point >= r.first && point <= r.last; });
}

constexpr Range controls[] = {{0x00, 0x1f}, {0x7f, 0x9f}};
// Latin marks only: stripping all of them would make two words of Hindi one.
constexpr Range latin_marks[] = {
    {0x300, 0x36f}, {0x1ab0, 0x1aff}, {0x1dc0, 0x1dff}, {0x20d0, 0x20ff}};
constexpr Range white_space[] = {
    {0x09, 0x0d},     {0x20, 0x20},     {0x85, 0x85},     {0xa0, 0xa0},     {0x1680, 0x1680},
    {0x2000, 0x200a}, {0x2028, 0x2029}, {0x202f, 0x202f}, {0x205f, 0x205f}, {0x3000, 0x3000}};
// Controls, separators, and Unicode's Bidi_Control.
constexpr Range not_in_a_line[] = {{0x00, 0x1f},     {0x7f, 0x9f},     {0x61c, 0x61c},
                                   {0x200e, 0x200f}, {0x2028, 0x202e}, {0x2066, 0x2069}};

// Letters that a reader types without their stroke but that no decomposition takes apart.
std::string_view plain_letter(utf8proc_int32_t point) {
    switch (point) {
        case 0xf8:
            return "o";  // ø
        case 0x142:
            return "l";  // ł
        case 0x111:
            return "d";  // đ
        case 0xe6:
            return "ae";  // æ
        case 0x131:
            return "i";  // ı
        default:
            return {};
    }
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

std::string ascii_fold(std::string_view text) {
    auto folded = ascii_lower(text);
    for (char& c : folded)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    return folded;
}

}  // namespace

bool well_formed(std::string_view text) {
    while (!text.empty())
        if (take_code_point(text) <= 0) return false;
    return true;
}

std::size_t code_points(std::string_view text) {
    auto starts = [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; };
    return static_cast<std::size_t>(std::ranges::count_if(text, starts));
}

std::string_view first_letter(std::string_view text) {
    auto first = static_cast<unsigned char>(text[0]);
    auto it = text.substr(0, first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc0 ? 2 : 1);
    return well_formed(it) ? it : text.substr(0, 1);
}

std::string search_fold(std::string_view text) {
    if (ascii(text)) return ascii_fold(text);
    auto decomposed = mapped(text, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD);
    std::string folded;
    folded.reserve(decomposed.size());
    for (std::string_view rest = decomposed; !rest.empty();) {
        auto point = take_code_point(rest);
        if (within(latin_marks, point)) continue;
        if (within(controls, point)) point = ' ';
        auto plain = plain_letter(point);
        if (plain.empty()) {
            append(folded, point);
        } else {
            folded += plain;
        }
    }
    return folded;
}

std::string nfc(std::string_view text) {
    if (ascii(text)) return std::string(text);
    return mapped(text, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
}

bool has_few_marks(std::string_view text) {
    if (text.size() <= max_marks) return true;  // none takes less than a byte
    Marks marks;
    while (!text.empty())
        if (!marks.take(take_code_point(text))) return false;
    return true;
}

std::string trimmed(std::string_view text) {
    auto from = text;
    for (auto rest = text; !rest.empty(); from = rest)
        if (!within(white_space, take_code_point(rest))) break;
    auto kept = from.size();
    for (auto rest = from; !rest.empty();) {
        bool space = within(white_space, take_code_point(rest));
        if (!space) kept = rest.size();  // what follows the last letter goes
    }
    if (from.empty()) return {};
    return std::string(from.substr(0, from.size() - kept));
}

bool fits_one_line(std::string_view text) {
    while (!text.empty()) {
        auto point = take_code_point(text);
        if (point < 0 || within(not_in_a_line, point)) return false;
    }
    return true;
}

bool ascii_iequals(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b, {}, lower, lower);
}

std::string ascii_lower(std::string_view text) {
    std::string lowered(text);
    std::ranges::transform(lowered, lowered.begin(), lower);
    return lowered;
}

}  // namespace usher
