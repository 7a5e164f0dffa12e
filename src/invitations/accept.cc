#include "invitations/accept.h"

#include "access/errors.h"
#include "access/member.h"
#include "access/permit.h"
#include "access/proof.h"
#include "audit/record.h"
#include "invitations/email_change.h"
#include "invitations/invitations.h"
#include "mail/outbox.h"
#include "store/tx.h"

namespace usher::invitations {
namespace {

Error withdrawn() {
    return Error{Code::conflict, "invitations.withdrawn",
                 "This invitation can no longer be accepted: the account or its administrators "
                 "have changed since. Ask for a new link."};
}

Error changed_meanwhile() {
    return Error{Code::unauthenticated, "signin.wrong",
                 "The way to sign in with this address has just changed. Try again."};
}

bool of_account(Link const& link) { return link.purpose != Purpose::become_operator; }

// RT20: whoever operates no more makes no operators, nor does it count that they were one again
// since.
Result<void> sent_by_an_operator(store::Snapshot& snapshot, Link const& link) {
    using Kind = access::ActorId::Kind;
    if (link.sent_by.kind == Kind::instance) return {};
    if (link.sent_by.kind != Kind::operator_) return fail(withdrawn());
    auto row =
        TRY(snapshot.one("select 1 from operators where identity_id = $1 and created_at <= $2",
                         IdentityId{link.sent_by.bytes}, link.created_at));
    if (!row) return fail(withdrawn());
    return {};
}

Result<Proof> proof_of(store::Snapshot& snapshot, access::Authority const& authority,
                       http::Credential const& credential,
                       std::optional<signin::Identity> const& identity,
                       std::optional<IdentityId> const& bound) {
    auto person = authority.person(snapshot, credential);
    if (person && !person->instance) {
        bool same =
            identity ? person->identity == identity->id : bound && person->identity == *bound;
        return same ? Proof::signed_in : Proof::somebody_else;
    }
    return identity ? Proof::password : Proof::set_password;
}

// RT42: a changed address may be accepted as who the user is now, too.
std::optional<IdentityId> bound_by(Found const& found) {
    if (found.link.purpose != Purpose::change_email) return std::nullopt;
    return found.user->identity;
}

Result<void> load_account(store::Snapshot& snapshot, access::Authority const& authority,
                          Found& found) {
    auto account = TRY(authority.account(snapshot, found.link.account));
    found.user = TRY(directory::find(snapshot, account.id, found.link.user));
    auto needed = found.link.purpose == Purpose::change_email ? access::Status::active
                                                              : access::Status::invited;
    bool waits = found.user && found.user->status == needed;
    if (!waits || account.status != access::Account::Status::open) return fail(withdrawn());
    auto sender = TRY(authority.actor_again(snapshot, found.link.sent_by, account));
    bool by_key = found.link.sent_by.kind == access::ActorId::Kind::key;
    if (found.link.sent_by.user() || by_key) found.inviter = sender.name;
    found.account = std::move(account);
    return {};
}

// RT20: what the link would give, its sender must hold still; roles and places must still be there.
Result<void> still_stands(store::Tx& tx, access::Authority const& authority, Found const& found) {
    auto const& account = *found.account;
    auto roles = TRY(access::assignments_of(tx, account.id, found.user->id));
    auto places = TRY(authority.places(tx, account));
    for (auto const& assignment : roles) {
        auto const* role = account.blueprint->role(assignment.role);
        bool at_home = assignment.scope == access::home_scope;
        if (!role || (!at_home && !places.exists(assignment.scope))) return fail(withdrawn());
    }
    if (!places.exists(found.user->home)) return fail(withdrawn());
    auto sender = TRY(authority.actor_again(tx, found.link.sent_by, account));
    auto subject = directory::subject(*found.user, std::move(roles));
    if (sender.unbound || access::contains(sender, subject)) return {};
    return fail(withdrawn());
}

// RT42: the person accepts as who they are; the address becomes one more of theirs.
Result<IdentityId> added_to_own(store::Tx& tx, Found const& found) {
    if (!found.user || !found.user->identity) return fail(withdrawn());
    TRY(tx.exec(
        "insert into identity_emails (email_key, identity_id, email, verified_at) "
        "values ($1, $2, $3, $4)",
        found.link.email.key(), *found.user->identity, found.link.email.address(), tx.now()));
    return *found.user->identity;
}

Result<IdentityId> identity_for(store::Tx& tx, Found const& found, Accept const& accept) {
    auto now = TRY(signin::identity_of(tx, found.link.email));
    bool same =
        now.has_value() == found.identity.has_value() && (!now || now->id == found.identity->id);
    if (same && now) same = TRY(signin::holds_password(tx, *found.identity));
    if (!same) return fail(changed_meanwhile());
    if (now) return now->id;
    if (found.proof == Proof::signed_in) return added_to_own(tx, found);
    return signin::create_identity(tx, found.link.email, accept.new_password_hash);
}

Result<void> not_a_user_yet(store::Tx& tx, IdentityId identity, AccountId account) {
    auto row =
        TRY(tx.one("select user_id from memberships_of where identity_id = $1 and account_id = $2",
                   identity, account));
    if (!row) return {};
    return fail(Error{Code::conflict, "invitations.already_user",
                      "You are a user of this account already, by another address."});
}

Result<void> join(store::Tx& tx, access::Authority const& authority, Found const& found,
                  IdentityId identity, Accept const& accept) {
    TRY(still_stands(tx, authority, found));
    TRY(not_a_user_yet(tx, identity, found.account->id));
    TRY(directory::activate(tx, *found.account, *found.user, identity, accept.name));
    json::Object details;
    details.emplace_back("identity", identity.text());
    details.emplace_back("email", found.link.email.address());
    audit::Event event{found.account->id, "users.accept", "user:" + found.user->id.text(),
                       "user:" + found.user->id.text(), found.user->home};
    event.request_id = accept.request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

Result<void> take_new_address(store::Tx& tx, access::Authority const& authority, Found const& found,
                              IdentityId identity, Time proved, Accept const& accept) {
    TRY(still_stands(tx, authority, found));
    if (!found.user->identity || *found.user->identity != identity)
        TRY(not_a_user_yet(tx, identity, found.account->id));
    return bind(tx, *found.account, *found.user, identity, found.link.email, proved,
                accept.request_id);
}

Result<void> become_operator(store::Tx& tx, Found const& found, IdentityId identity,
                             Accept const& accept) {
    // One after the other: somebody who is being removed makes no operator any more.
    TRY(tx.one("select one from instance where one = 1 {for_no_key_update}"));
    TRY(sent_by_an_operator(tx, found.link));
    TRY(
        tx.exec("insert into operators (identity_id, name, created_at) values ($1, $2, $3) "
                "on conflict (identity_id) do nothing",
                identity, directory::whole(accept.name), tx.now()));
    json::Object details;
    details.emplace_back("email", found.link.email.address());
    audit::Event event{AccountId{}, "operators.accept", "operator:" + identity.text(),
                       "operator:" + identity.text()};
    event.request_id = accept.request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

// When they who accept proved who they are. Whoever gives or sets a password does so now; a session
// is worth what it was worth before. One that was left open, or was ended in this account, adds no
// address to a person and enters nothing (threats 14, 35).
Result<Time> proved_at(store::Tx& tx, access::Authority const& authority, Found const& found,
                       Accept const& accept) {
    if (found.proof != Proof::signed_in) return tx.now();
    auto person = TRY(authority.person(tx, accept.credential));
    if (found.link.purpose == Purpose::change_email) TRY(access::proved_lately(person, tx.now()));
    if (!of_account(found.link)) return person.authenticated_at;
    auto member = TRY(access::member(tx, found.account->id, found.user->id));
    if (member && member->entries_after >= person.authenticated_at)
        return fail(access::refusal("signin.proof_needed"));
    return person.authenticated_at;
}

Result<Found> look_at(store::Snapshot& snapshot, access::Authority const& authority,
                      Link const& link, http::Credential const& credential) {
    Found found{link, {}, {}, {}, {}};
    if (of_account(found.link)) {
        TRY(load_account(snapshot, authority, found));
    } else {
        TRY(sent_by_an_operator(snapshot, found.link));
    }
    found.identity = TRY(signin::identity_of(snapshot, found.link.email));
    found.proof = TRY(proof_of(snapshot, authority, credential, found.identity, bound_by(found)));
    return found;
}

}  // namespace

Result<Found> look(store::Snapshot& snapshot, access::Authority const& authority,
                   Secret const& token, http::Credential const& credential) {
    auto link = TRY(find_link(snapshot, token));
    auto good = usable(link, snapshot.now());
    if (!good && !link) return fail(std::move(good).error());
    auto found = good ? look_at(snapshot, authority, *link, credential)
                      : Result<Found>(fail(std::move(good).error()));
    if (found) return found;
    return fail(TRY(with_way_on(snapshot, authority, *link, std::move(found).error())));
}

Result<Accepted> accept(store::Tx& tx, access::Authority const& authority, Found const& earlier,
                        Accept const& accept) {
    if (of_account(earlier.link)) TRY(tx.lock(earlier.link.account));
    TRY(use_up(tx, earlier.link));
    auto found = earlier;
    if (of_account(found.link)) TRY(load_account(tx, authority, found));
    found.proof = TRY(proof_of(tx, authority, accept.credential, found.identity, bound_by(found)));
    if (found.proof != earlier.proof) return fail(changed_meanwhile());
    auto proved = TRY(proved_at(tx, authority, found, accept));
    auto identity = TRY(identity_for(tx, found, accept));
    if (found.link.purpose == Purpose::join) {
        TRY(join(tx, authority, found, identity, accept));
    } else if (found.link.purpose == Purpose::change_email) {
        TRY(take_new_address(tx, authority, found, identity, proved, accept));
    } else {
        TRY(become_operator(tx, found, identity, accept));
    }
    auto session = TRY(signin::start_session(tx, identity, accept.from, proved));
    return Accepted{identity, session};
}

}  // namespace usher::invitations
