// What stands beside `users`: the walk's row, and the counts per home and status.
#include "directory/users.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

constexpr access::PlaceNumber everywhere = -1;  // the row that counts the whole account

int number(access::Status status) { return static_cast<int>(status); }
Time seen(User const& user) { return user.last_active_at.value_or(Time{}); }

Result<void> count(store::Tx& tx, AccountId account, access::PlaceNumber home,
                   access::Status status, std::int64_t by) {
    TRY(
        tx.exec("insert into status_counts (account_id, home, status, users) "
                "values ($1, $2, $3, 0) on conflict (account_id, home, status) do nothing",
                account, home, number(status)));
    TRY(
        tx.exec("update status_counts set users = users + $4 "
                "where account_id = $1 and home = $2 and status = $3",
                account, home, number(status), by));
    return {};
}

Result<void> recount(store::Tx& tx, AccountId account, User const* before, User const& after) {
    bool same_status = before && before->status == after.status;
    if (same_status && before->home == after.home) return {};
    if (before) TRY(count(tx, account, before->home, before->status, -1));
    TRY(count(tx, account, after.home, after.status, 1));
    if (same_status) return {};
    if (before) TRY(count(tx, account, everywhere, before->status, -1));
    return count(tx, account, everywhere, after.status, 1);
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
        TRY(tx.exec(
            "insert into user_dir (account_id, dir_key, user_id, home, status, seen) "
            "values ($1, $2, $3, $4, $5, $6)",
            account, after.dir_key, after.id, after.home, number(after.status), seen(after)));
    } else {
        TRY(
            tx.exec("update user_dir set home = $3, status = $4 "
                    "where account_id = $1 and dir_key = $2",
                    account, after.dir_key, after.home, number(after.status)));
    }
    return recount(tx, account, before, after);
}

Result<void> note_active(store::Tx& tx, AccountId account, UserId id, Time at) {
    TRY(tx.exec("update users set last_active_at = $3 where account_id = $1 and user_id = $2",
                account, id, at));
    TRY(
        tx.exec("update user_dir set seen = $3 where account_id = $1 and dir_key = "
                "(select dir_key from users where account_id = $1 and user_id = $2)",
                account, id, at));
    return {};
}

}  // namespace usher::directory
