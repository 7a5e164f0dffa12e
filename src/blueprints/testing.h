// A small sound blueprint and what a change makes of it. Tests only.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

#include "blueprints/load.h"

namespace usher::blueprints {

// Thirteen lines; tests name them by number.
constexpr std::string_view shop = R"(product = { id = "shop", name = "Shop", version = 1 }
pick = "many"
opening = { plan = "free", roles = ["boss"] }
[features]
reports = { label = "Reports" }
[permissions]
"orders.view" = { label = "See orders" }
"money.move" = { label = "Move money", sensitive = true }
[roles]
boss = { label = "Boss", top = true, acts = "all", permissions = "all" }
clerk = { label = "Clerk", permissions = ["orders.view"] }
[plans]
free = { label = "Free", seats = 5, features = ["reports"], self_service = true }
)";

// `from` must stand in the text, or the test means nothing.
inline std::string change(std::string_view from, std::string_view to, std::string text = {}) {
    if (text.empty()) text = shop;
    auto at = text.find(from);
    if (at == std::string::npos) throw std::logic_error("not in the text: " + std::string(from));
    return text.replace(at, from.size(), to);
}

// The shop with more after it: its first line is line 14.
inline std::string with(std::string_view more) { return std::string(shop) + std::string(more); }

// "10:1 roles.boss top_count", a line for each fault.
inline std::string faults(std::string_view toml, std::string_view stem = "shop") {
    std::string out;
    for (auto const& fault : load(toml, stem).faults) {
        out += out.empty() ? "" : "\n";
        out += std::to_string(fault.line) + ':' + std::to_string(fault.column) + ' ' + fault.key +
               ' ' + fault.code;
    }
    return out;
}

}  // namespace usher::blueprints
