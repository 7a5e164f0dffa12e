// A person's sessions as they see them, and ending them (ASVS 7.5.2). Nobody sees another's (threat
// 36).
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::signin {

constexpr std::int64_t max_sessions_listed = 200;

struct Session {
    SessionId id;
    std::string user_agent, address;
    Time created_at, last_seen_at;
};
// Those alive, the one used last first.
Result<std::vector<Session>> sessions_of(store::Snapshot&, IdentityId);

// `not_found` for one that is not theirs, or has ended.
Result<void> end_session(store::Tx&, IdentityId, SessionId);
Result<void> end_sessions(store::Tx&, IdentityId);
Result<void> end_other_sessions(store::Tx&, IdentityId, SessionId stays);

}  // namespace usher::signin
