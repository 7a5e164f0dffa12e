#include "base/csv.h"

#include <array>
#include <utility>

namespace usher {
namespace {

// = + - @ and their full-width forms, tab and carriage return: what begins a formula somewhere.
constexpr std::array<std::string_view, 10> beginnings = {
    "=", "+", "-", "@", "\t", "\r", "\xef\xbc\x9d", "\xef\xbc\x8b", "\xef\xbc\x8d", "\xef\xbc\xa0"};

bool begins_formula(std::string_view text) {
    auto at = text.find_first_not_of(" \"'\n");
    if (at == text.npos) return false;
    auto rest = text.substr(at);
    for (auto beginning : beginnings)
        if (rest.starts_with(beginning)) return true;
    return false;
}

}  // namespace

std::string csv_field(std::string_view text) {
    std::string safe(begins_formula(text) ? "'" : "");
    safe += text;
    if (safe.find_first_of(",\"\r\n\t") == safe.npos) return safe;
    std::string quoted = "\"";
    for (char c : safe) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string csv_record(std::initializer_list<std::string_view> fields) {
    std::string record;
    bool first = true;
    for (auto field : fields) {
        if (!std::exchange(first, false)) record += ',';
        record += csv_field(field);
    }
    return record + "\r\n";
}

}  // namespace usher
