#include "directory/life.h"
#include "store/tx.h"

namespace usher::directory {

Result<void> activate(store::Tx& tx, access::Account const& account, User const& before,
                      IdentityId identity, Name const& name) {
    auto after = before;
    after.status = access::Status::active;
    after.name = name;
    after.dir_key = dir_key(after);
    TRY(
        tx.exec("update users set status = 'active', first_name = $3, last_name = $4, "
                "identity_id = $5, dir_key = $6, activated_at = $7, version = version + 1 "
                "where account_id = $1 and user_id = $2",
                account.id, before.id, name.first, name.last, identity, after.dir_key, tx.now()));
    TRY(take_membership(tx, account.id, identity, before.id));
    TRY(tx.exec("update accounts set accepted = 1 where account_id = $1 and accepted = 0",
                account.id));
    TRY(keep_directory(tx, account.id, &before, after));
    return tx.touch(account.id);
}

}  // namespace usher::directory
