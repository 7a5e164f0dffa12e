// Checkpoints that the server makes and keeps by itself: of each chain that has grown, every so
// often, and once an account is closed. `usher audit verify` asks the chain to lead through all of
// them, and each stands in the server's log, so that a copy of the log elsewhere is a witness that
// nobody with the database can rewrite.
#pragma once

#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "audit/checkpoint.h"
#include "jobs/runner.h"

namespace usher::audit {

constexpr std::string_view checkpoints_job = "audit.checkpoints";
constexpr Duration checkpoints_looked_for = hours(1);  // how often the job runs
constexpr std::int64_t checkpoints_at_once = 100;      // chains of one transaction
constexpr std::int64_t checkpoints_kept = 100;         // of one chain; the oldest go

struct Keeping {
    SealingKey const& key;
    jobs::Queue const& queue;
    Duration every;  // of one chain; zero: none are made
    std::function<void(std::string_view line)> log;
};
// The kind "audit.checkpoints", which puts itself in line again. Key and queue outlive the runner.
jobs::Kind keeping_checkpoints(Keeping);
// Puts the first one in line where none waits and any are to be made. For the start of a server.
Result<void> begin_checkpoints(store::Store&, jobs::Queue const&, Duration every);

// Those of one chain with a number above `after`, the oldest first; all of them at most
// `checkpoints_kept` and a few.
Result<std::vector<Checkpoint>> kept_checkpoints(store::Snapshot&, AccountId,
                                                 std::int64_t after = 0);

}  // namespace usher::audit
