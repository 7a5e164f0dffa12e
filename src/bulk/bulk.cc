#include "bulk/bulk.h"

#include <algorithm>

namespace usher::bulk {
namespace {

constexpr std::array<std::string_view, 10> names = {"suspend", "resume", "delete",    "restore",
                                                    "resend",  "revoke", "give_role", "take_role",
                                                    "move",    "undo"};

std::string text_of(json::Value const& value, std::string_view name) {
    auto const* member = value.member(name);
    return member && member->text() ? *member->text() : std::string();
}

}  // namespace

std::string_view name(Do act) { return names[static_cast<std::size_t>(act)]; }

std::optional<Do> named(std::string_view word) {
    auto found = std::ranges::find(names, word);
    if (found == names.end()) return std::nullopt;
    return static_cast<Do>(found - names.begin());
}

Act act_of(Do act) {
    switch (act) {
        case Do::suspend:
        case Do::resume:
            return Act::users_suspend;
        case Do::delete_:
        case Do::restore:
            return Act::users_delete;
        case Do::resend:
        case Do::revoke:
            return Act::users_invite;
        case Do::give_role:
        case Do::take_role:
            return Act::roles_assign;
        case Do::move:
            return Act::users_edit;
        case Do::undo:
            break;
    }
    return Act::users_view;
}

bool can_be_undone(Do act) { return act != Do::resend && act != Do::undo; }

std::string_view state_of(Bulk const& bulk) {
    if (!bulk.ended_at) return bulk.filter ? "collecting" : "running";
    return bulk.stopped.empty() ? "done" : "stopped";
}

json::Value to_json(Params const& params) {
    json::Object object;
    if (!params.role.empty()) object.emplace_back("role", params.role);
    if (!params.place.empty()) object.emplace_back("place", params.place);
    if (!params.home.empty()) object.emplace_back("home", params.home);
    return object;
}

Params params_of(json::Value const& value) {
    return {text_of(value, "role"), text_of(value, "place"), text_of(value, "home")};
}

}  // namespace usher::bulk
