#include "jobs/bell.h"
#include "jobs/jobs.h"
#include "store/tx.h"

namespace usher::jobs {

Queue::Queue() : bell_(std::make_shared<Bell>()) {}

void Queue::wake() const { bell_->ring(); }

namespace {

// Where an account's work that is due at once stands in line: behind what it put there before,
// `turn` apart. So a thousand mails of one account do not come before the one mail of another.
Result<Time> turn_of(store::Tx& tx, AccountId account) {
    auto last =
        TRY(tx.one("select turn_at from jobs where account_id = $1 and state = 'waiting' "
                   "and attempts = 0 and due_at = created_at order by turn_at desc limit 1",
                   account));
    return last ? std::max(tx.now(), last->time(0) + turn) : tx.now();
}

}  // namespace

Result<JobId> Queue::add(store::Tx& tx, Job const& job) const {
    if (job.payload.size() > max_payload_bytes) {
        auto max = std::to_string(max_payload_bytes);
        return fail(
            Error{Code::too_large, "jobs.too_large", "A job can carry at most " + max + " bytes."}
                .with("max", max));
    }
    auto id = job.id ? *job.id : tx.new_id<JobId>();
    auto due = job.due.value_or(tx.now());
    auto turn_at = due == tx.now() ? TRY(turn_of(tx, job.account)) : due;
    TRY(tx.exec(
        "insert into jobs (account_id, job_id, kind, state, due_at, fence, attempts,"
        "                  payload, progress, total, created_at, turn_at)"
        " values ($1, $2, $3, 'waiting', $4, 0, 0, $5, 0, $6, $7, $8)",
        job.account, id, job.kind, due, store::Blob{job.payload}, job.total, tx.now(), turn_at));
    tx.after_commit([bell = bell_] { bell->ring(); });
    return id;
}

Result<void> Queue::again(store::Tx& tx, JobId id) const {
    auto row = TRY(
        tx.one("select state from jobs where job_id = $1 /* across accounts: operators' */", id));
    if (!row) return fail(not_found());
    auto changed =
        TRY(tx.exec("update jobs set state = 'waiting', due_at = $2, attempts = 0, "
                    "locked_until = null, fence = fence + 1, done_at = null "
                    "where job_id = $1 and state = 'failed' "
                    "/* across accounts: operators' */",
                    id, tx.now()));
    if (changed == 0) {
        return fail(Error{Code::conflict, "jobs.not_failed",
                          "Only work that has failed can be done once more."});
    }
    tx.after_commit([bell = bell_] { bell->ring(); });
    return {};
}

}  // namespace usher::jobs
