// The rows beside a user that must be unique: an address, and a person, at most once an account.
#include "directory/life.h"
#include "store/tx.h"

namespace usher::directory {

Error address_taken(store::Tx& tx, access::Actor const& actor, UserId by) {
    Error error{Code::conflict, "users.exists", "A user of this account has that address already."};
    error.field = "email";
    auto seen = access::subject(tx, actor, by);
    if (seen && access::sight(actor, *seen) == access::Sight::full)
        error.params.push_back({"user", by.text()});
    return error;
}

Result<void> take_address(store::Tx& tx, AccountId account, Email const& email, UserId user) {
    auto taken =
        TRY(tx.exec("insert into user_email (account_id, email_key, user_id) values ($1, $2, $3) "
                    "on conflict (account_id, email_key) do nothing",
                    account, email.key(), user));
    if (taken == 1) return {};
    return fail(Error{Code::conflict, "users.email_taken",
                      "Another user of this account has that address by now. Choose another."});
}

Result<void> free_address(store::Tx& tx, AccountId account, UserId user) {
    // By its key: to look for the user among the addresses would be to read all of the account's.
    TRY(
        tx.exec("delete from user_email where account_id = $1 and user_id = $2 and email_key = "
                "(select email_key from users where account_id = $1 and user_id = $2)",
                account, user));
    return {};
}

Result<void> take_membership(store::Tx& tx, AccountId account, IdentityId identity, UserId user) {
    auto taken =
        TRY(tx.exec("insert into memberships_of (identity_id, account_id, user_id) "
                    "values ($1, $2, $3) on conflict (identity_id, account_id) do nothing",
                    identity, account, user));
    if (taken == 0) {
        return fail(Error{Code::conflict, "users.person_here",
                          "This person is a user of the account already, by another address."});
    }
    TRY(tx.exec("update identities set alone_until = null where identity_id = $1", identity));
    return {};
}

Result<void> end_membership(store::Tx& tx, access::Account const& account, IdentityId identity) {
    TRY(tx.exec("delete from memberships_of where identity_id = $1 and account_id = $2", identity,
                account.id));
    auto until = tx.now() + days(account.blueprint->policies.restore_days);
    TRY(
        tx.exec("update identities set alone_until = case when alone_until > $2 then alone_until "
                "else $2 end where identity_id = $1 "
                "and not exists (select 1 from memberships_of where identity_id = $1) "
                "/* across accounts: a person is not alone while one of them has them */",
                identity, until));
    return {};
}

}  // namespace usher::directory
