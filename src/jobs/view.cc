#include "jobs/jobs.h"
#include "store/tx.h"

namespace usher::jobs {
namespace {

State state_of(std::string_view name) {
    if (name == "done") return State::done;
    return name == "failed" ? State::failed : State::waiting;
}

std::string_view name_of(State state) {
    switch (state) {
        case State::waiting:
            return "waiting";
        case State::done:
            return "done";
        case State::failed:
            return "failed";
    }
    return "waiting";
}

View view_of(store::Row const& row) {
    View view;
    view.id = row.id<JobId>(0);
    view.account = row.id<AccountId>(1);
    view.kind = row.text(2);
    view.state = state_of(row.text(3));
    view.due = row.time(4);
    view.attempts = row.integer(5);
    view.progress = row.integer(6);
    view.total = row.maybe_integer(7);
    view.last_error = row.maybe_text(8).value_or("");
    view.created = row.time(9);
    view.done = row.maybe_time(10);
    return view;
}

}  // namespace

Result<View> find(store::Snapshot& snapshot, AccountId account, JobId id) {
    auto row = TRY(snapshot.one(
        "select job_id, account_id, kind, state, due_at, attempts, progress, total, last_error,"
        "       created_at, done_at"
        " from jobs where job_id = $1 and account_id = $2",
        id, account));
    if (!row) return fail(not_found());
    return view_of(*row);
}

Result<std::vector<View>> list(store::Snapshot& snapshot, State state, std::int64_t limit) {
    auto rows = TRY(snapshot.many(
        "/* across accounts: operators see the work of all */"
        " select job_id, account_id, kind, state, due_at, attempts, progress, total, last_error,"
        "        created_at, done_at"
        " from jobs where state = $1 order by job_id desc limit $2",
        name_of(state), std::clamp<std::int64_t>(limit, 0, max_listed)));
    std::vector<View> views;
    for (auto const& row : rows) views.push_back(view_of(row));
    return views;
}

}  // namespace usher::jobs
