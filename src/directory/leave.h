// Leaving an account by oneself (RT12, RT24): nobody's permit is needed for that.
#pragma once

#include <string>

#include "access/actor.h"
#include "base/result.h"

namespace usher::store {
class Tx;
}

namespace usher::directory {

// As deleting does, on oneself: status, seat, address and access end at once, the identity and its
// other accounts stay. Account locked. `users.no_leaving` where the product's policy is so,
// `roles.last_top`, `roles.unique`.
Result<void> leave(store::Tx&, access::Actor const& self, std::string const& request_id);

}  // namespace usher::directory
