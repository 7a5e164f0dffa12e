#include "seats/seats.h"
#include "store/tx.h"

namespace usher::seats {
namespace {

// The message says how many there are and how to add some, to those who may know (ST2, RT29).
Error none_left(Use use, access::Actor const& actor) {
    if (!may_see(actor)) {
        return Error{Code::conflict, "seats.none_left",
                     "No seat is free. Ask an administrator of the account."};
    }
    auto bought = std::to_string(use.bought.value_or(0));
    auto const* plan = actor.account.blueprint->plan(actor.account.plan);
    auto how = plan && plan->self_service    ? std::string("Add seats under Seats & plan.")
               : plan && !plan->more.empty() ? "More seats: " + plan->more
                                             : std::string("Ask your provider for more seats.");
    auto detail = "All " + bought + " seats are taken. " + how;
    auto error = Error{Code::conflict, "seats.none_left", detail};
    error.params = {{"used", std::to_string(use.used)}, {"bought", bought}};
    if (plan && !plan->more.empty()) error.params.push_back({"more", plan->more});
    return error;
}

}  // namespace

Result<Use> use(store::Snapshot& snapshot, AccountId account) {
    auto row = TRY(snapshot.one(
        "select seats_used, seats_bought from accounts where account_id = $1", account));
    if (!row) return fail(not_found());
    return Use{row->integer(0), row->maybe_integer(1)};
}

Result<void> claim(store::Tx& tx, access::Actor const& actor, blueprints::UserKind kind) {
    if (!actor.account.blueprint->counts_seat(kind)) return {};
    // One statement decides, under any concurrency (R2); the table's check stands behind it.
    auto taken =
        TRY(tx.exec("update accounts set seats_used = seats_used + 1 where account_id = $1 "
                    "and (seats_bought is null or seats_used < seats_bought)",
                    actor.account.id));
    if (taken == 1) return {};
    return fail(none_left(TRY(use(tx, actor.account.id)), actor));
}

Result<void> free(store::Tx& tx, access::Account const& account, blueprints::UserKind kind) {
    if (!account.blueprint->counts_seat(kind)) return {};
    TRY(tx.exec("update accounts set seats_used = seats_used - 1 where account_id = $1",
                account.id));
    return {};
}

}  // namespace usher::seats
