// A TOML text as a plain tree, in the order of the file, each part knowing where it stands. The one
// place that knows the TOML library.
#pragma once

#include <compare>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "blueprints/load.h"

namespace usher::blueprints {

struct Position {
    std::uint32_t line = 1, column = 1;  // from 1; columns count code points
    auto operator<=>(Position const&) const = default;
};

struct Node;
struct Entry;
using List = std::vector<Node>;
using Table = std::vector<Entry>;
struct Other {};  // a float, date or time: no key of a blueprint takes one

struct Node {
    Position at;
    std::variant<Other, bool, std::int64_t, std::string, List, Table> is;

    bool const* flag() const { return std::get_if<bool>(&is); }
    std::int64_t const* integer() const { return std::get_if<std::int64_t>(&is); }
    std::string const* text() const { return std::get_if<std::string>(&is); }
    List const* list() const { return std::get_if<List>(&is); }
    Table const* table() const { return std::get_if<Table>(&is); }
};
struct Entry {
    std::string key;
    Position at;  // of the key: where its faults are shown
    Node value;
};

constexpr int max_nesting = 8;         // of inline tables and lists; the schema needs three
constexpr std::size_t max_dots = 400;  // in a line: dotted keys nest too

struct Document {
    Table root;
    std::vector<Fault> faults;  // at most one: nothing is read after it
};
// Codes: too_large, byte_order_mark, not_utf8, syntax, duplicate (a key stands twice).
Document parse_document(std::string_view toml);

// Where a fault is shown, and the key it names.
struct Spot {
    Position at;
    std::string path;
};
// Follows keys, and in lists the element of that text, as far as they exist; the path names the
// rest too: {"roles", "admin", "acts"} stands at `admin` where it has no acts.
Spot locate(Table const& root, std::initializer_list<std::string_view> path);
Entry const* find(Table const&, std::string_view key);

}  // namespace usher::blueprints
