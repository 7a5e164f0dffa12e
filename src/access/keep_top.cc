#include "access/errors.h"
#include "access/roles.h"
#include "store/tx.h"

namespace usher::access {
namespace {

// Whether somebody counts for RT24: a person, active, with the top role at the account, begun,
// without end.
Result<bool> any_top(store::Tx& tx, AccountId account, std::string const& top) {
    auto rows =
        TRY(tx.many("select 1 from assignments a "
                    "join users u on u.account_id = a.account_id and u.user_id = a.user_id "
                    "where a.account_id = $1 and a.role = $2 "
                    "and (a.scope = $3 or (a.scope = $4 and u.home = $3)) "
                    "and a.until_at is null and (a.from_at is null or a.from_at <= $5) "
                    "and u.kind = 'person' and u.status = 'active' limit 1",
                    account, top, account_place, home_scope, tx.now()));
    return !rows.empty();
}

Result<bool> several_holders(store::Tx& tx, AccountId account, std::string const& role) {
    auto rows =
        TRY(tx.many("select distinct a.user_id from assignments a "
                    "join users u on u.account_id = a.account_id and u.user_id = a.user_id "
                    "where a.account_id = $1 and a.role = $2 and u.status <> 'deleted' limit 2",
                    account, role));
    return rows.size() > 1;
}

}  // namespace

Result<void> keep_top(store::Tx& tx, Account const& account) {
    if (!account.accepted) return {};
    auto const& top = account.blueprint->top_role();
    bool kept = TRY(any_top(tx, account.id, top.key));
    if (kept && top.unique) kept = !TRY(several_holders(tx, account.id, top.key));
    if (kept) return {};
    return fail(refusal(top.unique ? "roles.unique" : "roles.last_top", "", {{"role", top.label}}));
}

}  // namespace usher::access
