#include "accounts/empty.h"

#include <array>

#include "access/actor.h"
#include "access/place.h"
#include "audit/personal.h"
#include "audit/record.h"
#include "store/tx.h"

namespace usher::accounts {
namespace {

constexpr std::int64_t events_at_once = 10;  // for each row of the limit: they are quickly emptied

// Whatever belongs to people or is let use, table by table; $2 rows at once.
constexpr auto rows = std::to_array<std::string_view>({
    "delete from user_email where account_id = $1 and email_key in "
    "(select email_key from user_email where account_id = $1 limit $2)",
    "delete from unique_fields where account_id = $1 and (field, value_key) in "
    "(select field, value_key from unique_fields where account_id = $1 limit $2)",
    "delete from user_dir where account_id = $1 and dir_key in "
    "(select dir_key from user_dir where account_id = $1 limit $2)",
    "delete from status_counts where account_id = $1 and (home, status) in "
    "(select home, status from status_counts where account_id = $1 limit $2)",
    "delete from assignments where account_id = $1 and (user_id, role, scope) in "
    "(select user_id, role, scope from assignments where account_id = $1 limit $2)",
    "delete from api_keys where account_id = $1 and key_id in "
    "(select key_id from api_keys where account_id = $1 limit $2)",
    "delete from grants where account_id = $1 and (user_id, kind, resource_id) in "
    "(select user_id, kind, resource_id from grants where account_id = $1 limit $2)",
    "delete from grant_defaults where account_id = $1 and (user_id, kind, group_name) in "
    "(select user_id, kind, group_name from grant_defaults where account_id = $1 limit $2)",
    "delete from resources where account_id = $1 and resource_id in "
    "(select resource_id from resources where account_id = $1 limit $2)",
    "delete from entries where account_id = $1 and (user_id, session_id) in "
    "(select user_id, session_id from entries where account_id = $1 limit $2)",
    "delete from links where account_id = $1 and digest in "
    "(select digest from links where account_id = $1 limit $2)",
    "delete from idempotency where account_id = $1 and (actor, route, key) in "
    "(select actor, route, key from idempotency where account_id = $1 limit $2)",
    "delete from bulk_rows where account_id = $1 and (job_id, row_number) in "
    "(select job_id, row_number from bulk_rows where account_id = $1 limit $2)",
    "delete from bulks where account_id = $1 and job_id in "
    "(select job_id from bulks where account_id = $1 limit $2)",
    "delete from invitations_of_hour where account_id = $1 and hour in "
    "(select hour from invitations_of_hour where account_id = $1 limit $2)",
    "delete from jobs where account_id = $1 and job_id in "
    "(select job_id from jobs where account_id = $1 limit $2)",
    // Events name places by their numbers: those stay, and nobody knows what they were called.
    "update places set name = '', name_key = '#' || number, version = version + 1 "
    "where account_id = $1 and number in "
    "(select number from places where account_id = $1 and name <> '' limit $2)",
});

// An identity that is left without any user goes with the next sweep: the grace is over (RT34).
Result<void> end_membership(store::Tx& tx, AccountId account, IdentityId identity) {
    TRY(tx.exec("delete from memberships_of where identity_id = $1 and account_id = $2", identity,
                account));
    TRY(
        tx.exec("update identities set alone_until = coalesce(alone_until, $2) "
                "where identity_id = $1 "
                "and not exists (select 1 from memberships_of where identity_id = $1) "
                "/* across accounts: a person is not alone while one of them has them */",
                identity, tx.now()));
    return {};
}

Result<std::int64_t> users(store::Tx& tx, AccountId account, std::int64_t limit) {
    auto some =
        TRY(tx.many("select user_id, identity_id from users where account_id = $1 "
                    "order by user_id limit $2",
                    account, limit));
    for (auto const& row : some) {
        if (!row.null(1)) TRY(end_membership(tx, account, row.id<IdentityId>(1)));
        TRY(tx.exec("delete from users where account_id = $1 and user_id = $2", account,
                    row.id<UserId>(0)));
    }
    return static_cast<std::int64_t>(some.size());
}

Result<void> finish(store::Tx& tx, AccountId account) {
    for (auto chain : {account, AccountId{}}) {
        audit::Event event{chain, "accounts.empty", access::ActorId{}.text(),
                           "account:" + account.text()};
        TRY(audit::record(tx, event));
    }
    TRY(
        tx.exec("update accounts set emptied_at = $2, seats_used = 0, status_reason = '', "
                "version = version + 1 where account_id = $1",
                account, tx.now()));
    return access::places_changed(tx, account);
}

}  // namespace

Result<std::int64_t> empty_closed(store::Tx& tx, std::int64_t limit) {
    auto next =
        TRY(tx.one("select account_id, emptied_to, audit_seq from accounts where closes_at <= $1 "
                   "and status = 'closed' and emptied_at is null order by closes_at limit 1 "
                   "/* across accounts: time passes in all alike */",
                   tx.now()));
    if (!next) return std::int64_t{0};
    auto account = next->id<AccountId>(0);
    TRY(tx.lock(account));
    if (TRY(users(tx, account, limit)) > 0) return limit;
    for (auto const& some : rows)
        if (TRY(tx.exec(some, account, limit)) > 0) return limit;
    if (next->integer(1) < next->integer(2)) {
        auto to = TRY(audit::erase_all(tx, account, next->integer(1), limit * events_at_once));
        TRY(tx.exec("update accounts set emptied_to = $2 where account_id = $1", account, to));
        return limit;
    }
    TRY(finish(tx, account));
    return limit;
}

}  // namespace usher::accounts
