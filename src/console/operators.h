// Who operates this instance.
#pragma once

#include <string>
#include <vector>

#include "access/permit.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::console {

constexpr std::int64_t max_operators = 200;  // that are listed
// An identity that operates no more and is no user anywhere is erased after so long (RT34).
constexpr Duration kept_alone = days(30);
struct Operator {
    IdentityId id;
    std::string name, email;
    Time since;
};
Result<std::vector<Operator>> operators(
    store::Snapshot&, access::OperatorPermit<access::InstanceAct::accounts_list> const&);

// Somebody is no operator any more: the console and every account that they look into close at
// once, and links by which they made operators make none any more (RT20). Their identity and their
// own accounts stay; without accounts for `kept_alone`. Recorded in the instance's chain. Fails
// with `operators.last`, `not_found`.
Result<void> remove(store::Tx&,
                    access::OperatorPermit<access::InstanceAct::operators_invite> const&,
                    IdentityId, std::string const& request_id);

}  // namespace usher::console
