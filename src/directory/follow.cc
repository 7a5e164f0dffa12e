#include "directory/follow.h"

#include "audit/record.h"
#include "directory/life.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

constexpr std::int64_t max_followed = 1000;

Result<void> follow(store::Tx& tx, AccountId account, User const& before, Email const& to,
                    std::string const& request_id) {
    auto after = before;
    after.email = to.address();
    after.dir_key = dir_key(after);
    TRY(free_address(tx, account, before.id));
    TRY(tx.exec("insert into user_email (account_id, email_key, user_id) values ($1, $2, $3)",
                account, to.key(), before.id));
    TRY(
        tx.exec("update users set email = $3, email_key = $4, dir_key = $5, "
                "version = version + 1 where account_id = $1 and user_id = $2",
                account, before.id, to.address(), to.key(), after.dir_key));
    TRY(keep_directory(tx, account, &before, after));
    audit::Event event{account, "users.email", "user:" + before.id.text(),
                       "user:" + before.id.text(), before.home};
    event.request_id = request_id;
    event.details = audit::difference({{"email", before.email}}, {{"email", after.email}});
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace

Result<void> follow_address(store::Tx& tx, IdentityId identity, Email const& before,
                            Email const& after, std::string const& request_id) {
    auto rows =
        TRY(tx.many("select u.account_id, u.user_id from memberships_of m join users u "
                    "on u.account_id = m.account_id and u.user_id = m.user_id "
                    "where m.identity_id = $1 and u.email_key = $2 and u.status <> 'deleted' "
                    "order by u.account_id limit $3 /* across accounts: one person's own */",
                    identity, before.key(), max_followed));
    for (auto const& row : rows) {
        auto account = row.id<AccountId>(0);
        auto user = row.id<UserId>(1);
        TRY(tx.lock(account));
        auto holder = TRY(with_email(tx, account, after));
        if (holder && *holder != user) continue;
        auto found = TRY(find(tx, account, user));
        if (found) TRY(follow(tx, account, *found, after, request_id));
    }
    return {};
}

}  // namespace usher::directory
