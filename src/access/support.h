// Support access (RT26): what lets an operator into an account for a while. It begins and ends by
// the clock, or by hand; src/support gives it.
#pragma once

#include <optional>
#include <string>

#include "access/actor.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::access {

struct Support {
    IdentityId identity;
    std::string name, email, reason;
    Time from, until;
    std::optional<Time> ended;
};

// That operator's access to the account, if it is in force now and they still are one.
Result<std::optional<Support>> support_of(store::Snapshot&, AccountId, IdentityId);
// Whoever's is in force now; of several the one that lasts longest.
Result<std::optional<Support>> support_now(store::Snapshot&, AccountId);

// All that it lets see, and nothing that it lets do: users.view and audit.view, until its end.
Power power_of(Support const&);

}  // namespace usher::access
