// What time ends without anybody's doing: expired sessions, dead links, answers kept for retries,
// the roles of users who can no longer be restored, identities that were left without any user
// (RT34). A job of the instance, once an hour, a few rows at a time.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "jobs/runner.h"

namespace usher::store {
class Store;
}

namespace usher::sweep {

constexpr Duration every = hours(1);
constexpr std::int64_t batch = 100;            // rows of one transaction
constexpr Duration links_kept_for = days(30);  // after they expired: who was invited may ask anew
constexpr Duration bulks_kept_for = days(30);  // and with them the way to undo

// The kind "sweep", which puts itself in line again.
jobs::Kind sweeping(jobs::Queue const&);
// Puts the first one in line where none waits. For the start of a server.
Result<void> begin(store::Store&, jobs::Queue const&);

}  // namespace usher::sweep
