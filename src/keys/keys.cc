#include "keys/keys.h"

#include <algorithm>

#include "base/errors.h"

namespace usher::keys {
namespace {

bool gives(blueprints::Blueprint const& blueprint, blueprints::Role const& role,
           access::PlaceNumber at, std::string_view word) {
    auto act = act_named(word);
    if (act) return !access::never_by_key(*act) && access::acts_at(role, at).test(index(*act));
    auto permission = blueprint.permission_index(word);
    return permission && role.permissions.test(*permission);
}

}  // namespace

bool has(blueprints::Blueprint const& blueprint, access::Subject const& service, Time now,
         std::string_view word) {
    return std::ranges::any_of(service.assignments, [&](access::Assignment const& one) {
        auto const* role = blueprint.role(one.role);
        return role && !access::ended(one, now) &&
               gives(blueprint, *role, access::place_of(one, service.home), word);
    });
}

Result<void> check_permissions(blueprints::Blueprint const& blueprint,
                               access::Subject const& service, Time now,
                               std::vector<std::string> const& permissions) {
    for (std::size_t i = 0; i < permissions.size(); ++i) {
        if (has(blueprint, service, now, permissions[i])) continue;
        auto field = "permissions[" + std::to_string(i) + "]";
        auto error = invalid_field(field, "keys.permission",
                                   "This service user has no permission \"" + permissions[i] +
                                       "\". Give it a role that has it first.");
        return fail(std::move(error).with("permission", permissions[i]));
    }
    return {};
}

}  // namespace usher::keys
