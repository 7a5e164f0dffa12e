#include "base/email.h"

#include <idn2.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <memory>
#include <new>
#include <optional>
#include <span>

#include "base/errors.h"
#include "base/text.h"

namespace usher {
namespace {

using Point = utf8proc_int32_t;

// Why a text is no address: a stable word, and what to do about it.
struct Reason {
    std::string_view word;
    std::string_view advice;
};

constexpr Reason empty_text{"empty", "Type one such as ada@northwind.com."};
constexpr Reason not_utf8{"not_utf8", "It holds bytes that are no text."};
constexpr Reason no_at{"no_at", "Add the @ and what follows it."};
constexpr Reason two_ats{"two_ats", "Leave one @ only; one address at a time."};
constexpr Reason no_name{"no_name", "Add what stands before the @."};
constexpr Reason no_domain{"no_domain", "Add what follows the @."};
constexpr Reason long_name{"long_name", "What stands before the @ may have at most 64 bytes."};
constexpr Reason dots{"dots", "Before the @ no dot may stand first, last or next to another."};
constexpr Reason white{"white_space", "Leave out the white space."};
constexpr Reason several{"several", "Give one address at a time, without commas."};
constexpr Reason brackets{"brackets", "Leave out quotes, brackets and what stands in them."};
constexpr Reason letters{"characters",
                         "Leave out the characters that do not belong in an address."};
constexpr Reason no_dot{"no_dot", "Add what follows the dot, as in northwind.com."};
constexpr Reason domain_dots{"domain_dots",
                             "After the @ no dot may stand first, last or next to another."};
constexpr Reason literal{"literal", "Use the domain's name instead of a number."};
constexpr Reason bad_domain{"domain", "What follows the @ is not the name of a domain."};

using Checked = std::optional<Reason>;  // nothing: no objection

// ---- code points
// ---------------------------------------------------------------------------------

Point take_point(std::string_view& text) {
    Point point = -1;
    auto bytes = reinterpret_cast<utf8proc_uint8_t const*>(text.data());
    auto length = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size()), &point);
    text.remove_prefix(length > 0 ? static_cast<std::size_t>(length) : 1);
    return point;
}

void append(std::string& text, Point point) {
    utf8proc_uint8_t bytes[4];
    auto length = utf8proc_encode_char(point, bytes);
    text.append(reinterpret_cast<char const*>(bytes), static_cast<std::size_t>(length));
}

struct Points {
    std::array<Point, 32> at;
    std::size_t count;
};

Points decomposed(Point point, int options) {
    Points points{};
    int last_class = 0;
    points.count = static_cast<std::size_t>(std::max<utf8proc_ssize_t>(
        0, utf8proc_decompose_char(point, points.at.data(), points.at.size(),
                                   static_cast<utf8proc_option_t>(options), &last_class)));
    return points;
}

bool same(Points const& a, Points const& b) {
    return a.count == b.count && std::equal(a.at.begin(), a.at.begin() + a.count, b.at.begin());
}

// Another spelling of a plain character: full-width forms, ligatures, the Kelvin sign. What such a
// one becomes depends on who reads it, so it is never let in (threat 6).
bool look_alike(Point point) {
    auto canonical = decomposed(point, UTF8PROC_DECOMPOSE);
    if (!same(canonical, decomposed(point, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT))) return true;
    return canonical.count == 1 && canonical.at[0] < 0x80;
}

bool letter_mark_or_number(Point point) {
    switch (utf8proc_category(point)) {
        case UTF8PROC_CATEGORY_LU:
        case UTF8PROC_CATEGORY_LL:
        case UTF8PROC_CATEGORY_LT:
        case UTF8PROC_CATEGORY_LM:
        case UTF8PROC_CATEGORY_LO:
        case UTF8PROC_CATEGORY_MN:
        case UTF8PROC_CATEGORY_MC:
        case UTF8PROC_CATEGORY_ND:
            return true;
        default:
            return false;
    }
}

bool mark(Point point) {
    auto category = utf8proc_category(point);
    return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC;
}

// Invisible although a mark or a letter: fillers, joiners of graphemes, variation selectors.
bool ignorable(Point point) {
    return point == 0x34f || point == 0x115f || point == 0x1160 || point == 0x17b4 ||
           point == 0x17b5 || (point >= 0x180b && point <= 0x180f) || point == 0x3164 ||
           (point >= 0xfe00 && point <= 0xfe0f) || point == 0xffa0 ||
           (point >= 0xe0000 && point <= 0xe0fff);
}

bool atext(Point point) {
    if (point >= 0x80)
        return letter_mark_or_number(point) && !ignorable(point) && !look_alike(point);
    if ((point >= 'a' && point <= 'z') || (point >= 'A' && point <= 'Z')) return true;
    if (point >= '0' && point <= '9') return true;
    return point > 0 && std::string_view("!#$%&'*+-/=?^_`{|}~").find(static_cast<char>(point)) !=
                            std::string_view::npos;
}

// No mapping leads from beyond ASCII into it: the long s is no s, the dotted I no i (threat 4).
bool crosses(Point from, Point to) { return from >= 0x80 && to < 0x80; }

Point lowered(Point point) {
    auto lower = utf8proc_tolower(point);
    return crosses(point, lower) ? point : lower;
}

// Simple case folding: one code point for one, so that the sharp s stays one letter.
Point folded(Point point) {
    auto full = decomposed(point, UTF8PROC_CASEFOLD);
    return full.count == 1 && !crosses(point, full.at[0]) ? full.at[0] : lowered(point);
}

std::string each_mapped(std::string_view text, Point (*map)(Point)) {
    std::string result;
    for (auto rest = text; !rest.empty();) append(result, map(take_point(rest)));
    return result;
}

// ---- the local part
// ------------------------------------------------------------------------------

Checked check_local(std::string_view local) {
    if (local.empty()) return no_name;
    if (local.size() > Email::max_local_bytes) return long_name;
    if (local.front() == '.' || local.back() == '.') return dots;
    if (local.find("..") != std::string_view::npos) return dots;
    // An encoded word (RFC 2047) reads as another address where a parser decodes it (threat 6).
    auto word = local.find("=?");
    if (word != local.npos && local.find("?=", word + 2) != local.npos) return letters;
    bool begins = true;  // a mark would change what stands before it
    for (auto rest = local; !rest.empty();) {
        auto point = take_point(rest);
        if (point != '.' && !atext(point)) return letters;
        if (begins && mark(point)) return letters;
        begins = point == '.';
    }
    return {};
}

std::string local_key(std::string_view local) { return nfc(each_mapped(nfc(local), folded)); }

// ---- the domain
// ----------------------------------------------------------------------------------

struct Release {
    void operator()(char* memory) const { idn2_free(memory); }
};
using Owned = std::unique_ptr<char, Release>;

using Conversion = int (*)(char const*, char**, int);

std::optional<std::string> converted(Conversion convert, std::string const& domain) {
    // Without UTS 46: it would map full-width letters and worse to ASCII.
    constexpr int flags = IDN2_NFC_INPUT | IDN2_NO_TR46;
    char* result = nullptr;
    int code = convert(domain.c_str(), &result, flags);
    Owned owned(result);
    if (code == IDN2_MALLOC) throw std::bad_alloc();
    if (code != IDN2_OK) return std::nullopt;
    return std::string(result);
}

bool all_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](unsigned char c) { return c < 0x80; });
}

bool host_label(std::string_view label) {
    auto allowed = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    };
    return !label.empty() && label.size() <= 63 && std::ranges::all_of(label, allowed) &&
           label.front() != '-' && label.back() != '-';
}

// Calls `check` with each label; false once one says so.
template <class Check>
bool each_label(std::string_view domain, Check check) {
    while (true) {
        auto dot = domain.find('.');
        if (!check(domain.substr(0, dot))) return false;
        if (dot == std::string_view::npos) return true;
        domain.remove_prefix(dot + 1);
    }
}

// "xn--" must be the one spelling of letters that IDNA allows, and of nothing else (threat 6).
bool one_spelling(std::string_view label) {
    if (label.size() >= 4 && label.substr(2, 2) == "--" && !label.starts_with("xn--")) return false;
    if (!label.starts_with("xn--")) return true;
    auto letters_of = converted(idn2_to_unicode_8z8z, std::string(label));
    if (!letters_of || all_ascii(*letters_of) || letters_of->find('.') != std::string::npos)
        return false;
    return converted(idn2_to_ascii_8z, *letters_of) == std::string(label);
}

// The domain in ASCII and lower case; nothing if it is none.
std::optional<std::string> domain_key(std::string_view domain) {
    for (auto rest = domain; !rest.empty();) {
        auto point = take_point(rest);
        if (point >= 0x80 && look_alike(point)) return std::nullopt;
    }
    // Lower case, not folded: in a domain the final sigma and the sharp s are letters of their own.
    auto lower = nfc(each_mapped(nfc(domain), lowered));
    auto ascii = converted(idn2_to_ascii_8z, lower);
    if (!ascii || !each_label(*ascii, host_label) || !each_label(*ascii, one_spelling))
        return std::nullopt;
    return ascii;
}

Checked check_domain(std::string_view domain) {
    if (domain.empty()) return no_domain;
    if (domain.front() == '[') return literal;
    if (domain.front() == '.' || domain.back() == '.') {
        bool only_end = domain.front() != '.' && domain.find('.') == domain.size() - 1;
        return only_end ? no_dot : domain_dots;
    }
    if (domain.find("..") != std::string_view::npos) return domain_dots;
    auto last = domain.rfind('.');
    if (last == std::string_view::npos) return no_dot;
    auto digit = [](char c) { return c >= '0' && c <= '9'; };
    if (std::ranges::all_of(domain.substr(last + 1), digit)) return literal;
    return {};
}

// ---- the whole
// -----------------------------------------------------------------------------------

Checked check_whole(std::string_view text) {
    if (text.empty()) return empty_text;
    if (!well_formed(text)) return not_utf8;
    if (trimmed(text).size() != text.size() || text.find_first_of(" \t\r\n") != text.npos)
        return white;
    if (text.find("@[") != text.npos) return literal;
    if (text.find_first_of("\"()<>[]\\") != text.npos) return brackets;
    if (text.find_first_of(",;:") != text.npos) return several;
    auto at = text.find('@');
    if (at == text.npos) return no_at;
    if (text.find('@', at + 1) != text.npos) return two_ats;
    return {};
}

// What was typed, fit to stand in a sentence: one line, and not too long.
std::string shown(std::string_view text) {
    constexpr std::size_t most = 64;
    std::string result;
    std::size_t count = 0;
    for (auto rest = text; !rest.empty(); ++count) {
        if (count == most) return result + "…";
        auto before = rest;
        take_point(rest);
        auto letter = before.substr(0, before.size() - rest.size());
        result += fits_one_line(letter) ? letter : std::string_view("\xef\xbf\xbd");
    }
    return result;
}

Failure refused(std::string_view text, Reason reason) {
    return fail(base_error("email.not_an_address", "",
                           {{"value", shown(text)},
                            {"reason", std::string(reason.word)},
                            {"detail", std::string(reason.advice)}}));
}

Failure too_long() { return fail(base_error("email.too_long", "", {})); }

}  // namespace

Result<Email> Email::parse(std::string_view text) {
    if (text.size() > max_bytes) return too_long();
    if (auto reason = check_whole(text)) return refused(text, *reason);
    auto at = text.find('@');
    auto local = text.substr(0, at);
    auto domain = text.substr(at + 1);
    if (auto reason = check_local(local)) return refused(text, *reason);
    if (auto reason = check_domain(domain)) return refused(text, *reason);
    auto ascii = domain_key(domain);
    if (!ascii) return refused(text, bad_domain);
    auto key = local_key(local);
    // The key is an address too, and goes where one does: it keeps an address's limits.
    if (key.size() > max_local_bytes) return refused(text, long_name);
    if (std::max(key.size(), local.size()) + 1 + ascii->size() > max_bytes) return too_long();
    return Email(std::string(text), key + "@" + *ascii);
}

Email Email::stored(std::string address, std::string key) {
    return Email(std::move(address), std::move(key));
}

std::string Email::deliverable() const {
    auto at = key_.rfind('@');
    if (at == key_.npos) return address_;  // as stored by whatever: no address
    return address_.substr(0, address_.rfind('@')) + key_.substr(at);
}

}  // namespace usher
