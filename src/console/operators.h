// Who operates this instance.
#pragma once

#include <string>
#include <vector>

#include "access/permit.h"
#include "base/result.h"

namespace usher::console {

constexpr std::int64_t max_operators = 200;  // that are listed
struct Operator {
    IdentityId id;
    std::string name, email;
    Time since;
};
Result<std::vector<Operator>> operators(
    store::Snapshot&, access::OperatorPermit<access::InstanceAct::accounts_list> const&);

// Somebody is no operator any more: the console and every account that they look into close at
// once. Their identity and their own accounts stay. Recorded in the instance's chain. Fails with
// `operators.last`, `not_found`.
Result<void> remove(store::Tx&,
                    access::OperatorPermit<access::InstanceAct::operators_invite> const&,
                    IdentityId, std::string const& request_id);

}  // namespace usher::console
