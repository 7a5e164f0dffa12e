#include "access/errors.h"
#include "access/roles.h"
#include "store/tx.h"

namespace usher::access {
namespace {

// Who counts for RT24, of assignments a (of the top role, at the account) and users u: a person,
// active, whose role has begun and has no end. $4 is now.
constexpr std::string_view counts =
    "where a.until_at is null and (a.from_at is null or a.from_at <= $4) "
    "and u.kind = 'person' and u.status = 'active' ";

// Whether somebody counts.
Result<bool> any_top(store::Tx& tx, AccountId account, std::string const& top) {
    auto rows =
        TRY(tx.many("select 1 from assignments a "
                    "join users u on u.account_id = a.account_id and u.user_id = a.user_id "
                    "and a.account_id = $1 and a.role = $2 "
                    "and (a.scope = $3 or (a.scope = $5 and u.home = $3)) " +
                        std::string(counts) + "limit 1",
                    account, top, account_place, tx.now(), home_scope));
    return !rows.empty();
}

// How many are looked at before all who hold the role are: few where the account has locations, for
// most are at home at one, and have their roles there.
constexpr std::int64_t looked_at_first = 1000;

// The same, asked of those whose home, or the scope of whose role, is the account.
Result<bool> any_top_above(store::Tx& tx, AccountId account, std::string const& top) {
    auto by_scope =
        TRY(tx.many("select 1 from (select user_id from assignments where account_id = $1 "
                    "and scope = $3 limit $5) first "
                    "join assignments a on a.account_id = $1 and a.user_id = first.user_id "
                    "and a.role = $2 and a.scope = $3 "
                    "join users u on u.account_id = $1 and u.user_id = a.user_id " +
                        std::string(counts) + "limit 1",
                    account, top, account_place, tx.now(), looked_at_first));
    if (!by_scope.empty()) return true;
    auto by_home =
        TRY(tx.many("select 1 from (select user_id, kind, status from users where account_id = $1 "
                    "and status = 'active' and home = $3 limit $6) u "
                    "join assignments a on a.account_id = $1 and a.user_id = u.user_id "
                    "and a.role = $2 and a.scope = $5 " +
                        std::string(counts) + "limit 1",
                    account, top, account_place, tx.now(), home_scope, looked_at_first));
    return !by_home.empty();
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
    bool kept = !account.blueprint->levels.empty() && TRY(any_top_above(tx, account.id, top.key));
    kept = kept || TRY(any_top(tx, account.id, top.key));
    if (kept && top.unique) kept = !TRY(several_holders(tx, account.id, top.key));
    if (kept) return {};
    return fail(refusal(top.unique ? "roles.unique" : "roles.last_top", "", {{"role", top.label}}));
}

}  // namespace usher::access
