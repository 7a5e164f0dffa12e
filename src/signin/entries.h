// Entries into one account, as an administrator who may reset the user sees them (RT9, RT38): from
// which browsers this account is open, and nothing of what the person does elsewhere.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/permit.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::signin {

constexpr std::int64_t max_entries_listed = 50;

struct Entered {
    std::string user_agent, address;
    Time first_at, last_at;
};
struct Entries {
    bool reset_needed = false;   // closed to them until a new password is set (RT41)
    std::vector<Entered> items;  // those that can go on, the one used last first
};
Result<Entries> entries_of(store::Snapshot&, AccountId, UserId);

// Reading them takes what ending them takes: users.reset, and containment. `access.self`,
// `access.no_act`, `access.not_contained`.
Result<void> may_read_entries(access::Actor const&, access::Subject const&);

// Notes that the session entered the account, as that user.
Result<void> note_entry(store::Tx&, AccountId, UserId, SessionId);

}  // namespace usher::signin
