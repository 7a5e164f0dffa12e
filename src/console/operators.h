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

}  // namespace usher::console
