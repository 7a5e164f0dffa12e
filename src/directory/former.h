// Deleted users by the address they had (RT36).
#pragma once

#include <optional>

#include "access/actor.h"
#include "base/email.h"
#include "base/result.h"

namespace usher::directory {

// The one who had it last and whose time to be restored is not over; in sight or not.
Result<std::optional<UserId>> former_with(store::Snapshot&, access::Actor const&, Email const&);

}  // namespace usher::directory
