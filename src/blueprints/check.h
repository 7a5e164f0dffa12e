// What no part of a blueprint shows alone: the closure (RT6), the top, unique and base roles,
// ladders, ownership, devices, the opening, and words that nothing uses.
#pragma once

#include "blueprints/blueprint.h"
#include "blueprints/document.h"
#include "blueprints/faults.h"

namespace usher::blueprints {

// Judges what was read, even if only in part; `root` tells where things stand.
void check(Blueprint const&, Table const& root, Faults&);

// Every act that this blueprint has: without a unique top role there is no ownership.transfer.
Acts all_acts(Blueprint const&);
// RT6: exactly one top role, which may be at the account, with every act and every sensitive
// permission.
bool closed(Blueprint const&);

}  // namespace usher::blueprints
