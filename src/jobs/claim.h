// What the runner does to rows: taking, keeping and ending them.
#pragma once

#include <optional>
#include <vector>

#include "base/result.h"
#include "base/time.h"
#include "jobs/runner.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::jobs {

// When something is next to do; absent where nothing waits.
Result<std::optional<Time>> next_due(store::Snapshot&);
// Leases at most `limit` of the jobs that are due, whose turn it is first: accounts take turns.
// Counts the attempt.
Result<std::vector<Attempt::Claim>> claim(store::Tx&, std::int64_t limit);
// Gives back what an earlier process of this store held. Only where there is no other process.
Result<void> release_leases(store::Tx&);
// The lease begins anew. All of these fail with `jobs.lost` where the claim is no longer ours.
Result<void> keep(store::Tx&, Attempt::Claim const&, std::int64_t progress,
                  std::optional<std::int64_t> total);
Result<void> record_done(store::Tx&, Attempt::Claim const&);
Result<void> record_failed(store::Tx&, Attempt::Claim const&, std::string_view why);
Result<void> record_again(store::Tx&, Attempt::Claim const&, Time due, std::string_view why);
// For a kind that this server does not know: as if it had not been claimed, but later.
Result<void> put_back(store::Tx&, Attempt::Claim const&, Time due, std::string_view why);
// Far along but not at its end: goes on when others have had their turn. Attempts are counted anew:
// what went wrong now and then in long work does not add up.
Result<void> record_more(store::Tx&, Attempt::Claim const&);
// Forgets what ended long ago (done_kept_for, failed_kept_for).
Result<void> forget_old(store::Tx&);

}  // namespace usher::jobs
