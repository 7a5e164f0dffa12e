// Reading the log: what an administrator may see of it (RT30), and the chain for verification.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/permit.h"
#include "audit/chain.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
}

namespace usher::audit {

struct Filter {
    std::string target;       // "user:usr_…", or empty
    std::int64_t before = 0;  // only events of a smaller sequence number; 0: from the newest
    std::int64_t limit = 100;
};
// Events whose place the permit's reach covers, newest first.
Result<std::vector<Link>> events(store::Snapshot&, access::Permit<Act::audit_view> const&,
                                 Filter const&);

// The chain itself, oldest first, after that sequence number.
Result<std::vector<Link>> chain(store::Snapshot&, access::Permit<Act::audit_export> const&,
                                std::int64_t after, std::int64_t limit);
// The instance's own chain, for its operators.
Result<std::vector<Link>> instance_chain(
    store::Snapshot&, access::OperatorPermit<access::InstanceAct::accounts_list> const&,
    std::int64_t after, std::int64_t limit);

// The number of an event; nothing where the account has no such event.
Result<std::optional<std::int64_t>> sequence_of(store::Snapshot&, AccountId, EventId);

constexpr std::int64_t max_page = 500;
constexpr std::int64_t max_chain_page = 2000;

// Names of users for sentences; those that are not found are left out.
struct Named {
    UserId user;
    std::string name, email;
    access::PlaceNumber home = 0;
};
Result<std::optional<Named>> named(store::Snapshot&, AccountId, UserId);

}  // namespace usher::audit
