// One account as the instance's operators see it: nothing of its people but the first user until
// they have joined (RT26).
#pragma once

#include <optional>
#include <string>

#include "access/permit.h"
#include "accounts/first_user.h"
#include "base/result.h"

namespace usher::accounts {

struct Detail {
    access::Account account;
    std::int64_t seats_used = 0, places = 0;
    std::optional<std::int64_t> seats_bought;
    std::string reason;             // why it is suspended or closed
    std::optional<Time> since;      // suspended or closed
    std::optional<Time> closes_at;  // until then a closed one can be opened again
    Time created_at;
    std::optional<FirstUser> first_user;
};
Result<Detail> show(store::Snapshot&,
                    access::OperatorPermit<access::InstanceAct::accounts_list> const&,
                    access::Account const&);

}  // namespace usher::accounts
