#include "jobs/claim.h"

#include "store/tx.h"

namespace usher::jobs {
namespace {

// More than come in between two times of forgetting, and few enough for one transaction.
constexpr std::int64_t forgotten_at_once = 5000;

Error lost() { return {Code::conflict, "jobs.lost", "Another server has taken this job over."}; }

Result<void> ours(Result<std::int64_t> changed) {
    if (!changed) return fail(std::move(changed).error());
    if (*changed == 0) return fail(lost());
    return {};
}

Attempt::Claim claim_of(store::Row const& row) {
    Attempt::Claim claim;
    claim.id = row.id<JobId>(0);
    claim.account = row.id<AccountId>(1);
    claim.kind = row.text(2);
    claim.payload = row.text(3);
    claim.fence = row.integer(4);
    claim.attempt = row.integer(5);
    claim.progress = row.integer(6);
    claim.total = row.maybe_integer(7);
    return claim;
}

}  // namespace

Result<std::optional<Time>> next_due(store::Snapshot& snapshot) {
    auto waiting =
        TRY(snapshot.one("/* across accounts: the runner works for all */"
                         " select due_at from jobs where state = 'waiting' and locked_until is null"
                         " order by due_at limit 1"));
    auto leased =
        TRY(snapshot.one("/* across accounts: the runner works for all */"
                         " select locked_until from jobs where locked_until is not null"
                         " order by locked_until limit 1"));
    if (!waiting && !leased) return std::optional<Time>();
    if (!waiting) return std::optional<Time>(leased->time(0));
    if (!leased) return std::optional<Time>(waiting->time(0));
    return std::optional<Time>(std::min(waiting->time(0), leased->time(0)));
}

Result<std::vector<Attempt::Claim>> claim(store::Tx& tx, std::int64_t limit) {
    auto rows = TRY(
        tx.many("/* across accounts: the runner works for all */"
                " update jobs set locked_until = $1, fence = fence + 1, attempts = attempts + 1"
                " where job_id in"
                "   (select job_id from jobs where state = 'waiting' and due_at <= $2"
                "    and (locked_until is null or locked_until <= $2)"
                "    order by turn_at, job_id limit $3 {skip_locked})"
                " returning job_id, account_id, kind, payload, fence, attempts, progress, total",
                tx.now() + lease, tx.now(), limit));
    std::vector<Attempt::Claim> claims;
    for (auto const& row : rows) claims.push_back(claim_of(row));
    return claims;
}

Result<void> release_leases(store::Tx& tx) {
    TRY(
        tx.exec("/* across accounts: the runner works for all */"
                " update jobs set locked_until = null, fence = fence + 1"
                " where locked_until is not null"));
    return {};
}

Result<void> keep(store::Tx& tx, Attempt::Claim const& claim, std::int64_t progress,
                  std::optional<std::int64_t> total) {
    return ours(
        tx.exec("update jobs set locked_until = $4, progress = $5, total = $6"
                " where account_id = $1 and job_id = $2 and fence = $3"
                " and state = 'waiting'",
                claim.account, claim.id, claim.fence, tx.now() + lease, progress, total));
}

Result<void> record_done(store::Tx& tx, Attempt::Claim const& claim) {
    return ours(
        tx.exec("update jobs set state = 'done', payload = $4, locked_until = null,"
                " done_at = $5"
                " where account_id = $1 and job_id = $2 and fence = $3"
                " and state = 'waiting'",
                claim.account, claim.id, claim.fence, store::Blob{""}, tx.now()));
}

// The payload stays, as sealed as it was: an operator may have it done once more.
Result<void> record_failed(store::Tx& tx, Attempt::Claim const& claim, std::string_view why) {
    return ours(
        tx.exec("update jobs set state = 'failed', locked_until = null,"
                " done_at = $4, last_error = $5"
                " where account_id = $1 and job_id = $2 and fence = $3"
                " and state = 'waiting'",
                claim.account, claim.id, claim.fence, tx.now(), why));
}

Result<void> record_again(store::Tx& tx, Attempt::Claim const& claim, Time due,
                          std::string_view why) {
    return ours(
        tx.exec("update jobs set due_at = $4, turn_at = $4, locked_until = null, last_error = $5"
                " where account_id = $1 and job_id = $2 and fence = $3"
                " and state = 'waiting'",
                claim.account, claim.id, claim.fence, due, why));
}

Result<void> put_back(store::Tx& tx, Attempt::Claim const& claim, Time due, std::string_view why) {
    return ours(
        tx.exec("update jobs set due_at = $4, turn_at = $4, locked_until = null, last_error = $5,"
                " attempts = attempts - 1"
                " where account_id = $1 and job_id = $2 and fence = $3"
                " and state = 'waiting'",
                claim.account, claim.id, claim.fence, due, why));
}

Result<void> record_more(store::Tx& tx, Attempt::Claim const& claim) {
    return ours(
        tx.exec("update jobs set due_at = $4, turn_at = $5, locked_until = null,"
                " attempts = 0"
                " where account_id = $1 and job_id = $2 and fence = $3"
                " and state = 'waiting'",
                claim.account, claim.id, claim.fence, tx.now(), tx.now() + turn));
}

Result<void> forget_old(store::Tx& tx) {
    TRY(
        tx.exec("/* across accounts: old work of all is forgotten alike */"
                " delete from jobs where job_id in (select job_id from jobs"
                " where state = 'done' and done_at < $1 order by done_at limit $2 {skip_locked})",
                tx.now() - done_kept_for, forgotten_at_once));
    TRY(
        tx.exec("/* across accounts: old work of all is forgotten alike */"
                " delete from jobs where job_id in (select job_id from jobs"
                " where state = 'failed' and done_at < $1 order by done_at limit $2 {skip_locked})",
                tx.now() - failed_kept_for, forgotten_at_once));
    return {};
}

}  // namespace usher::jobs
