// Work that outlives its transaction: a row that is due, leased to one runner at a time, tried
// again with growing pauses, and kept in sight when it has failed (architecture section 10).
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::jobs {

constexpr std::size_t max_payload_bytes = 1024 * 1024;
constexpr std::size_t max_error_bytes = 500;  // of `last_error`; longer ones are cut
constexpr std::int64_t max_listed = 500;
// How far apart the jobs of one account stand in line (claim.h): longer than one takes, so that
// whoever comes later with little need not wait for whoever came before with much.
constexpr Duration turn = seconds(1);
// How long the rows of finished work are kept.
constexpr Duration done_kept_for = days(7);
constexpr Duration failed_kept_for = days(90);

struct Job {
    AccountId account{};                     // zeros: the instance
    std::string kind;                        // which handler: "mail"
    std::string payload = {};                // the handler's; sealed by it where it holds a secret
    std::optional<Time> due = {};            // absent: now
    std::optional<JobId> id = {};            // absent: a new one
    std::optional<std::int64_t> total = {};  // what progress counts up to, where known
};

class Bell;

// Where work is put. Knows no handler: a command without a runner adds rows too, and the next
// server finds them.
class Queue {
 public:
    Queue();
    // The row is part of the transaction; runners of this process wake once it is committed.
    // Fails with `jobs.too_large`.
    Result<JobId> add(store::Tx&, Job const&) const;
    // Failed work waits once more, due now, its attempts counted anew. Fails with `not_found`,
    // `jobs.not_failed`.
    Result<void> again(store::Tx&, JobId) const;
    // Makes runners look again. For whoever steers the clock.
    void wake() const;
    std::shared_ptr<Bell> const& bell() const { return bell_; }

 private:
    std::shared_ptr<Bell> bell_;
};

enum class State : std::uint8_t { waiting, done, failed };

// What operators and starters will see where imports and exports have screens. Never the payload.
struct View {
    JobId id;
    AccountId account;
    std::string kind;
    State state = State::waiting;
    Time due;
    std::int64_t attempts = 0;
    std::int64_t progress = 0;
    std::optional<std::int64_t> total;
    std::string last_error;  // of the last attempt; empty where there was none
    Time created;
    std::optional<Time> done;
};

// The account's job of that id. `not_found`.
Result<View> find(store::Snapshot&, AccountId, JobId);
// Of all accounts, newest first; at most `limit` and max_listed. For operators.
Result<std::vector<View>> list(store::Snapshot&, State, std::int64_t limit);

}  // namespace usher::jobs
