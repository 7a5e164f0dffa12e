#include "audit/record.h"
#include "invitations/invitations.h"
#include "invitations/limits.h"
#include "store/tx.h"

namespace usher::invitations {
namespace {

constexpr AccountId the_instance{};

Result<void> end_links(store::Tx& tx, AccountId account, UserId user) {
    TRY(
        tx.exec("update links set ended_at = $3 where account_id = $1 and user_id = $2 "
                "and purpose = 'invitation' and used_at is null and ended_at is null",
                account, user, tx.now()));
    return {};
}

Result<void> insert(store::Tx& tx, Token const& token, std::string_view purpose, AccountId account,
                    UserId user, Email const& email, std::string const& sent_by, Time expires) {
    TRY(
        tx.exec("insert into links (digest, purpose, account_id, user_id, email, email_key, "
                "sent_by, created_at, expires_at) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
                token.digest, purpose, account, user, email.address(), email.key(), sent_by,
                tx.now(), expires));
    return {};
}

// In whose name the mail speaks: a person's of the account, or nobody's in particular.
std::string speaker(access::Account const& account, access::ActorId const& by) {
    if (by.user()) return "person";
    return account.accepted ? "account" : "opening";
}

// Who, by name where it tells more than the address: no link and no token (threat 19).
Result<void> record(store::Tx& tx, AccountId account, access::ActorId const& by,
                    std::string_view act, UserId user, access::PlaceNumber home,
                    json::Object details, std::string const& request_id) {
    audit::Event event{account, std::string(act), by.text(), "user:" + user.text(), home};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace

Result<void> send(store::Tx& tx, mail::Outbox const& outbox, access::Account const& account,
                  UserId user, Email const& email, directory::Name const& name,
                  Sender const& sender, std::string const& language, std::string const& note) {
    TRY(end_links(tx, account.id, user));
    auto token = new_token(tx.random());
    auto expires = tx.now() + days(account.blueprint->policies.invitation_days);
    TRY(insert(tx, token, "invitation", account.id, user, email, sender.by.text(), expires));
    mail::Letter letter{account.id, email};
    letter.recipient_name = directory::whole(name);
    letter.language = language;
    letter.text = "mail.invitation";
    letter.product = account.blueprint->name;
    letter.params = {
        {"inviter", sender.name}, {"account", account.name}, {"by", speaker(account, sender.by)}};
    if (!note.empty()) letter.params.push_back({"note", note});
    letter.expires = expires;
    letter.link = outbox.link("/join#", token.text);
    TRY(outbox.post(tx, letter));
    return {};
}

Result<UserId> invite(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& actor,
                      access::Permit<Act::users_invite> const& permit,
                      directory::NewUser const& wanted, std::string const& note,
                      std::string const& request_id) {
    TRY(count_invitation(tx, permit.account));
    auto user = TRY(directory::add(tx, actor, permit, wanted));
    TRY(send(tx, outbox, actor.account, user, wanted.email, wanted.name, {permit.by, actor.name},
             wanted.language, note));
    json::Object details;
    details.emplace_back("email", wanted.email.address());
    details.emplace_back("roles", directory::listed(wanted.assignments));
    auto uses = grants::told(wanted.grants);
    if (!uses.empty()) details.emplace_back("grants", std::move(uses));
    TRY(record(tx, permit.account, permit.by, "users.invite", user, wanted.home, std::move(details),
               request_id));
    return user;
}

Result<void> resend(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& actor,
                    access::Permit<Act::users_invite> const& permit, directory::User const& user,
                    std::string const& request_id) {
    if (user.status != access::Status::invited) {
        return fail(
            Error{Code::conflict, "invitations.accepted",
                  "This user is " + std::string(name(user.status)) + ", no longer invited."});
    }
    TRY(may_resend(tx, permit.account, user.id));
    auto email = TRY(Email::parse(user.email));
    TRY(send(tx, outbox, actor.account, user.id, email, user.name, {permit.by, actor.name},
             user.language, ""));
    json::Object details;
    details.emplace_back("email", user.email);
    return record(tx, permit.account, permit.by, "users.resend", user.id, user.home,
                  std::move(details), request_id);
}

Result<Token> make_operator_link(
    store::Tx& tx, access::OperatorPermit<access::InstanceAct::operators_invite> const& permit,
    Email const& email, std::string const& request_id) {
    auto token = new_token(tx.random());
    TRY(insert(tx, token, "operator", the_instance, UserId{}, email, permit.by.text(),
               tx.now() + operator_link_ttl));
    json::Object details;
    details.emplace_back("email", email.address());
    audit::Event event{the_instance, "operators.invite", permit.by.text(), "instance"};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return token;
}

}  // namespace usher::invitations
