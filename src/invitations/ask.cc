#include <algorithm>

#include "access/permit.h"
#include "invitations/accept.h"
#include "invitations/invitations.h"
#include "mail/outbox.h"
#include "store/tx.h"

namespace usher::invitations {
namespace {

// Somebody who can send a new link, and where.
struct Helper {
    std::string email, name, language, path;
};

// Whose link can be replaced, and by whom.
struct Waiting {
    access::Account account;
    directory::User user;
    std::vector<Helper> helpers;
};

Result<bool> may_ask_now(store::Tx& tx, Link const& link) {
    auto noted =
        TRY(tx.exec("update links set asked_at = $2 where digest = $1 "
                    "and (asked_at is null or asked_at < $3) "
                    "/* across accounts: a link names its account */",
                    link.digest, tx.now(), tx.now() - asks_apart));
    return noted == 1;
}

// The sender first, then holders of the top role at the account: each of whom may resend.
Result<std::vector<Helper>> administrators(store::Snapshot& snapshot,
                                           access::Authority const& authority,
                                           access::Account const& account,
                                           access::Subject const& subject,
                                           access::ActorId const& sender) {
    auto rows =
        TRY(snapshot.many("select a.user_id from assignments a join users u "
                          "on u.account_id = a.account_id and u.user_id = a.user_id "
                          "where a.account_id = $1 and a.role = $2 and u.kind = 'person' "
                          "and u.status = 'active' order by a.given_at limit 20",
                          account.id, account.blueprint->top_role().key));
    std::vector<access::ActorId> ids{sender};
    for (auto const& row : rows)
        ids.push_back({access::ActorId::Kind::user, row.id<UserId>(0).bytes});
    std::vector<Helper> helpers;
    for (auto const& id : ids) {
        if (!id.user() || static_cast<std::int64_t>(helpers.size()) == max_asked) continue;
        auto actor = TRY(authority.actor_again(snapshot, id, account));
        bool there = std::ranges::find(helpers, actor.email, &Helper::email) != helpers.end();
        auto can = access::can(actor, subject);
        bool may = std::find(can.begin(), can.end(), "resend") != can.end();
        auto path = "/a/" + account.slug + "/users/" + subject.user.text();
        if (!there && may) helpers.push_back({actor.email, actor.name, actor.language, path});
    }
    return helpers;
}

// Before anybody has joined, only operators can (RT26): the one who sent it first.
Result<std::vector<Helper>> operators(store::Snapshot& snapshot, access::Account const& account,
                                      access::ActorId const& sender) {
    bool by_one = sender.kind == access::ActorId::Kind::operator_;
    auto rows = TRY(snapshot.many(
        "select o.name, (select min(e.email) from identity_emails e "
        "where e.identity_id = o.identity_id), i.language from operators o "
        "join identities i on i.identity_id = o.identity_id "
        "order by case when o.identity_id = $1 then 0 else 1 end, o.created_at limit $2",
        by_one ? IdentityId{sender.bytes} : IdentityId{}, max_asked));
    std::vector<Helper> helpers;
    for (auto const& row : rows) {
        auto language = row.maybe_text(2).value_or("en");
        helpers.push_back({row.maybe_text(1).value_or(""), row.text(0), std::move(language),
                           "/operator/accounts/" + account.slug});
    }
    return helpers;
}

Result<std::optional<Waiting>> waiting(store::Snapshot& snapshot,
                                       access::Authority const& authority, Link const& link) {
    std::optional<Waiting> nothing;
    if (link.purpose != Purpose::join) return nothing;
    auto account = TRY(authority.account(snapshot, link.account));
    auto user = TRY(directory::find(snapshot, account.id, link.user));
    bool waits = user && user->status == access::Status::invited &&
                 account.status == access::Account::Status::open;
    if (!waits) return nothing;
    auto roles = TRY(access::assignments_of(snapshot, account.id, user->id));
    auto subject = directory::subject(*user, std::move(roles));
    auto helpers =
        TRY(account.accepted ? administrators(snapshot, authority, account, subject, link.sent_by)
                             : operators(snapshot, account, link.sent_by));
    if (helpers.empty()) return nothing;
    return std::optional<Waiting>(Waiting{std::move(account), *std::move(user), helpers});
}

Result<void> tell(store::Tx& tx, mail::Outbox const& outbox, Waiting const& about,
                  Helper const& to) {
    auto address = TRY(Email::parse(to.email));
    mail::Letter letter{about.account.id, address};
    letter.recipient_name = to.name;
    letter.language = to.language;
    letter.text = "mail.ask_new_link";
    letter.product = about.account.blueprint->name;
    letter.params = {{"name", directory::whole(about.user.name)},
                     {"email", about.user.email},
                     {"account", about.account.name}};
    letter.link = Secret(outbox.public_url() + to.path);
    TRY(outbox.post(tx, letter));
    return {};
}

std::string_view word(Purpose purpose) {
    if (purpose == Purpose::change_email) return "email_change";
    return purpose == Purpose::join ? "join" : "operator";
}

}  // namespace

Result<void> ask_for_new_link(store::Tx& tx, access::Authority const& authority,
                              mail::Outbox const& outbox, Secret const& token) {
    auto link = TRY(find_link(tx, token));
    if (!link || link->purpose != Purpose::join) return {};
    TRY(tx.lock(link->account));
    auto about = TRY(waiting(tx, authority, *link));
    if (!about || !TRY(may_ask_now(tx, *link))) return {};
    for (auto const& one : about->helpers) TRY(tell(tx, outbox, *about, one));
    return {};
}

Result<Error> with_way_on(store::Snapshot& snapshot, access::Authority const& authority,
                          Link const& link, Error error) {
    if (error.key != "invitations.expired" && error.key != "invitations.withdrawn") return error;
    bool helps = TRY(waiting(snapshot, authority, link)).has_value();
    return std::move(error).with("purpose", word(link.purpose)).with("ask", helps ? "yes" : "no");
}

}  // namespace usher::invitations
