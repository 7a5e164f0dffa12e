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

constexpr std::int64_t max_chain_page = 2000;
// What one step of a search may look at; then it says how far it came.
constexpr std::int64_t max_blocks_passed = 8192;  // whose marks show that nothing is there
constexpr std::int64_t max_blocks_read = 32;

struct Filter {
    std::string target = {}, actor = {};     // "user:usr_…", or empty
    std::vector<std::string> acts = {};      // any of these; empty: all
    std::optional<Time> from = {}, to = {};  // from that moment on; before that one
    std::int64_t before = 0;  // only events of a smaller sequence number; 0: from the newest
    std::int64_t limit = 100;
};

struct Found {
    std::vector<Link> events;  // newest first
    // All events from this one on have been looked at; 1: there are no more.
    std::int64_t reached = 1;
    bool more() const { return reached > 1; }
};

// Events whose place, or in a move one of both homes, lies within `within`: a part of the permit's
// reach. A step that has passed too much comes back with fewer than `limit`, and more().
Result<Found> events(store::Snapshot&, access::Permit<Act::audit_view> const&,
                     access::Reach const& within, Filter const&);
// One of them; `not_found` where it is out of reach.
Result<Link> event(store::Snapshot&, access::Permit<Act::audit_view> const&, EventId);

// The chain itself, oldest first, after that sequence number.
Result<std::vector<Link>> chain(store::Snapshot&, access::Permit<Act::audit_export> const&,
                                std::int64_t after, std::int64_t limit);
// The instance's own chain, for its operators.
Result<std::vector<Link>> instance_chain(
    store::Snapshot&, access::OperatorPermit<access::InstanceAct::accounts_list> const&,
    std::int64_t after, std::int64_t limit);

// How many events a chain should have, and what the hash of the last should be.
struct Head {
    std::int64_t seq = 0;
    Digest hash{};
};
Result<Head> head(store::Snapshot&, AccountId);

// Names of users for sentences; nothing where there is no such user.
struct Named {
    UserId user;
    std::string name, email;
    access::PlaceNumber home = 0;
};
Result<std::optional<Named>> named(store::Snapshot&, AccountId, UserId);

}  // namespace usher::audit
