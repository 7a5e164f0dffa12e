#include "access/permit.h"
#include "invitations/accept.h"
#include "invitations/invitations.h"
#include "mail/outbox.h"
#include "store/tx.h"

namespace usher::invitations {
namespace {

Result<bool> may_ask_now(store::Tx& tx, Link const& link) {
    auto noted =
        TRY(tx.exec("update links set asked_at = $2 where digest = $1 "
                    "and (asked_at is null or asked_at < $3) "
                    "/* across accounts: a link names its account */",
                    link.digest, tx.now(), tx.now() - asks_apart));
    return noted == 1;
}

// The sender first, then holders of the top role at the account: each of whom may resend.
Result<std::vector<access::Actor>> who_may_resend(store::Tx& tx, access::Authority const& authority,
                                                  access::Account const& account,
                                                  access::Subject const& subject,
                                                  access::ActorId const& sender) {
    auto rows =
        TRY(tx.many("select a.user_id from assignments a join users u "
                    "on u.account_id = a.account_id and u.user_id = a.user_id "
                    "where a.account_id = $1 and a.role = $2 and u.status = 'active' "
                    "order by a.given_at limit 20",
                    account.id, account.blueprint->top_role().key));
    std::vector<access::ActorId> ids{sender};
    for (auto const& row : rows)
        ids.push_back({access::ActorId::Kind::user, row.id<UserId>(0).bytes});
    std::vector<access::Actor> actors;
    for (auto const& id : ids) {
        if (!id.user() || static_cast<std::int64_t>(actors.size()) == max_asked) continue;
        auto actor = TRY(authority.actor_again(tx, id, account));
        bool there = std::any_of(actors.begin(), actors.end(),
                                 [&](access::Actor const& one) { return one.id == actor.id; });
        auto can = access::can(actor, subject);
        bool may = std::find(can.begin(), can.end(), "resend") != can.end();
        if (!there && may) actors.push_back(std::move(actor));
    }
    return actors;
}

Result<void> tell(store::Tx& tx, mail::Outbox const& outbox, access::Account const& account,
                  directory::User const& user, access::Actor const& to) {
    auto address = TRY(Email::parse(to.email));
    mail::Letter letter{account.id, address};
    letter.recipient_name = to.name;
    letter.language = to.language;
    letter.text = "mail.ask_new_link";
    letter.product = account.blueprint->name;
    letter.params = {
        {"name", directory::whole(user.name)}, {"email", user.email}, {"account", account.name}};
    letter.link = Secret(outbox.public_url() + "/a/" + account.slug + "/users/" + user.id.text());
    TRY(outbox.post(tx, letter));
    return {};
}

}  // namespace

Result<void> ask_for_new_link(store::Tx& tx, access::Authority const& authority,
                              mail::Outbox const& outbox, Secret const& token) {
    auto link = TRY(find_link(tx, token));
    if (!link || link->purpose != Purpose::join) return {};
    auto account = TRY(authority.account(tx, link->account));
    auto user = TRY(directory::find(tx, account.id, link->user));
    bool waits = user && user->status == access::Status::invited &&
                 account.status == access::Account::Status::open;
    if (!waits || !TRY(may_ask_now(tx, *link))) return {};
    auto roles = TRY(access::assignments_of(tx, account.id, user->id));
    auto subject = directory::subject(*user, std::move(roles));
    auto those = TRY(who_may_resend(tx, authority, account, subject, link->sent_by));
    for (auto const& one : those) TRY(tell(tx, outbox, account, *user, one));
    return {};
}

}  // namespace usher::invitations
