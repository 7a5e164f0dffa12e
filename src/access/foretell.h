// What the gate would say, for who asks before they do it: nothing is permitted by it.
#pragma once

#include "access/permit.h"

namespace usher::access {

// The refusals of permit<Act>(tx, actor, change), in the same order (RT31).
Result<void> foretell(Act, Actor const&, Change const&);

}  // namespace usher::access
