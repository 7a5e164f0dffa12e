// TOML → structs. Everything that can be judged where it stands is judged here: types, ranges,
// choices, references, and what an act asks of the role that holds it. What concerns several parts
// is in check.h.
#pragma once

#include <string_view>

#include "blueprints/blueprint.h"
#include "blueprints/section.h"

namespace usher::blueprints {

// What the parts of a file may refer to, gathered before any of them is read.
struct Vocabularies {
    Vocabulary feature, permission, role, resource, plan, act;
    bool unique_top = false;  // only then is there `ownership.transfer` (RT2)
};

// The act of that name, or a fault.
std::optional<Act> read_act(Section&, Word const&, Vocabularies const&);

Blueprint read(Table const& root, std::string_view stem, Faults&);
// roles, ladders, ownership, devices, opening. Wants permissions and features read before.
void read_roles(Section& root, Vocabularies const&, Blueprint&);

// A home may be the account itself: where there are no places or none was chosen (RT1).
bool may_be_at_account(Role const&);
Permissions sensitive_ones(Blueprint const&);

}  // namespace usher::blueprints
