// Fields that a blueprint calls unique: no two users of an account have the same value, but for
// those who are deleted. Kept by a key beside the users, so that no race gets past it.
#pragma once

#include "access/actor.h"
#include "base/result.h"
#include "directory/users.h"

namespace usher::store {
class Tx;
}

namespace usher::directory {

// What the one has, as far as it differs from what the other had, is theirs from now on; what they
// had and have no longer is free. Values are compared as searches compare them: "a-7" is "A-7".
// `users.field_taken`, with the field; by whom is never told.
Result<void> keep_unique(store::Tx&, access::Account const&, UserId, json::Object const& before,
                         json::Object const& after);

}  // namespace usher::directory
