#include "bulk/start.h"

#include "access/permit.h"
#include "directory/form.h"
#include "store/tx.h"

namespace usher::bulk {
namespace {

Error needs(std::string_view field) {
    return invalid_field(field, "bulk.needs",
                         std::string(field) + " says to what: this act needs it.");
}

Result<void> may_start(access::Actor const& actor, Do act) {
    TRY(access::may_somewhere(Act::users_view, actor));
    if (act == Do::revoke && access::may_somewhere(Act::users_delete, actor)) return {};
    return access::may_somewhere(act_of(act), actor);
}

// What cannot be right for any row is said at once.
Result<void> check_params(access::Actor const& actor, Wanted const& wanted) {
    bool roles = wanted.act == Do::give_role || wanted.act == Do::take_role;
    if (roles) {
        if (wanted.params.role.empty()) return fail(needs("role"));
        if (!actor.account.blueprint->role(wanted.params.role))
            return fail(invalid_field("role", "roles.unknown", "There is no such role."));
        if (!wanted.params.place.empty()) {
            auto place = access::place_named(actor, wanted.params.place);
            if (!place) return fail(std::move(place).error().at("place"));
        }
    }
    if (wanted.act != Do::move) return {};
    if (wanted.params.home.empty()) return fail(needs("home"));
    TRY(directory::home_named(actor, wanted.params.home));
    return {};
}

Result<void> not_too_many(store::Tx& tx, AccountId account) {
    auto row = TRY(
        tx.one("select count(*) from bulks where account_id = $1 and ended_at is null", account));
    if (row->integer(0) < max_open) return {};
    return fail(Error{Code::too_many, "bulk.too_many",
                      "Several changes to many users are running here. Wait until one is done."}
                    .with("max", std::to_string(max_open))
                    .with("retry_after_s", "10"));
}

Result<JobId> insert(store::Tx& tx, jobs::Queue const& queue, access::Actor const& actor,
                     Wanted const& wanted, std::optional<JobId> undo_of) {
    TRY(not_too_many(tx, actor.account.id));
    auto total = static_cast<std::int64_t>(wanted.users.size());
    auto job = TRY(queue.add(tx, {.account = actor.account.id, .kind = "bulk"}));
    TRY(
        tx.exec("insert into bulks (account_id, job_id, act, params, filter, filter_after, "
                "started_by, undo_of, rows_total, rows_done, rows_same, rows_refused, created_at) "
                "values ($1, $2, $3, $4, $5, '', $6, $7, $8, 0, 0, 0, $9)",
                actor.account.id, job, name(wanted.act), json::text(to_json(wanted.params)),
                wanted.filter, actor.id.text(), undo_of, total, tx.now()));
    tx.stir(actor.account.id);
    std::int64_t number = 0;
    for (auto const& user : wanted.users)
        TRY(
            tx.exec("insert into bulk_rows (account_id, job_id, row_number, user_id, state) "
                    "values ($1, $2, $3, $4, 'waiting')",
                    actor.account.id, job, ++number, user));
    return job;
}

}  // namespace

Result<JobId> start(store::Tx& tx, jobs::Queue const& queue, access::Actor const& actor,
                    Wanted const& wanted) {
    TRY(may_start(actor, wanted.act));
    TRY(check_params(actor, wanted));
    auto once = wanted;
    std::ranges::sort(once.users, {}, &UserId::bytes);
    auto twice = std::ranges::unique(once.users);
    once.users.erase(twice.begin(), twice.end());
    return insert(tx, queue, actor, once, std::nullopt);
}

Result<JobId> start_undo(store::Tx& tx, jobs::Queue const& queue, access::Actor const& actor,
                         Bulk const& of) {
    if (!of.ended_at)
        return fail(
            Error{Code::conflict, "bulk.running", "This is still running. Wait until it is done."});
    if (!can_be_undone(of.act) || of.undone_by || of.done == 0)
        return fail(Error{Code::conflict, "bulk.not_undoable", "This cannot be taken back."});
    TRY(access::may_somewhere(Act::users_view, actor));
    Wanted wanted{Do::undo, of.params, {}, std::string()};
    auto job = TRY(insert(tx, queue, actor, wanted, of.job));
    TRY(tx.exec("update bulks set undone_by = $3 where account_id = $1 and job_id = $2",
                actor.account.id, of.job, job));
    return job;
}

}  // namespace usher::bulk
