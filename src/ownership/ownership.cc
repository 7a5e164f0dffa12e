#include "ownership/ownership.h"

namespace usher::ownership {

std::optional<Roles> roles(blueprints::Blueprint const& blueprint) {
    auto const& top = blueprint.top_role();
    if (!top.unique || !blueprint.ownership) return std::nullopt;
    return Roles{&top, blueprint.role(blueprint.ownership->transfer_to),
                 blueprint.role(blueprint.ownership->after)};
}

}  // namespace usher::ownership
