#include "access/member.h"
#include "audit/record.h"
#include "signin/recovery.h"
#include "signin/reset_link.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

Result<void> active(directory::User const& user) {
    if (user.status == access::Status::active) return {};
    auto now = std::string(access::name(user.status));
    return fail(Error{Code::conflict, "users.not_active",
                      "This user is " + now +
                          ". Only an active user can be asked for a new "
                          "password, or be made to sign in again."}
                    .with("status", now));
}

// The account's address opens nothing unless it is the person's: an administrator who could turn
// the link elsewhere would take over the identity, in other accounts too (RT38).
Result<Email> own_address(store::Snapshot& snapshot, directory::User const& user) {
    auto email = Email::parse(user.email);
    std::optional<Identity> owner;
    if (email) owner = TRY(identity_of(snapshot, *email));
    if (owner && user.identity && owner->id == *user.identity) return *email;
    return fail(Error{Code::conflict, "passwords.no_address",
                      "This user has no address of their own that a link could go to."});
}

Error sent_lately(Duration wait) {
    auto left = std::to_string((wait.ms + 999) / 1000);
    return Error{Code::too_many, "passwords.sent_lately",
                 "A link went to this user a moment ago. Try again in " + left + " seconds."}
        .with("retry_after_s", left);
}

Result<void> mail_link(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& actor,
                       ResetFor const& reset, directory::User const& user, Email const& email) {
    auto token = TRY(new_reset_link(tx, reset, email));
    mail::Letter letter{actor.account.id, email};
    letter.recipient_name = directory::whole(user.name);
    letter.language = user.language;
    letter.text = "mail.password_reset_by_admin";
    letter.product = actor.account.blueprint->name;
    letter.params = {{"admin", actor.name},
                     {"account", actor.account.name},
                     {"email", email.address()},
                     {"by", actor.unbound ? "provider" : "person"}};
    letter.expires = tx.now() + reset_ttl;
    letter.link = outbox.link("/reset#", token.text);
    TRY(outbox.post(tx, letter));
    return {};
}

Result<void> end_here(store::Tx& tx, AccountId account, UserId user) {
    auto until = TRY(access::end_of_entries(tx, account, user));
    TRY(
        tx.exec("update users set reset_needed = 1, entries_after = $3 "
                "where account_id = $1 and user_id = $2",
                account, user, until));
    return tx.touch(account);
}

Result<void> record(store::Tx& tx, access::Permit<Act::users_reset> const& permit,
                    directory::User const& user, std::string_view act, json::Object details,
                    std::string const& request_id) {
    audit::Event event{permit.account, std::string(act), permit.by.text(), "user:" + user.id.text(),
                       user.home};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace

Result<SentReset> send_reset(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& actor,
                             access::Permit<Act::users_reset> const& permit,
                             directory::User const& user, OldPassword old,
                             std::string const& request_id) {
    TRY(active(user));
    auto email = TRY(own_address(tx, user));
    ResetFor reset{*user.identity, permit.account, user.id, permit.by.text()};
    auto wait = TRY(wait_for_next(tx, reset, email));
    bool sends = wait <= Duration{};
    bool ends = old == OldPassword::ends_here;
    if (!sends && !ends) return fail(sent_lately(wait));
    if (sends) TRY(mail_link(tx, outbox, actor, reset, user, email));
    if (ends) TRY(end_here(tx, permit.account, user.id));
    json::Object details;
    details.emplace_back("email", email.address());
    details.emplace_back("sent", sends);
    details.emplace_back("old_password_ended", ends);
    TRY(record(tx, permit, user, "users.reset", std::move(details), request_id));
    return SentReset{email.address(), sends};
}

Result<void> end_entries(store::Tx& tx, access::Permit<Act::users_reset> const& permit,
                         directory::User const& user, std::string const& request_id) {
    TRY(active(user));
    auto until = TRY(access::end_of_entries(tx, permit.account, user.id));
    TRY(tx.exec("update users set entries_after = $3 where account_id = $1 and user_id = $2",
                permit.account, user.id, until));
    TRY(tx.touch(permit.account));
    json::Object details;
    details.emplace_back("name", directory::whole(user.name));
    return record(tx, permit, user, "users.end_entries", std::move(details), request_id);
}

}  // namespace usher::signin
