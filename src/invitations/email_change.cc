#include "invitations/email_change.h"

#include "access/member.h"
#include "audit/record.h"
#include "directory/life.h"
#include "directory/target.h"
#include "invitations/invitations.h"
#include "invitations/limits.h"
#include "store/tx.h"

namespace usher::invitations {
namespace {

using directory::User;

Result<void> end_link(store::Tx& tx, AccountId account, UserId user) {
    TRY(
        tx.exec("update links set ended_at = $3 where account_id = $1 and user_id = $2 "
                "and purpose = 'email_change' and used_at is null and ended_at is null",
                account, user, tx.now()));
    return {};
}

Result<void> record(store::Tx& tx, AccountId account, std::string const& by, User const& user,
                    std::string_view act, json::Value details, std::string const& request_id) {
    audit::Event event{account, std::string(act), by, "user:" + user.id.text(), user.home};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

json::Value from_to(std::string const& before, std::string const& after) {
    return audit::difference({{"email", before}}, {{"email", after}});
}

Result<void> may_have(store::Tx& tx, access::Actor const& actor, User const& user,
                      Email const& to) {
    auto other = TRY(directory::with_email(tx, actor.account.id, to));
    if (other && *other != user.id) return fail(directory::address_taken(tx, actor, *other));
    return {};
}

// The row's address and what is kept beside it.
Result<void> put_address(store::Tx& tx, AccountId account, User const& before, Email const& to) {
    auto after = before;
    after.email = to.address();
    after.dir_key = directory::dir_key(after);
    TRY(directory::free_address(tx, account, before.id));
    TRY(directory::take_address(tx, account, to, before.id));
    TRY(
        tx.exec("update users set email = $3, email_key = $4, dir_key = $5, "
                "version = version + 1 where account_id = $1 and user_id = $2",
                account, before.id, to.address(), to.key(), after.dir_key));
    return directory::keep_directory(tx, account, &before, after);
}

Result<void> put_right(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& actor,
                       access::Permit<Act::users_edit> const& permit, User const& user,
                       Email const& to, std::string const& request_id) {
    TRY(may_resend(tx, permit.account, user.id));
    TRY(count_invitation(tx, permit.account));
    TRY(put_address(tx, permit.account, user, to));
    TRY(send(tx, outbox, actor.account, user.id, to, user.name, {permit.by, actor.name},
             user.language, ""));
    return record(tx, permit.account, permit.by.text(), user, "users.email",
                  from_to(user.email, to.address()), request_id);
}

// The command line is nobody of the account.
std::string speaker(access::Actor const& actor) { return actor.unbound ? "provider" : "person"; }

mail::Letter letter_to(access::Actor const& actor, User const& user, Email const& address) {
    mail::Letter letter{actor.account.id, address};
    letter.recipient_name = directory::whole(user.name);
    letter.language = user.language;
    letter.product = actor.account.blueprint->name;
    return letter;
}

// The old address learns of it at once, whatever becomes of it (threat 14). It does not learn the
// new one.
Result<void> tell_old(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& actor,
                      User const& user) {
    if (user.email.empty()) return {};
    auto letter = letter_to(actor, user, TRY(Email::parse(user.email)));
    letter.text = "mail.email_changing";
    letter.params = {{"admin", actor.name},
                     {"account", actor.account.name},
                     {"email", user.email},
                     {"by", speaker(actor)}};
    letter.link = Secret(outbox.public_url() + "/a/" + actor.account.slug);
    TRY(outbox.post(tx, letter));
    return {};
}

Result<void> invite_new(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& actor,
                        User const& user, Email const& to) {
    TRY(may_resend(tx, actor.account.id, user.id, "email_change"));
    TRY(count_invitation(tx, actor.account.id));
    TRY(end_link(tx, actor.account.id, user.id));
    auto token = new_token(tx.random());
    auto expires = tx.now() + days(actor.account.blueprint->policies.invitation_days);
    TRY(
        tx.exec("insert into links (digest, purpose, account_id, user_id, email, email_key, "
                "sent_by, created_at, expires_at) "
                "values ($1, 'email_change', $2, $3, $4, $5, $6, $7, $8)",
                token.digest, actor.account.id, user.id, to.address(), to.key(), actor.id.text(),
                tx.now(), expires));
    auto letter = letter_to(actor, user, to);
    letter.text = "mail.email_change";
    letter.params = {{"admin", actor.name},
                     {"account", actor.account.name},
                     {"email", to.address()},
                     {"by", speaker(actor)}};
    letter.expires = expires;
    letter.link = outbox.link("/join#", token.text);
    TRY(outbox.post(tx, letter));
    return {};
}

Result<bool> waits_for(store::Tx& tx, AccountId account, UserId user, Email const& to) {
    auto row =
        TRY(tx.one("select 1 from links where account_id = $1 and user_id = $2 "
                   "and purpose = 'email_change' and email_key = $3 and used_at is null "
                   "and ended_at is null",
                   account, user, to.key()));
    return row.has_value();
}

Result<void> note(store::Tx& tx, AccountId account, UserId user, OldAddress old) {
    TRY(tx.exec("update users set version = version + 1 where account_id = $1 and user_id = $2",
                account, user));
    if (old == OldAddress::holds) return {};
    auto until = TRY(access::end_of_entries(tx, account, user));
    TRY(
        tx.exec("update users set address_needed = 1, entries_after = $3 "
                "where account_id = $1 and user_id = $2",
                account, user, until));
    return tx.touch(account);
}

Error same_email() {
    return invalid_field("email", "users.same_email",
                         "This is the user's address already. Give another.");
}

}  // namespace

Result<void> change_email(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& actor,
                          access::Permit<Act::users_edit> const& permit, User const& user,
                          Email const& to, OldAddress old, std::string const& request_id) {
    if (user.status == access::Status::deleted) {
        return fail(
            Error{Code::conflict, "users.deleted", "This user is deleted. Restore them first."});
    }
    auto now = user.email.empty() ? std::string() : TRY(Email::parse(user.email)).key();
    if (now == to.key() && user.email == to.address()) return fail(same_email());
    TRY(may_have(tx, actor, user, to));
    if (user.status == access::Status::invited)
        return put_right(tx, outbox, actor, permit, user, to, request_id);
    if (user.status != access::Status::active) {
        return fail(
            Error{Code::conflict, "users.not_active", "This user is suspended. Resume them first."}
                .with("status", std::string(name(user.status))));
    }
    bool again = TRY(waits_for(tx, permit.account, user.id, to));
    TRY(invite_new(tx, outbox, actor, user, to));
    if (!again) TRY(tell_old(tx, outbox, actor, user));
    TRY(note(tx, permit.account, user.id, old));
    auto details = from_to(user.email, to.address());
    std::get<json::Object>(details.is).emplace_back("old_ended", old == OldAddress::ends_now);
    return record(tx, permit.account, permit.by.text(), user, "users.email", std::move(details),
                  request_id);
}

Result<void> cancel_email_change(store::Tx& tx, access::Permit<Act::users_edit> const& permit,
                                 User const& user, std::string const& request_id) {
    TRY(directory::not_deleted(user));
    auto ended =
        TRY(tx.exec("update links set ended_at = $3 where account_id = $1 and user_id = $2 "
                    "and purpose = 'email_change' and used_at is null and ended_at is null",
                    permit.account, user.id, tx.now()));
    // The link may be gone by itself: after its time, or with a user who was deleted and restored.
    auto opened =
        TRY(tx.exec("update users set address_needed = 0, version = version + 1 "
                    "where account_id = $1 and user_id = $2 and (address_needed = 1 or $3 > 0)",
                    permit.account, user.id, ended));
    if (opened == 0) return {};
    TRY(tx.touch(permit.account));
    return record(tx, permit.account, permit.by.text(), user, "users.email_kept",
                  json::Object{{"email", user.email}}, request_id);
}

Result<void> bind(store::Tx& tx, access::Account const& account, User const& user,
                  IdentityId identity, Email const& email, Time proved,
                  std::string const& request_id) {
    TRY(put_address(tx, account.id, user, email));
    bool another = !user.identity || *user.identity != identity;
    if (another) {
        TRY(directory::take_membership(tx, account.id, identity, user.id));
        if (user.identity) TRY(directory::end_membership(tx, account, *user.identity));
    }
    // Entries restart: the one that is made by accepting is the first (RT42).
    TRY(
        tx.exec("update users set identity_id = $3, address_needed = 0, "
                "reset_needed = case when $4 = 1 then 0 else reset_needed end, "
                "entries_after = $5 where account_id = $1 and user_id = $2",
                account.id, user.id, identity, another, proved - milliseconds(1)));
    auto details = from_to(user.email, email.address());
    auto& told = std::get<json::Object>(details.is);
    if (user.identity) told.emplace_back("identity_before", user.identity->text());
    told.emplace_back("identity_after", identity.text());
    TRY(record(tx, account.id, "user:" + user.id.text(), user, "users.bind", std::move(details),
               request_id));
    return tx.touch(account.id);
}

}  // namespace usher::invitations
