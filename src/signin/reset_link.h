// The row of a mailed reset link.
#pragma once

#include <string>

#include "base/email.h"
#include "base/id.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::signin {

// On whose behalf: an administrator's account and user, or nobody's but the person's own (zeros).
struct ResetFor {
    IdentityId identity;
    AccountId account{};
    UserId user{};
    std::string sent_by = "system";
};
// How long until another mail may go to that address of theirs; zero or less: now.
Result<Duration> wait_for_next(store::Snapshot&, ResetFor const&, Email const&);
// Ends the identity's earlier links and makes a new one.
Result<Token> new_reset_link(store::Tx&, ResetFor const&, Email const&);
Result<void> end_reset_links(store::Tx&, IdentityId);

}  // namespace usher::signin
