// What stands beside `users`: the walk's row, and the counts per home and status.
#include "directory/users.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

Result<void> count(store::Tx& tx, AccountId account, User const& user, std::int64_t by) {
    TRY(
        tx.exec("insert into status_counts (account_id, home, status, users) "
                "values ($1, $2, $3, 0) on conflict (account_id, home, status) do nothing",
                account, user.home, name(user.status)));
    TRY(
        tx.exec("update status_counts set users = users + $4 "
                "where account_id = $1 and home = $2 and status = $3",
                account, user.home, name(user.status), by));
    return {};
}

}  // namespace

Result<void> keep_directory(store::Tx& tx, AccountId account, User const* before,
                            User const& after) {
    bool moved = before && before->dir_key != after.dir_key;
    if (moved) {
        TRY(tx.exec("delete from user_dir where account_id = $1 and dir_key = $2", account,
                    before->dir_key));
    }
    if (!before || moved) {
        TRY(
            tx.exec("insert into user_dir (account_id, dir_key, user_id, home, status) "
                    "values ($1, $2, $3, $4, $5)",
                    account, after.dir_key, after.id, after.home, name(after.status)));
    } else {
        TRY(
            tx.exec("update user_dir set home = $3, status = $4 "
                    "where account_id = $1 and dir_key = $2",
                    account, after.dir_key, after.home, name(after.status)));
    }
    if (before && before->home == after.home && before->status == after.status) return {};
    if (before) TRY(count(tx, account, *before, -1));
    return count(tx, account, after, 1);
}

}  // namespace usher::directory
