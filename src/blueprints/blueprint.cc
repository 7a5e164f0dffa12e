#include "blueprints/blueprint.h"

#include <algorithm>
#include <stdexcept>

namespace usher::blueprints {
namespace {

template <class List, class Item>
bool contains(List const& list, Item const& item) {
    return std::find(list.begin(), list.end(), item) != list.end();
}

template <class Row>
Row const* keyed(std::vector<Row> const& rows, std::string_view key) {
    auto found = std::find_if(rows.begin(), rows.end(), [&](Row const& r) { return r.key == key; });
    return found == rows.end() ? nullptr : &*found;
}

template <class Claim>
Role const* role_where(std::vector<Role> const& roles, Claim claim) {
    auto found = std::find_if(roles.begin(), roles.end(), claim);
    return found == roles.end() ? nullptr : &*found;
}

}  // namespace

bool Role::may_be_at(ScopeKind scope) const { return contains(scopes, scope); }
bool Role::may_be_held_by(UserKind kind) const { return contains(kinds, kind); }

bool Plan::has(std::string_view feature) const { return contains(features, feature); }

Role const* Blueprint::role(std::string_view key) const { return keyed(roles, key); }

Role const& Blueprint::top_role() const {
    auto top = role_where(roles, [](Role const& r) { return r.top; });
    // The loader lets no blueprint through without one.
    if (!top) throw std::logic_error("a blueprint without a top role");
    return *top;
}

Role const* Blueprint::base_role() const {
    return role_where(roles, [](Role const& r) { return r.base; });
}

Plan const* Blueprint::plan(std::string_view key) const { return keyed(plans, key); }

std::optional<std::size_t> Blueprint::permission_index(std::string_view key) const {
    auto found = keyed(permissions, key);
    if (!found) return std::nullopt;
    return static_cast<std::size_t>(found - permissions.data());
}

bool Blueprint::counts_seat(UserKind kind) const { return contains(seats_counts, kind); }

bool Blueprint::in_ladder(Role const& role) const {
    auto gives = [&](LadderLevel const& level) { return level.role == role.key; };
    return std::any_of(ladders.begin(), ladders.end(), [&](Ladder const& ladder) {
        return std::any_of(ladder.levels.begin(), ladder.levels.end(), gives);
    });
}

std::string_view type_name(FieldType type) {
    switch (type) {
        case FieldType::text:
            return "text";
        case FieldType::number:
            return "number";
        case FieldType::date:
            return "date";
        case FieldType::choice:
            return "choice";
        case FieldType::phone:
            return "phone";
    }
    return "";
}

Catalog::Catalog(std::vector<std::shared_ptr<Blueprint const>> all) : all_(std::move(all)) {}

Blueprint const* Catalog::find(std::string_view id) const {
    auto found = std::find_if(all_.begin(), all_.end(), [&](auto& b) { return b->id == id; });
    return found == all_.end() ? nullptr : found->get();
}

}  // namespace usher::blueprints
