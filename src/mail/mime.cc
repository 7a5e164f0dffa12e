#include "mail/mime.h"

#include <chrono>
#include <cstdio>

#include "base/text.h"

namespace usher::mail {
namespace {

constexpr std::string_view crlf = "\r\n";
constexpr std::size_t longest_plain_header = 60;
constexpr std::size_t longest_encoded_word = 75 - 12;  // without =?UTF-8?Q? and ?=
constexpr std::size_t longest_line = 76;

std::string hex_byte(char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    auto byte = static_cast<unsigned char>(c);
    return {'=', digits[byte >> 4], digits[byte & 15]};
}

bool letter_or_digit(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
}

bool printable_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return c >= 0x20 && c < 0x7F; });
}

std::size_t length_of_code_point(char lead) {
    auto byte = static_cast<unsigned char>(lead);
    return byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
}

std::string encoded_letters(std::string_view code_point) {
    if (code_point == " ") return "_";
    std::string out;
    for (char c : code_point) out += letter_or_digit(c) ? std::string(1, c) : hex_byte(c);
    return out;
}

// RFC 2047: words of at most 75 letters that do not cut a code point, each on its line.
std::string encoded_words(std::string_view text) {
    if (!well_formed(text)) return {};
    std::string out = "=?UTF-8?Q?";
    std::size_t in_word = 0;
    while (!text.empty()) {
        auto length = length_of_code_point(text[0]);
        auto letters = encoded_letters(text.substr(0, length));
        if (in_word + letters.size() > longest_encoded_word) {
            out += "?=\r\n =?UTF-8?Q?";
            in_word = 0;
        }
        out += letters;
        in_word += letters.size();
        text.remove_prefix(length);
    }
    return out + "?=";
}

bool atoms(std::string_view text) {
    return text.size() <= longest_plain_header &&
           std::ranges::all_of(text, [](char c) { return letter_or_digit(c) || c == ' '; });
}

std::string part(std::string_view type, std::string_view text) {
    std::string out = "Content-Type: text/";
    out.append(type).append("; charset=utf-8").append(crlf);
    out.append("Content-Transfer-Encoding: quoted-printable").append(crlf).append(crlf);
    return out + quoted_printable(text);
}

}  // namespace

std::string text_header(std::string_view name, std::string_view text) {
    bool plain = text.size() <= longest_plain_header && printable_ascii(text) &&
                 text.find("=?") == text.npos;
    std::string out(name);
    out.append(": ").append(plain ? std::string(text) : encoded_words(text));
    return out.append(crlf);
}

std::string address_header(std::string_view name, std::string_view person,
                           std::string_view address) {
    std::string out(name);
    out += ": ";
    if (!person.empty()) out += (atoms(person) ? std::string(person) : encoded_words(person)) + " ";
    return out.append("<").append(address).append(">").append(crlf);
}

bool fits_angle_brackets(std::string_view address) {
    return address.find('@') != address.npos && well_formed(address) &&
           std::ranges::none_of(address, [](char c) {
               auto byte = static_cast<unsigned char>(c);
               return byte <= 0x20 || byte == 0x7F || std::strchr("<>()[],;:\\\"", c) != nullptr;
           });
}

std::string date_header(Time at) {
    constexpr char const* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr char const* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                      "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::chrono::sys_seconds moment{std::chrono::seconds(at.ms / 1000)};
    auto day = std::chrono::floor<std::chrono::days>(moment);
    std::chrono::year_month_day date(day);
    std::chrono::hh_mm_ss time(moment - day);
    char text[64];
    std::snprintf(text, sizeof text, "Date: %s, %02u %s %04d %02d:%02d:%02d +0000\r\n",
                  days[std::chrono::weekday(day).c_encoding()], unsigned(date.day()),
                  months[unsigned(date.month()) - 1], int(date.year()),
                  static_cast<int>(time.hours().count()), static_cast<int>(time.minutes().count()),
                  static_cast<int>(time.seconds().count()));
    return text;
}

std::string quoted_printable(std::string_view text) {
    std::string out;
    std::size_t in_line = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '\n') {
            out += crlf;
            in_line = 0;
            continue;
        }
        bool at_end = i + 1 == text.size() || text[i + 1] == '\n';
        bool plain = c > 0x20 && c < 0x7F && c != '=';
        auto letters = plain || (c == ' ' && !at_end) ? std::string(1, c) : hex_byte(c);
        if (in_line + letters.size() >= longest_line) {
            out += "=\r\n";
            in_line = 0;
        }
        out += letters;
        in_line += letters.size();
    }
    return out;
}

std::string alternatives(std::string_view text, std::string_view html, std::string_view unique) {
    // "=_" cannot stand in quoted-printable, so the boundary is in no part.
    auto boundary = "=_" + std::string(unique);
    std::string out = "Content-Type: multipart/alternative; boundary=\"" + boundary + "\"";
    out.append(crlf).append(crlf);
    out += "--" + boundary + "\r\n" + part("plain", text) + "\r\n";
    out += "--" + boundary + "\r\n" + part("html", html) + "\r\n";
    return out + "--" + boundary + "--\r\n";
}

}  // namespace usher::mail
