#include "directory/life.h"
#include "directory/unique_fields.h"
#include "seats/seats.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

Result<void> insert(store::Tx& tx, AccountId account, User const& user, Email const& email) {
    TRY(
        tx.exec("insert into users (account_id, user_id, kind, status, first_name, last_name, "
                "email, email_key, home, fields, dir_key, language, created_at, entries_after, "
                "version) values ($1, $2, 'person', 'invited', $3, $4, $5, $6, $7, $8, $9, $10, "
                "$11, 0, 1)",
                account, user.id, user.name.first, user.name.last, email.address(), email.key(),
                user.home, json::text(user.fields), user.dir_key, user.language, user.created_at));
    TRY(tx.exec("insert into user_email (account_id, email_key, user_id) values ($1, $2, $3)",
                account, email.key(), user.id));
    return keep_directory(tx, account, nullptr, user);
}

}  // namespace

Result<UserId> add(store::Tx& tx, access::Actor const& actor,
                   access::Permit<Act::users_invite> const& permit, NewUser const& wanted) {
    auto other = TRY(with_email(tx, permit.account, wanted.email));
    if (other) return fail(address_taken(tx, actor, *other));
    TRY(seats::claim(tx, actor, blueprints::UserKind::person));
    User user;
    user.id = tx.new_id<UserId>();
    user.name = wanted.name;
    user.home = wanted.home;
    user.fields = wanted.fields;
    user.language = wanted.language;
    user.created_at = tx.now();
    user.email = wanted.email.address();
    user.dir_key = dir_key(user);
    TRY(insert(tx, permit.account, user, wanted.email));
    TRY(keep_unique(tx, actor.account, user.id, {}, user.fields));
    TRY(access::replace_assignments(tx, permit.account, user.id, {}, wanted.assignments,
                                    permit.by));
    if (!wanted.grants.empty())
        TRY(grants::replace(tx, permit.account, user.id, grants::nothing(actor.account),
                            wanted.grants, permit.by));
    TRY(tx.touch(permit.account));
    return user.id;
}

}  // namespace usher::directory
