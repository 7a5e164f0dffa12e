#include "accounts/empty.h"
#include "audit/personal.h"
#include "directory/life.h"
#include "store/store.h"
#include "store/tx.h"
#include "sweep/sweep.h"

namespace usher::sweep {
namespace {

constexpr std::string_view job_kind = "sweep";

Result<std::int64_t> sessions(store::Tx& tx) {
    return tx.exec(
        "delete from sessions where digest in (select digest from sessions "
        "where expires_at <= $1 order by expires_at limit $2)",
        tx.now(), batch);
}

// Used, replaced and revoked ones, and resets that nobody followed. An invitation that only
// expired stays: it is what "expired" is shown from.
Result<std::int64_t> links(store::Tx& tx) {
    return tx.exec(
        "delete from links where digest in (select digest from links "
        "where (used_at is not null or ended_at is not null or purpose <> 'invitation') "
        "and expires_at <= $1 order by expires_at limit $2) "
        "/* across accounts: time passes in all alike */",
        tx.now() - links_kept_for, batch);
}

Result<std::int64_t> answers(store::Tx& tx) {
    return tx.exec(
        "delete from idempotency where (account_id, actor, route, key) in ("
        "select account_id, actor, route, key from idempotency where created_at < $1 "
        "order by created_at limit $2) /* across accounts: keys end after a day */",
        tx.now() - days(1), batch);
}

// What else is a person's own, their addresses and browsers among it.
constexpr auto beside_identities = {"delete from recovery_emails where identity_id = $1",
                                    "delete from address_changes where identity_id = $1",
                                    "delete from known_browsers where identity_id = $1"};

// Each may be told of in another part of the log, and the writer waits for one unit: few at once.
constexpr std::int64_t erased_at_once = 20;

// Operators, and whoever is a user again, are not alone.
Result<std::int64_t> identities(store::Tx& tx) {
    auto rows =
        TRY(tx.many("select identity_id from identities where alone_until <= $1 "
                    "order by alone_until limit $2",
                    tx.now(), erased_at_once));
    std::vector<IdentityId> erased;
    for (auto const& row : rows) {
        auto identity = row.id<IdentityId>(0);
        auto needed = TRY(
            tx.one("select 1 where exists (select 1 from memberships_of where identity_id = $1) "
                   "or exists (select 1 from operators where identity_id = $1) "
                   "/* across accounts: a person is not alone while one of them has them */",
                   identity));
        TRY(tx.exec("update identities set alone_until = null where identity_id = $1", identity));
        if (needed) continue;
        TRY(tx.exec("delete from sessions where identity_id = $1", identity));
        tx.stir(identity);
        TRY(
            tx.exec("delete from links where identity_id = $1 "
                    "/* across accounts: the identity's own */",
                    identity));
        TRY(tx.exec("delete from identity_emails where identity_id = $1", identity));
        for (auto const* of_theirs : beside_identities) TRY(tx.exec(of_theirs, identity));
        TRY(tx.exec("delete from identities where identity_id = $1", identity));
        erased.push_back(identity);
    }
    TRY(audit::erase(tx, erased));
    bool more = static_cast<std::int64_t>(rows.size()) == erased_at_once;
    return more ? batch : static_cast<std::int64_t>(rows.size());
}

Result<std::int64_t> bulks(store::Tx& tx) {
    auto old =
        TRY(tx.one("select account_id, job_id from bulks where ended_at <= $1 order by ended_at "
                   "limit 1 /* across accounts: time passes in all alike */",
                   tx.now() - bulks_kept_for));
    if (!old) return std::int64_t{0};
    auto account = old->id<AccountId>(0);
    auto job = old->id<JobId>(1);
    auto rows =
        TRY(tx.exec("delete from bulk_rows where account_id = $1 and job_id = $2 and row_number in "
                    "(select row_number from bulk_rows where account_id = $1 and job_id = $2 "
                    "order by row_number limit $3)",
                    account, job, batch));
    if (rows == batch) return rows;
    TRY(tx.exec("delete from bulks where account_id = $1 and job_id = $2", account, job));
    return batch;  // there may be another
}

using Sweep = Result<std::int64_t> (*)(store::Tx&);
Result<std::int64_t> restorings(store::Tx& tx) { return directory::end_restoring(tx, batch); }
Result<std::int64_t> closed(store::Tx& tx) { return accounts::empty_closed(tx, batch); }
constexpr std::array<Sweep, 7> all = {sessions, links,      answers, restorings,
                                      closed,   identities, bulks};

// Until nothing is left, or the server goes down: the next hour goes on.
Result<void> until_clean(jobs::Attempt& run, Sweep sweep) {
    while (!run.stopping()) {
        std::int64_t swept = 0;
        TRY(run.checkpoint(0, std::nullopt, [&](store::Tx& tx) -> Result<void> {
            swept = TRY(sweep(tx));
            return {};
        }));
        if (swept < batch) return {};
    }
    return {};
}

// One waits, not two, though an operator has another done once more that had failed.
Result<void> put_in_line(store::Tx& tx, jobs::Queue const& queue) {
    auto there =
        TRY(tx.one("select 1 from jobs where account_id = $1 and kind = $2 "
                   "and state = 'waiting' limit 1",
                   AccountId{}, job_kind));
    if (there) return {};
    TRY(queue.add(tx, {.kind = std::string(job_kind), .due = tx.now() + every}));
    return {};
}

jobs::Outcome sweep_all(jobs::Attempt& run, jobs::Queue const& queue) {
    std::optional<Error> why;
    for (auto sweep : all)
        if (auto swept = until_clean(run, sweep); !swept) why = std::move(swept).error();
    if (why && run.attempt() < 8) return jobs::Outcome::again(*why);
    auto outcome = jobs::Outcome::done();
    outcome.with = [&queue](store::Tx& tx) { return put_in_line(tx, queue); };
    return outcome;
}

}  // namespace

jobs::Kind sweeping(jobs::Queue const& queue) {
    return {.name = std::string(job_kind),
            .work = [&queue](jobs::Attempt& run) { return sweep_all(run, queue); }};
}

Result<void> begin(store::Store& store, jobs::Queue const& queue) {
    return store.write([&](store::Tx& tx) { return put_in_line(tx, queue); });
}

}  // namespace usher::sweep
