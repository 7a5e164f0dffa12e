#include "blueprints/document.h"

namespace usher::blueprints {
// The library asserts where some texts bring it ("[#" is one): that is a fault of the text, too.
struct Astray {};
[[noreturn]] static void go_astray() { throw Astray{}; }
}  // namespace usher::blueprints
#undef NDEBUG  // with it the library takes what it asserts for granted
#define TOML_ASSERT(claim) ((claim) ? void() : ::usher::blueprints::go_astray())
// The defaults allow nesting as deep as the file is long, which ends the stack.
#define TOML_MAX_NESTED_VALUES 8
#define TOML_ENABLE_FORMATTERS 0
#include <toml++/toml.h>

#include "base/text.h"
#include "blueprints/faults.h"

namespace usher::blueprints {
namespace {

static_assert(max_nesting == TOML_MAX_NESTED_VALUES);

Position position(toml::source_position const& at) { return {at.line, at.column}; }

Table table_of(toml::table const&);
List list_of(toml::array const&);

Node node_of(toml::node const& node) {
    Node made{position(node.source().begin), {}};
    if (auto flag = node.as_boolean()) made.is = flag->get();
    if (auto integer = node.as_integer()) made.is = integer->get();
    if (auto text = node.as_string()) made.is = text->get();
    if (auto list = node.as_array()) made.is = list_of(*list);
    if (auto table = node.as_table()) made.is = table_of(*table);
    return made;
}

List list_of(toml::array const& array) {
    List list;
    for (auto const& item : array) list.push_back(node_of(item));
    return list;
}

// The library iterates by key; what people wrote has an order of its own.
Table table_of(toml::table const& source) {
    Table table;
    for (auto const& [key, value] : source) {
        auto at = position(key.source().begin);
        table.push_back({std::string(key.str()), at, node_of(value)});
    }
    std::sort(table.begin(), table.end(),
              [](Entry const& a, Entry const& b) { return a.at < b.at; });
    return table;
}

Fault fault(Position at, std::string key, std::string code, std::string expected) {
    return {at.line, at.column, std::move(key), std::move(code), std::move(expected)};
}

// The column of the first byte that belongs to no well-formed letter; 0 if there is none.
std::uint32_t first_bad_column(std::string_view line) {
    std::uint32_t column = 1;
    for (std::size_t at = 0; at < line.size(); ++column) {
        std::size_t size = 1;
        while (size <= 4 && !well_formed(line.substr(at, size))) ++size;
        if (size > 4) return column;
        at += size;
    }
    return 0;
}

std::optional<Fault> line_fault(std::string_view line, std::uint32_t number) {
    if (!well_formed(line))
        return fault({number, first_bad_column(line)}, "", "not_utf8",
                     "A blueprint is UTF-8 without NUL; this byte is not.");
    if (static_cast<std::size_t>(std::count(line.begin(), line.end(), '.')) > max_dots)
        return fault({number, 1}, "", "syntax",
                     "A line holds at most " + std::to_string(max_dots) + " dots.");
    return std::nullopt;
}

std::optional<Fault> text_fault(std::string_view toml) {
    if (toml.size() > max_bytes)
        return fault({}, "", "too_large",
                     "A blueprint has at most " + std::to_string(max_bytes) + " bytes.");
    if (toml.starts_with("\xEF\xBB\xBF"))
        return fault({}, "", "byte_order_mark", "A blueprint begins without a byte order mark.");
    std::uint32_t number = 1;
    for (std::size_t at = 0; at <= toml.size(); ++number) {
        auto end = std::min(toml.find('\n', at), toml.size());
        if (auto found = line_fault(toml.substr(at, end - at), number)) return found;
        at = end + 1;
    }
    return std::nullopt;
}

// "… cannot redefine existing table 'a'" names the key between the last two quotation marks.
Fault parse_fault(toml::parse_error const& error) {
    std::string said(error.description());
    auto at = position(error.source().begin);
    if (said.find("cannot redefine") == std::string::npos)
        return fault(at, "", "syntax", "This is not TOML. " + printable(said, 200));
    auto end = said.rfind('\'');
    auto begin = end == 0 || end == std::string::npos ? end : said.rfind('\'', end - 1);
    auto key = begin == end ? std::string() : said.substr(begin + 1, end - begin - 1);
    return fault(at, dotted("", key), "duplicate",
                 "A key stands once in its table; this one twice.");
}

bool leads_astray(std::string_view toml) {
    try {
        static_cast<void>(toml::parse(toml));
    } catch (toml::parse_error const&) {
    } catch (Astray) {
        return true;
    }
    return false;
}

// The library does not say where it went astray: it is the line without which it does not.
Fault astray_fault(std::string_view toml) {
    std::vector<std::size_t> ends;
    for (std::size_t at = 0; at < toml.size(); at = ends.back() + 1)
        ends.push_back(std::min(toml.find('\n', at), toml.size()));
    auto sound = [&](std::size_t end, bool) { return !leads_astray(toml.substr(0, end)); };
    auto line = std::lower_bound(ends.begin(), ends.end(), true, sound) - ends.begin() + 1;
    return fault({static_cast<std::uint32_t>(line), 1}, "", "syntax",
                 "This is not TOML: a key or value is expected in this line.");
}

}  // namespace

Document parse_document(std::string_view toml) {
    if (auto found = text_fault(toml)) return {{}, {*found}};
    try {
        return {table_of(toml::parse(toml)), {}};
    } catch (toml::parse_error const& error) {
        return {{}, {parse_fault(error)}};
    } catch (Astray) {
        return {{}, {astray_fault(toml)}};
    }
}

Entry const* find(Table const& table, std::string_view key) {
    auto found = std::find_if(table.begin(), table.end(), [&](auto& e) { return e.key == key; });
    return found == table.end() ? nullptr : &*found;
}

Spot locate(Table const& root, std::initializer_list<std::string_view> path) {
    Spot spot;
    Table const* table = &root;
    List const* list = nullptr;
    for (auto step : path) {
        if (list) {
            auto is_step = [&](Node const& item) { return item.text() && *item.text() == step; };
            auto item = std::find_if(list->begin(), list->end(), is_step);
            if (item == list->end()) return spot;
            return {item->at, indexed(spot.path, static_cast<std::size_t>(item - list->begin()))};
        }
        auto entry = table ? find(*table, step) : nullptr;
        spot.path = dotted(spot.path, step);
        if (entry) spot.at = entry->at;
        table = entry ? entry->value.table() : nullptr;
        list = entry ? entry->value.list() : nullptr;
    }
    return spot;
}

}  // namespace usher::blueprints
