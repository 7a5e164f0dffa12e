#include "blueprints/faults.h"

#include "base/text.h"

namespace usher::blueprints {
namespace {

bool bare(std::string_view key) {
    auto letter = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    };
    return !key.empty() && key.size() <= 60 && std::all_of(key.begin(), key.end(), letter);
}

std::string escaped(unsigned char c) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    return std::string("\\u00") + digits[c >> 4] + digits[c & 15];
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// Levenshtein's distance; both words are short.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t change = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({change, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

constexpr std::size_t longest_guess = 80;

}  // namespace

void Faults::add(Spot const& spot, std::string_view code, std::string expected) {
    all_.push_back(
        {spot.at.line, spot.at.column, spot.path, std::string(code), std::move(expected)});
}

std::vector<Fault> Faults::in_file_order() && {
    std::sort(all_.begin(), all_.end(), [](Fault const& a, Fault const& b) {
        return std::tie(a.line, a.column, a.key, a.code) <
               std::tie(b.line, b.column, b.key, b.code);
    });
    return std::move(all_);
}

std::string dotted(std::string_view path, std::string_view key) {
    std::string out(path);
    if (!out.empty()) out += '.';
    return out += bare(key) ? std::string(key) : in_quotes(key);
}

std::string indexed(std::string_view path, std::size_t index) {
    return std::string(path) + '[' + std::to_string(index) + ']';
}

std::string printable(std::string_view text, std::size_t max) {
    std::string out;
    std::size_t letters = 0;
    for (char c : text) {
        if (!continues(c) && ++letters > max) return out + "…";
        auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7F)
            out += escaped(byte);
        else
            out += c;
    }
    // C1 controls and bidi controls are whole letters: a text with one is not shown at all.
    return fits_one_line(out) ? out : std::string("…");
}

std::string in_quotes(std::string_view text) { return '"' + printable(text) + '"'; }

std::string one_of(std::vector<std::string_view> const& words) {
    std::string out;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (i > 0) out += i + 1 == words.size() ? " or " : ", ";
        out += in_quotes(words[i]);
    }
    return out;
}

std::string did_you_mean(std::string_view word, std::vector<std::string_view> const& words) {
    if (word.size() > longest_guess) return "";
    std::size_t nearest = std::max<std::size_t>(2, word.size() / 3) + 1;
    std::string_view guess;
    for (auto candidate : words) {
        if (candidate.size() > longest_guess) continue;
        auto away = distance(word, candidate);
        if (away >= std::min(nearest, candidate.size())) continue;
        nearest = away;
        guess = candidate;
    }
    return guess.empty() ? "" : " Did you mean " + in_quotes(guess) + "?";
}

std::string text(Fault const& fault, std::string_view file) {
    std::string out(file);
    if (fault.line > 0)
        out += ':' + std::to_string(fault.line) + ':' + std::to_string(fault.column);
    out += ": ";
    if (!fault.key.empty()) out += fault.key + ": ";
    return out + fault.expected + " [" + fault.code + ']';
}

}  // namespace usher::blueprints
