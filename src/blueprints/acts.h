// Usher's own acts: the closed list of rights.md RT2. In files and API `users.invite`, in code
// Act::users_invite.
#pragma once

#include <bitset>
#include <cstdint>
#include <optional>
#include <string_view>

namespace usher {

enum class Act : std::uint8_t {
    users_view,
    users_invite,
    users_edit,
    users_suspend,
    users_delete,
    users_reset,
    users_export,
    users_erase,  // account-only
    roles_assign,
    grants_assign,
    places_manage,
    places_move,  // account-only, top role only
    resources_manage,
    keys_manage,
    devices_manage,
    audit_view,
    reviews_manage,
    audit_export,        // account-only
    exports_schedule,    // account-only
    roles_manage,        // account-only
    seats_change,        // account-only
    plan_change,         // account-only
    settings_manage,     // account-only
    security_manage,     // account-only
    account_close,       // account-only, top role only
    ownership_transfer,  // account-only, top role only; exists only where the top role is unique
};
constexpr std::size_t act_count = 26;
using Acts = std::bitset<act_count>;

std::string_view name(Act);                         // "users.invite"
std::optional<Act> act_named(std::string_view);     // the reverse
bool account_only(Act);                             // void at any smaller scope
bool top_only(Act);                                 // only the top role may hold it
bool reserved_prefix(std::string_view permission);  // "users.", "roles.", …: not for blueprints
constexpr std::size_t index(Act act) { return static_cast<std::size_t>(act); }

}  // namespace usher
