#include "bulk/run.h"

#include "access/permit.h"
#include "bulk/filter.h"
#include "bulk/row.h"
#include "bulk/start.h"
#include "bulk/starter.h"
#include "http/response.h"
#include "http/told.h"
#include "store/store.h"
#include "store/tx.h"

namespace usher::bulk {
namespace {

constexpr std::string_view job_kind = "bulk";

// Whose rows a job works on: its own, or those of the one that it takes the end of (give_up).
JobId bulk_of(jobs::Attempt::Claim const& claim) {
    return JobId::parse(claim.payload).value_or(claim.id);
}

struct Work {
    access::Authority const& authority;
    mail::Outbox const& outbox;
    jobs::Attempt& run;
};

// A refusal is the row's; what says that the store cannot go on is the chunk's.
bool is_refusal(Error const& error) {
    return error.code != Code::unavailable && error.code != Code::internal;
}

// In a savepoint of its own: a row that is refused half-way leaves nothing behind.
template <class Unit>
Result<Done> alone(store::Tx& tx, Unit unit) {
    TRY(tx.exec("savepoint bulk_row"));
    auto done = unit();
    if (!done) TRY(tx.exec("rollback to bulk_row"));
    TRY(tx.exec("release bulk_row"));
    return done;
}

Result<void> note(store::Tx& tx, Bulk& bulk, Row const& row, Result<Done> const& done) {
    auto state = !done ? "refused" : done->changed ? "done" : "same";
    ++(!done ? bulk.refused : done->changed ? bulk.done : bulk.same);
    std::optional<std::string> code, detail, params, before;
    std::optional<std::int64_t> version;
    if (done) {
        before = json::text(done->before);
        version = done->version;
    } else {
        code = done.error().key;
        detail = done.error().detail;
        auto told = http::told_params(done.error());
        if (!told.empty()) params = json::text(std::move(told));
    }
    TRY(
        tx.exec("update bulk_rows set state = $4, code = $5, detail = $6, before = $7, "
                "version_after = $8, params = $9 "
                "where account_id = $1 and job_id = $2 and row_number = $3",
                bulk.account, bulk.job, row.number, state, code, detail, before, version, params));
    return {};
}

Result<void> save(store::Tx& tx, Bulk const& bulk) {
    tx.stir(bulk.account);
    std::optional<std::string> stopped;
    if (!bulk.stopped.empty()) stopped = bulk.stopped;
    TRY(
        tx.exec("update bulks set filter = $3, filter_after = $4, stopped = $5, rows_total = $6, "
                "rows_done = $7, rows_same = $8, rows_refused = $9, ended_at = $10 "
                "where account_id = $1 and job_id = $2",
                bulk.account, bulk.job, bulk.filter, bulk.filter_after, stopped, bulk.total,
                bulk.done, bulk.same, bulk.refused, bulk.ended_at));
    return {};
}

Result<void> append(store::Tx& tx, Bulk& bulk, UserId user) {
    auto added =
        TRY(tx.exec("insert into bulk_rows (account_id, job_id, row_number, user_id, state) "
                    "values ($1, $2, $3, $4, 'waiting') on conflict (account_id, job_id, user_id) "
                    "do nothing",
                    bulk.account, bulk.job, bulk.total + 1, user));
    bulk.total += added;
    return {};
}

// A piece of who matches.
struct Found {
    std::string after;  // of where it was looked for
    std::vector<UserId> users = {};
    std::optional<std::string> next = {};
    std::string stopped = {};
};

// Beside the writer, not on it: in a large account a search takes longer than others may wait for.
// Who matched a moment ago is not less right, for each row passes the gate by itself later.
Result<std::optional<Found>> look_for(store::Snapshot& snapshot, Work const& work,
                                      Bulk const& bulk) {
    if (!bulk.filter || bulk.undo_of || !bulk.stopped.empty()) return std::nullopt;
    auto look = [&]() -> Result<Found> {
        auto actor = TRY(starter(snapshot, work.authority, bulk));
        auto may = TRY(access::permit<Act::users_view>(snapshot, actor));
        auto query = TRY(query_of(work.run.store(), actor, *bulk.filter));
        query.after = bulk.filter_after;
        query.limit = found_a_chunk;
        auto page = TRY(directory::list(snapshot, may, actor, query));
        Found found{.after = bulk.filter_after, .next = page.next};
        for (auto const& user : page.items) found.users.push_back(user.id);
        return found;
    };
    auto found = look();
    if (found) return std::optional(std::move(*found));
    if (!is_refusal(found.error())) return fail(std::move(found).error());
    // A role or place of the filter is gone.
    return std::optional(Found{.after = bulk.filter_after, .stopped = found.error().key});
}

// All of them are there before the first is changed, for a change may end the match.
Result<void> collect(store::Tx& tx, std::optional<Found> const& found, Bulk& bulk) {
    if (!found || found->after != bulk.filter_after) return {};  // the next chunk looks again
    bulk.stopped = found->stopped;
    if (!bulk.stopped.empty()) return {};
    for (auto const& user : found->users) TRY(append(tx, bulk, user));
    if (found->next && bulk.total < max_rows) {
        bulk.filter_after = *found->next;
        return {};
    }
    if (found->next) bulk.stopped = "bulk.too_large";
    bulk.filter.reset();
    return {};
}

// What the first one changed, in its order, each with what to return to.
Result<void> collect_undone(store::Tx& tx, Bulk& bulk) {
    std::int64_t after = bulk.filter_after.empty() ? 0 : std::stoll(bulk.filter_after);
    auto rows =
        TRY(tx.many("select row_number, user_id, before, version_after from bulk_rows "
                    "where account_id = $1 and job_id = $2 and state = 'done' and row_number > $3 "
                    "order by row_number limit $4",
                    bulk.account, *bulk.undo_of, after, found_a_chunk));
    for (auto const& row : rows) {
        TRY(tx.exec(
            "insert into bulk_rows (account_id, job_id, row_number, user_id, state, "
            "before, version_after) values ($1, $2, $3, $4, 'waiting', $5, $6)",
            bulk.account, bulk.job, ++bulk.total, row.id<UserId>(1), row.text(2), row.integer(3)));
        bulk.filter_after = std::to_string(row.integer(0));
    }
    if (static_cast<std::int64_t>(rows.size()) < found_a_chunk) bulk.filter.reset();
    return {};
}

Result<std::vector<Row>> waiting(store::Tx& tx, Bulk const& bulk) {
    auto found =
        TRY(tx.many("select row_number, user_id, before, version_after from bulk_rows "
                    "where account_id = $1 and job_id = $2 and state = 'waiting' "
                    "order by row_number limit $3",
                    bulk.account, bulk.job, rows_a_chunk));
    std::vector<Row> rows;
    for (auto const& one : found) {
        Row row{one.integer(0), one.id<UserId>(1), {}, one.maybe_integer(3)};
        if (!one.null(2)) row.before = TRY(json::parse(one.text(2)));
        rows.push_back(std::move(row));
    }
    return rows;
}

Result<void> act(store::Tx& tx, Work const& work, access::Actor const& actor, Bulk& bulk) {
    std::optional<Bulk> undone;
    if (bulk.undo_of) undone = TRY(load(tx, bulk.account, *bulk.undo_of));
    auto rows = TRY(waiting(tx, bulk));
    for (auto const& row : rows) {
        auto done = alone(tx, [&] { return act_upon(tx, work.outbox, actor, bulk, undone, row); });
        if (!done && !is_refusal(done.error())) return fail(std::move(done).error());
        TRY(note(tx, bulk, row, done));
    }
    if (static_cast<std::int64_t>(rows.size()) < rows_a_chunk) bulk.ended_at = tx.now();
    return {};
}

// Nobody acts any more: each row that is left is refused for that reason, so that the report has
// them all (case 48).
Result<void> refuse_rest(store::Tx& tx, Bulk& bulk) {
    bulk.filter.reset();
    auto const* known = http::known_error(bulk.stopped);
    auto refused =
        TRY(tx.exec("update bulk_rows set state = 'refused', code = $3, detail = $4 "
                    "where account_id = $1 and job_id = $2 and row_number in (select row_number "
                    "from bulk_rows where account_id = $1 and job_id = $2 and state = 'waiting' "
                    "order by row_number limit $5)",
                    bulk.account, bulk.job, bulk.stopped, known ? known->text : std::string_view(),
                    refused_a_chunk));
    bulk.refused += refused;
    if (refused < refused_a_chunk) bulk.ended_at = tx.now();
    return {};
}

// The starter's rights are those of this very moment (RT21).
Result<void> go_on(store::Tx& tx, Work const& work, std::optional<Found> const& found, Bulk& bulk) {
    auto actor = TRY(starter(tx, work.authority, bulk));
    if (!actor.unbound && actor.held.empty()) {
        bulk.stopped = "bulk.starter";
        return {};
    }
    if (!bulk.filter) return act(tx, work, actor, bulk);
    if (bulk.undo_of) return collect_undone(tx, bulk);
    return collect(tx, found, bulk);
}

// One transaction.
Result<void> chunk(store::Tx& tx, Work const& work, std::optional<Found> const& found, Bulk& bulk) {
    if (bulk.stopped.empty()) TRY(go_on(tx, work, found, bulk));
    if (!bulk.stopped.empty()) TRY(refuse_rest(tx, bulk));
    return save(tx, bulk);
}

// Its job has failed for good. More rows than one transaction refuses are left to a job of their
// own, which acts for nobody and so has nothing to fail at.
Result<void> give_up(store::Tx& tx, jobs::Queue const& queue, jobs::Attempt::Claim const& claim) {
    auto bulk = TRY(load(tx, claim.account, bulk_of(claim)));
    if (!bulk || bulk->ended_at) return {};
    if (bulk->stopped.empty()) bulk->stopped = "bulk.failed";
    TRY(refuse_rest(tx, *bulk));
    TRY(save(tx, *bulk));
    if (bulk->ended_at) return {};
    TRY(queue.add(
        tx,
        {.account = claim.account, .kind = std::string(job_kind), .payload = bulk->job.text()}));
    return {};
}

Result<bool> step(Work const& work) {
    bool ended = false;
    auto id = bulk_of(work.run.claim());
    std::optional<Found> found;
    auto loaded =
        TRY(work.run.store().read([&](store::Snapshot& snapshot) -> Result<std::optional<Bulk>> {
            auto bulk = TRY(load(snapshot, work.run.account(), id));
            if (bulk && !bulk->ended_at) found = TRY(look_for(snapshot, work, *bulk));
            return bulk;
        }));
    if (!loaded || loaded->ended_at) return true;
    auto progress = loaded->done + loaded->same + loaded->refused;
    TRY(work.run.checkpoint(progress, loaded->total, [&](store::Tx& tx) -> Result<void> {
        auto bulk = TRY(load(tx, work.run.account(), id));
        if (bulk) TRY(chunk(tx, work, found, *bulk));
        ended = !bulk || bulk->ended_at.has_value();
        return {};
    }));
    return ended;
}

jobs::Outcome work_on(Work const& work) {
    for (int n = 0; n < chunks_a_turn && !work.run.stopping(); ++n) {
        auto ended = step(work);
        if (!ended) return jobs::Outcome::again(ended.error());
        if (*ended) return jobs::Outcome::done();
    }
    return jobs::Outcome::more();
}

}  // namespace

jobs::Kind running(access::Authority const& authority, mail::Outbox const& outbox,
                   jobs::Queue const& queue) {
    return {.name = std::string(job_kind),
            .work = [&authority,
                     &outbox](jobs::Attempt& run) { return work_on(Work{authority, outbox, run}); },
            .failed = [&queue](
                          store::Tx& tx,
                          jobs::Attempt::Claim const& claim) { return give_up(tx, queue, claim); }};
}

}  // namespace usher::bulk
