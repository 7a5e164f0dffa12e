#include "audit/record.h"
#include "directory/life.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

// The name stays, so that what the user did keeps its author (ST5); roles and grants go (RT34).
Result<void> end_one(store::Tx& tx, AccountId account, UserId user, access::PlaceNumber home) {
    TRY(tx.lock(account));
    auto roles = TRY(access::assignments_of(tx, account, user));
    TRY(tx.exec("delete from assignments where account_id = $1 and user_id = $2", account, user));
    TRY(tx.exec("delete from grants where account_id = $1 and user_id = $2", account, user));
    TRY(tx.exec("delete from grant_defaults where account_id = $1 and user_id = $2", account,
                user));
    TRY(
        tx.exec("update users set restore_until = null, version = version + 1 "
                "where account_id = $1 and user_id = $2",
                account, user));
    json::Object details;
    details.emplace_back("roles", listed(roles));
    audit::Event event{account, "users.restore_over", access::ActorId{}.text(),
                       "user:" + user.text(), home};
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace

Result<std::int64_t> end_restoring(store::Tx& tx, std::int64_t limit) {
    auto rows = TRY(
        tx.many("select account_id, user_id, home from users where restore_until <= $1 "
                "order by restore_until limit $2 /* across accounts: time passes in all alike */",
                tx.now(), limit));
    for (auto const& row : rows)
        TRY(end_one(tx, row.id<AccountId>(0), row.id<UserId>(1), row.integer(2)));
    return static_cast<std::int64_t>(rows.size());
}

}  // namespace usher::directory
