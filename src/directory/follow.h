// The address of a user follows when the person changes the own one (RT12, RT38).
#pragma once

#include "base/email.h"
#include "base/result.h"
#include "directory/users.h"

namespace usher::directory {

// In each account where the person is a user by `before`, `after` takes its place, with an event
// there; but not where another user has it (RT32). For what the person did themselves, by a link
// mailed to `after`.
Result<void> follow_address(store::Tx&, IdentityId, Email const& before, Email const& after,
                            std::string const& request_id);

}  // namespace usher::directory
