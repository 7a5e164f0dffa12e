// A whole chain, followed to its end: for who has the file in hand anyway, a backup.
#pragma once

#include "audit/chain.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
}

namespace usher::audit {

// Follows the chain and compares its end with what the account (or the instance, for no account)
// says of it. Fails with `audit.broken`.
Result<Verifier> follow(store::Snapshot&, AccountId);

}  // namespace usher::audit
