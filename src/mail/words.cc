#include "mail/words.h"

#include <cstdint>

#include "base/text.h"

namespace usher::mail {
namespace {

// Takes one code point off the front of well-formed UTF-8.
char32_t next(std::string_view& text) {
    auto lead = static_cast<unsigned char>(text[0]);
    std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    char32_t c = length == 1 ? lead : lead & (0xFFu >> (length + 1));
    for (std::size_t i = 1; i < length; ++i)
        c = c << 6 | (static_cast<unsigned char>(text[i]) & 0x3F);
    text.remove_prefix(length);
    return c;
}

void append(std::string& out, char32_t c) {
    auto byte = [&](char32_t b) { out += static_cast<char>(b); };
    if (c < 0x80) return byte(c);
    if (c < 0x800) {
        byte(0xC0 | c >> 6);
    } else {
        if (c < 0x10000) {
            byte(0xE0 | c >> 12);
        } else {
            byte(0xF0 | c >> 18);
            byte(0x80 | (c >> 12 & 0x3F));
        }
        byte(0x80 | (c >> 6 & 0x3F));
    }
    byte(0x80 | (c & 0x3F));
}

bool space(char32_t c) {
    return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200A) ||
           c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000;
}

// Seen by nobody, or turns around what is seen. Joiners (200C, 200D) stay: scripts need them.
bool invisible(char32_t c) {
    return c == 0xAD || c == 0x34F || c == 0x61C || c == 0x115F || c == 0x1160 ||
           (c >= 0x180B && c <= 0x180F) || c == 0x200B || c == 0x200E || c == 0x200F ||
           (c >= 0x202A && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) || c == 0x3164 ||
           c == 0xFEFF || c == 0xFFA0 || (c >= 0xFFF0 && c <= 0xFFFB) ||
           (c >= 0xE0000 && c <= 0xE0FFF);
}

// The dots of domain names (IDNA), and what looks like one and is mapped to one.
bool dot(char32_t c) {
    return c == '.' || c == 0x2024 || c == 0x3002 || c == 0xFF0E || c == 0xFF61;
}

// What a name after a dot may begin with. A number alone is no domain: "v2.0" stays.
bool begins_domain(char32_t c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c >= 0x80;
}

bool parts(char32_t before, char32_t c) {
    return (dot(before) && begins_domain(c)) || (before == ':' && (c == '/' || c == '\\'));
}

}  // namespace

std::string shown(std::string_view chosen, std::size_t longest) {
    if (!well_formed(chosen)) return {};
    std::string out;
    std::size_t length = 0;
    char32_t before = ' ';
    while (!chosen.empty()) {
        auto c = next(chosen);
        if (invisible(c)) continue;
        if (space(c)) c = ' ';
        if (c == ' ' && before == ' ') continue;
        if (length == longest) {
            out += "…";
            break;
        }
        if (parts(before, c)) out += ' ';
        append(out, c);
        before = c;
        ++length;
    }
    return trimmed(out);
}

std::string escaped_html(std::string_view text) {
    std::string out;
    for (char c : text) {
        switch (c) {
            case '&':
                out += "&amp;";
                break;
            case '<':
                out += "&lt;";
                break;
            case '>':
                out += "&gt;";
                break;
            case '"':
                out += "&quot;";
                break;
            case '\'':
                out += "&#39;";
                break;
            default:
                out += c;
        }
    }
    return out;
}

}  // namespace usher::mail
