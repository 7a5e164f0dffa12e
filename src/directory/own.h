// What people change of their own user: the name, and the fields that the blueprint leaves to them
// (RT12). Everything else on oneself is another administrator's.
#pragma once

#include <vector>

#include "directory/users.h"

namespace usher::directory {

// Those that a person fills in alone, in the blueprint's order, as far as the plan has them.
std::vector<blueprints::Field const*> own_fields(access::Account const&);
// The actor's own row; `not_found` for who is no user (the command line).
Result<User> own_user(store::Snapshot&, access::Actor const&);
// The account is locked. `field.unknown` for a field that is not theirs to change.
Result<void> edit_own(store::Tx&, access::Actor const&, User const& before, Edit const&,
                      std::string const& request_id);

}  // namespace usher::directory
