#include "store/tokens.h"

#include "store/faults.h"

namespace usher::store {
namespace {

// Where the quote or comment that begins at `from` ends; `from` itself where none begins there.
std::size_t after_literal(std::string_view sql, std::size_t from) {
    auto past = [&](std::string_view end, std::size_t search_from) {
        auto found = sql.find(end, search_from);
        return found == sql.npos ? sql.size() : found + end.size();
    };
    auto rest = sql.substr(from);
    // A doubled quote ends one literal and begins the next: the same to us.
    if (rest.starts_with('\'')) return past("'", from + 1);
    if (rest.starts_with('"')) return past("\"", from + 1);
    if (rest.starts_with("--")) return past("\n", from + 2);
    if (rest.starts_with("/*")) return past("*/", from + 2);
    return from;
}

std::string in_list(std::string_view parameter) {
    return "in (select value from json_each(" + std::string(parameter) + "))";
}

Result<std::string> expanded(std::string_view token) {
    static std::unordered_map<std::string_view, std::string_view> const words = {
        {"for_no_key_update", ""}, {"skip_locked", ""},   {"id", "blob"},
        {"blob", "blob"},          {"bigint", "integer"}, {"without_rowid", "without rowid"},
    };
    if (auto word = words.find(token); word != words.end()) return std::string(word->second);
    if (token.starts_with("in $")) return in_list(token.substr(3));
    if (auto comma = token.find(", $"); token.starts_with("within ") && comma != token.npos) {
        auto column = token.substr(7, comma - 7);
        auto parameter = token.substr(comma + 2);
        return "(" + std::string(parameter) + " is null or " + std::string(column) + " " +
               in_list(parameter) + ")";
    }
    return fail(bug("No engine knows the token {" + std::string(token) + "}"));
}

}  // namespace

Result<std::string> for_sqlite(std::string_view sql) {
    std::string out;
    out.reserve(sql.size() + 64);
    for (std::size_t at = 0; at < sql.size();) {
        auto next = after_literal(sql, at);
        if (next == at && sql[at] == '{') {
            auto end = sql.find('}', at);
            if (end == sql.npos) return fail(bug("A token has no end in: " + std::string(sql)));
            out += TRY(expanded(sql.substr(at + 1, end - at - 1)));
            at = end + 1;
            continue;
        }
        if (next == at) ++next;
        out += sql.substr(at, next - at);
        at = next;
    }
    return out;
}

}  // namespace usher::store
