#include "blueprints/acts.h"

#include <array>

namespace usher {
namespace {

enum class Holds { anywhere, account, top };
struct Row {
    std::string_view name;
    Holds holds = Holds::anywhere;
};

// In the order of the enum (rights.md RT2).
constexpr std::array<Row, act_count> rows = {{
    {"users.view"},
    {"users.invite"},
    {"users.edit"},
    {"users.suspend"},
    {"users.delete"},
    {"users.reset"},
    {"users.export"},
    {"users.erase", Holds::account},
    {"roles.assign"},
    {"grants.assign"},
    {"places.manage"},
    {"places.move", Holds::top},
    {"resources.manage"},
    {"keys.manage"},
    {"devices.manage"},
    {"audit.view"},
    {"reviews.manage"},
    {"audit.export", Holds::account},
    {"exports.schedule", Holds::account},
    {"roles.manage", Holds::account},
    {"seats.change", Holds::account},
    {"plan.change", Holds::account},
    {"settings.manage", Holds::account},
    {"security.manage", Holds::account},
    {"account.close", Holds::top},
    {"ownership.transfer", Holds::top},
}};
static_assert(rows[index(Act::ownership_transfer)].name == "ownership.transfer");
static_assert(rows[index(Act::reviews_manage)].name == "reviews.manage");

}  // namespace

std::string_view name(Act act) { return rows[index(act)].name; }

std::optional<Act> act_named(std::string_view word) {
    for (std::size_t i = 0; i < rows.size(); ++i)
        if (rows[i].name == word) return static_cast<Act>(i);
    return std::nullopt;
}

bool account_only(Act act) { return rows[index(act)].holds != Holds::anywhere; }
bool top_only(Act act) { return rows[index(act)].holds == Holds::top; }

bool reserved_prefix(std::string_view permission) {
    auto prefix = permission.substr(0, permission.find('.'));
    for (auto const& row : rows)
        if (row.name.substr(0, row.name.find('.')) == prefix) return true;
    return false;
}

}  // namespace usher
