#include "accounts/first_user.h"

#include "audit/record.h"
#include "directory/users.h"
#include "invitations/invitations.h"
#include "mail/outbox.h"
#include "store/tx.h"

namespace usher::accounts {
namespace {

using directory::User;

// Before the first acceptance nobody else can be added, so it is the only one.
Result<std::optional<User>> invited(store::Snapshot& snapshot, access::Account const& account) {
    if (account.accepted) return std::optional<User>();
    auto row = TRY(snapshot.one(
        "select user_id from users where account_id = $1 and status = 'invited' limit 1",
        account.id));
    if (!row) return std::optional<User>();
    return directory::find(snapshot, account.id, row->id<UserId>(0));
}

Result<void> readdress(store::Tx& tx, AccountId account, User const& before, Email const& email) {
    auto after = before;
    after.email = email.address();
    after.dir_key = directory::dir_key(after);
    TRY(
        tx.exec("update users set email = $3, email_key = $4, dir_key = $5, version = version + 1 "
                "where account_id = $1 and user_id = $2",
                account, before.id, email.address(), email.key(), after.dir_key));
    TRY(tx.exec("update user_email set email_key = $3 where account_id = $1 and user_id = $2",
                account, before.id, email.key()));
    return directory::keep_directory(tx, account, &before, after);
}

// The address stands in the account's chain alone, where erasing the user reaches it (RT37).
Result<void> record(store::Tx& tx, AccountId account, access::ActorId const& by, User const& before,
                    Email const& email, std::string const& request_id) {
    bool corrected = before.email != email.address();
    std::string act = corrected ? "accounts.first_user" : "users.resend";
    json::Object was{{"email", before.email}}, is{{"email", email.address()}};
    audit::Event own{account, act, by.text(), "user:" + before.id.text()};
    own.request_id = request_id;
    own.details = corrected ? audit::difference(was, is) : json::Value(is);
    TRY(audit::record(tx, own));
    audit::Event copy{AccountId{}, act, by.text(), "account:" + account.text()};
    copy.request_id = request_id;
    TRY(audit::record(tx, copy));
    return {};
}

}  // namespace

Result<std::optional<FirstUser>> first_user(store::Snapshot& snapshot,
                                            access::Account const& account) {
    auto user = TRY(invited(snapshot, account));
    if (!user) return std::optional<FirstUser>();
    FirstUser first{user->id, directory::whole(user->name), user->email, {}, {}};
    auto link = TRY(snapshot.one(
        "select created_at, expires_at from links where account_id = $1 and user_id = $2 "
        "and purpose = 'invitation' order by created_at desc limit 1",
        account.id, user->id));
    if (link) {
        first.sent_at = link->time(0);
        first.expires_at = link->time(1);
    }
    return std::optional<FirstUser>(std::move(first));
}

Result<void> resend_first(
    store::Tx& tx, mail::Outbox const& outbox,
    access::OperatorPermit<access::InstanceAct::accounts_first_user> const& permit,
    access::Account const& account, std::optional<Email> const& wanted,
    std::string const& request_id) {
    auto user = TRY(invited(tx, account));
    if (!user) {
        return fail(Error{Code::conflict, "accounts.joined",
                          "The first user has joined. The account's own administrators manage its "
                          "users now."});
    }
    auto email = wanted ? *wanted : TRY(Email::parse(user->email));
    if (email.address() != user->email) TRY(readdress(tx, account.id, *user, email));
    invitations::Sender sender{permit.by, account.name};
    TRY(invitations::send(tx, outbox, account, user->id, email, user->name, sender, user->language,
                          ""));
    return record(tx, account.id, permit.by, *user, email, request_id);
}

}  // namespace usher::accounts
