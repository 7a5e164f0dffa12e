#include "access/permit.h"
#include "bulk/start.h"
#include "directory/users.h"
#include "store/tx.h"

namespace usher::bulk {
namespace {

Result<Bulk> bulk_of(store::Row const& row, AccountId account) {
    Bulk bulk;
    bulk.account = account;
    bulk.job = row.id<JobId>(0);
    bulk.act = named(row.text(1)).value_or(Do::undo);
    auto params = TRY(json::parse(row.text(2)));
    bulk.params = params_of(params);
    bulk.filter = row.maybe_text(3);
    bulk.filter_after = row.maybe_text(4).value_or("");
    bulk.started_by = access::ActorId::parse(row.text(5)).value_or(access::ActorId{});
    bulk.undo_of = row.maybe_id<JobId>(6);
    bulk.undone_by = row.maybe_id<JobId>(7);
    bulk.stopped = row.maybe_text(8).value_or("");
    bulk.total = row.integer(9);
    bulk.done = row.integer(10);
    bulk.same = row.integer(11);
    bulk.refused = row.integer(12);
    bulk.created_at = row.time(13);
    bulk.ended_at = row.maybe_time(14);
    return bulk;
}

}  // namespace

Result<std::optional<Bulk>> load(store::Snapshot& snapshot, AccountId account, JobId job) {
    auto row = TRY(snapshot.one(
        "select job_id, act, params, filter, filter_after, started_by, undo_of, undone_by, "
        "stopped, rows_total, rows_done, rows_same, rows_refused, created_at, ended_at "
        "from bulks where account_id = $1 and job_id = $2",
        account, job));
    if (!row) return std::optional<Bulk>();
    auto bulk = TRY(bulk_of(*row, account));
    return std::optional<Bulk>(std::move(bulk));
}

Result<Bulk> find(store::Snapshot& snapshot, access::Actor const& actor, JobId job) {
    auto bulk = TRY(load(snapshot, actor.account.id, job));
    if (!bulk || (!actor.unbound && bulk->started_by != actor.id)) return fail(not_found());
    return *bulk;
}

Result<std::vector<Line>> lines(store::Snapshot& snapshot, access::Actor const& actor,
                                Bulk const& bulk, std::string const& state, std::int64_t after,
                                std::int64_t limit) {
    auto sql = std::string(
        "select r.row_number, r.user_id, r.state, r.code, r.detail, u.first_name, u.last_name, "
        "u.email, u.home, u.status, r.params, u.kind from bulk_rows r left join users u "
        "on u.account_id = r.account_id and u.user_id = r.user_id "
        "where r.account_id = $1 and r.job_id = $2 and r.row_number > $3 ");
    auto rows = state.empty()
                    ? TRY(snapshot.many(sql + "order by r.row_number limit $4", bulk.account,
                                        bulk.job, after, limit))
                    : TRY(snapshot.many(sql + "and r.state = $5 order by r.row_number limit $4",
                                        bulk.account, bulk.job, after, limit, state));
    std::vector<Line> lines;
    for (auto const& row : rows) {
        Line line{row.integer(0),
                  row.id<UserId>(1),
                  row.text(2),
                  row.maybe_text(3).value_or(""),
                  row.maybe_text(4).value_or(""),
                  {},
                  {},
                  {}};
        if (!row.null(10)) line.params = TRY(json::parse(row.text(10)));
        if (!row.null(8)) {
            access::Subject subject;
            subject.user = line.user;
            if (row.text(11) == "service") subject.kind = blueprints::UserKind::service;
            subject.home = row.integer(8);
            subject.status = access::status_named(row.text(9)).value_or(access::Status::deleted);
            if (access::sight(actor, subject) == access::Sight::full) {
                line.name = directory::whole({row.text(5), row.text(6)});
                line.email = row.maybe_text(7).value_or("");
            }
        }
        lines.push_back(std::move(line));
    }
    return lines;
}

}  // namespace usher::bulk
