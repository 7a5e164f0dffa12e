#include "audit/kept_checkpoints.h"

#include "audit/query.h"
#include "store/store.h"
#include "store/tx.h"

namespace usher::audit {
namespace {

struct Grown {
    AccountId account;
    Head head;
};

// Chains that have grown since their last checkpoint, where that is long enough ago or the account
// is closed: it may not grow again for a long time.
Result<std::vector<Grown>> grown(store::Snapshot& snapshot, AccountId after, Time before) {
    auto rows = TRY(snapshot.many(
        "select a.account_id, a.audit_seq, a.audit_head from accounts a "
        "where a.account_id > $1 and a.audit_seq > coalesce((select max(c.seq) "
        "from audit_checkpoints c where c.account_id = a.account_id), 0) "
        "and (a.status = 'closed' or coalesce((select c.at from audit_checkpoints c "
        "where c.account_id = a.account_id order by c.seq desc limit 1), 0) <= $2) "
        "order by a.account_id limit $3 /* across accounts: each chain is signed alike */",
        after, before, checkpoints_at_once));
    std::vector<Grown> chains;
    for (auto const& row : rows)
        chains.push_back({row.id<AccountId>(0), {row.integer(1), row.digest(2)}});
    return chains;
}

Result<std::vector<Grown>> grown_of_instance(store::Snapshot& snapshot, Time before) {
    auto now = TRY(head(snapshot, AccountId{}));
    auto last =
        TRY(snapshot.one("select seq, at from audit_checkpoints where account_id = $1 "
                         "order by seq desc limit 1",
                         AccountId{}));
    bool due = !last || (last->integer(0) < now.seq && last->time(1) <= before);
    if (!due || now.seq == 0) return std::vector<Grown>{};
    return std::vector<Grown>{{AccountId{}, now}};
}

Result<void> keep(store::Tx& tx, Checkpoint const& checkpoint) {
    TRY(
        tx.exec("insert into audit_checkpoints (account_id, seq, hash, at, key, signature) "
                "values ($1, $2, $3, $4, $5, $6) on conflict (account_id, seq) do nothing",
                checkpoint.account, checkpoint.seq, checkpoint.hash, checkpoint.at, checkpoint.key,
                checkpoint.signature));
    TRY(
        tx.exec("delete from audit_checkpoints where account_id = $1 and seq <= (select seq from "
                "audit_checkpoints where account_id = $1 order by seq desc limit 1 offset $2)",
                checkpoint.account, checkpoints_kept));
    return {};
}

std::string line_of(Checkpoint const& checkpoint) {
    json::Object line;
    line.emplace_back("time", to_text(checkpoint.at));
    line.emplace_back("event", "audit_checkpoint");
    auto const kept = to_line(checkpoint);
    line.emplace_back("checkpoint", *kept.member("checkpoint"));
    return json::text(json::Value(std::move(line)));
}

Result<void> sign(jobs::Attempt& run, Keeping const& with, std::vector<Grown> const& chains) {
    std::vector<Checkpoint> made;
    auto now = run.store().clock().now();
    for (auto const& chain : chains)
        made.push_back(
            signed_checkpoint(with.key, chain.account, chain.head.seq, chain.head.hash, now));
    TRY(run.checkpoint(0, std::nullopt, [&](store::Tx& tx) -> Result<void> {
        for (auto const& checkpoint : made) TRY(keep(tx, checkpoint));
        return {};
    }));
    for (auto const& checkpoint : made)
        if (with.log) with.log(line_of(checkpoint));
    return {};
}

Result<void> sign_all(jobs::Attempt& run, Keeping const& with) {
    auto before = run.store().clock().now() - with.every;
    auto own = TRY(run.store().read(
        [&](store::Snapshot& snapshot) { return grown_of_instance(snapshot, before); }));
    if (!own.empty()) TRY(sign(run, with, own));
    AccountId after{};
    while (!run.stopping()) {
        auto chains = TRY(run.store().read(
            [&](store::Snapshot& snapshot) { return grown(snapshot, after, before); }));
        if (chains.empty()) return {};
        TRY(sign(run, with, chains));
        after = chains.back().account;
    }
    return {};
}

// One waits, not two, though an operator has another done once more that had failed.
Result<void> put_in_line(store::Tx& tx, jobs::Queue const& queue) {
    auto there =
        TRY(tx.one("select 1 from jobs where account_id = $1 and kind = $2 "
                   "and state = 'waiting' limit 1",
                   AccountId{}, checkpoints_job));
    if (there) return {};
    TRY(queue.add(
        tx, {.kind = std::string(checkpoints_job), .due = tx.now() + checkpoints_looked_for}));
    return {};
}

jobs::Outcome work(jobs::Attempt& run, Keeping const& with) {
    if (with.every.ms <= 0) return jobs::Outcome::done();
    auto made = sign_all(run, with);
    if (!made && run.attempt() < 8) return jobs::Outcome::again(made.error());
    auto outcome = jobs::Outcome::done();
    outcome.with = [&queue = with.queue](store::Tx& tx) { return put_in_line(tx, queue); };
    return outcome;
}

}  // namespace

jobs::Kind keeping_checkpoints(Keeping with) {
    return {.name = std::string(checkpoints_job),
            .work = [with = std::move(with)](jobs::Attempt& run) { return work(run, with); }};
}

Result<void> begin_checkpoints(store::Store& store, jobs::Queue const& queue, Duration every) {
    if (every.ms <= 0) return {};
    return store.write([&](store::Tx& tx) { return put_in_line(tx, queue); });
}

Result<std::vector<Checkpoint>> kept_checkpoints(store::Snapshot& snapshot, AccountId account,
                                                 std::int64_t after) {
    auto rows =
        TRY(snapshot.many("select seq, hash, at, key, signature from audit_checkpoints "
                          "where account_id = $1 and seq > $2 order by seq limit $3",
                          account, after, 2 * checkpoints_kept));
    std::vector<Checkpoint> kept;
    for (auto const& row : rows)
        kept.push_back(
            {account, row.integer(0), row.text(1), row.time(2), row.text(3), row.text(4)});
    return kept;
}

}  // namespace usher::audit
