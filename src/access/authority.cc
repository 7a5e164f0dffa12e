#include "access/actor.h"
#include "access/api_key.h"
#include "access/errors.h"
#include "access/member.h"
#include "access/roles.h"
#include "access/support.h"
#include "store/tx.h"

namespace usher::access {
namespace {

using Kind = http::Credential::Kind;

// The row as it is, by either of its names: what it means is only worked out for who may know.
Result<std::optional<store::Row>> account_row(store::Snapshot& snapshot,
                                              std::string_view id_or_slug) {
    auto id = AccountId::parse(id_or_slug);
    std::optional<std::string_view> slug;
    if (!id) slug = id_or_slug;
    return snapshot.one(
        "select account_id, slug, name, blueprint, plan, status, language, accepted, version, "
        "places_epoch from accounts where account_id = $1 or slug = $2",
        id, slug);
}

Account::Status account_status(std::string_view word) {
    if (word == "open") return Account::Status::open;
    return word == "suspended" ? Account::Status::suspended : Account::Status::closed;
}

Result<Account> account_in(store::Row const& row, blueprints::Catalog const& catalog) {
    Account account;
    account.id = row.id<AccountId>(0);
    account.slug = row.text(1);
    account.name = row.text(2);
    account.blueprint = catalog.find(row.text(3));
    account.plan = row.text(4);
    account.status = account_status(row.text(5));
    account.language = row.text(6);
    account.accepted = row.boolean(7);
    account.version = row.integer(8);
    account.places_epoch = row.integer(9);
    if (!account.blueprint)
        return fail(refusal("accounts.blueprint_missing", "", {{"blueprint", row.text(3)}}));
    if (auto plan = account.blueprint->plan(account.plan))
        account.features.insert(plan->features.begin(), plan->features.end());
    return account;
}

// Everybody has the account's places, which containment walks.
Result<Actor> stranger(store::Snapshot& snapshot, PlaceCache& places, ActorId id, Account account) {
    Actor actor;
    actor.id = id;
    actor.now = snapshot.now();
    if (!account.blueprint->levels.empty())
        actor.places = TRY(places.places(snapshot, account.id, account.places_epoch));
    actor.language = account.language;
    actor.account = std::move(account);
    return actor;
}

Result<Actor> of_member(store::Snapshot& snapshot, PlaceCache& places, Member member,
                        Account account) {
    bool holds = member.status == Status::active && account.status == Account::Status::open;
    auto actor = TRY(
        stranger(snapshot, places, {ActorId::Kind::user, member.user.bytes}, std::move(account)));
    actor.user = member.user;
    actor.home = member.home;
    actor.assignments = TRY(assignments_of(snapshot, actor.account.id, member.user));
    if (holds)
        actor.held = held(*actor.account.blueprint, actor.assignments, actor.home, actor.now);
    actor.name = std::move(member.name);
    actor.email = std::move(member.email);
    if (!member.language.empty()) actor.language = std::move(member.language);
    return actor;
}

// An operator who was let in for a while (RT26): no user of the account, and no seat.
Result<Actor> of_support(store::Snapshot& snapshot, PlaceCache& places, Support support,
                         Account account) {
    if (account.status != Account::Status::open) return fail(not_open(account));
    auto actor = TRY(stranger(snapshot, places, {ActorId::Kind::operator_, support.identity.bytes},
                              std::move(account)));
    actor.held = power_of(support);
    actor.name = support.name.empty() ? support.email : std::move(support.name);
    actor.email = std::move(support.email);
    return actor;
}

// The account itself speaks where nobody in particular does.
Result<Actor> instance(store::Snapshot& snapshot, PlaceCache& places, ActorId id, Account account) {
    auto actor = TRY(stranger(snapshot, places, id, std::move(account)));
    actor.unbound = true;
    actor.name = actor.account.name;
    return actor;
}

Result<void> may_enter(Entry const& entry, Account const& account) {
    if (entry.member->status == Status::suspended) return fail(refusal("access.no_entry"));
    if (account.status != Account::Status::open) return fail(not_open(account));
    if (entry.member->address_needed) return fail(refusal("access.address_needed"));
    if (entry.member->reset_needed) return fail(refusal("access.reset_needed"));
    // Signed in, but before their entries here were ended: told to them alone, who proved who they
    // are, so that a page can say why it asks again.
    if (!entry.is_newer_than_end())
        return fail(refusal("signin.needed", {}, {{"why", "entry_ended"}}));
    return {};
}

}  // namespace

Result<Places> Authority::places(store::Snapshot& snapshot, Account const& account) const {
    if (account.blueprint->levels.empty()) return Places();
    return places_.places(snapshot, account.id, account.places_epoch);
}

Result<Actor> Authority::actor(store::Snapshot& snapshot, http::Credential const& credential,
                               std::string_view account_text) const {
    if (credential.kind == Kind::none) return fail(refusal("signin.needed"));
    auto row = TRY(account_row(snapshot, account_text));
    if (credential.kind == Kind::instance) {
        if (!row) return fail(not_found());
        auto account = TRY(account_in(*row, catalog_));
        return instance(snapshot, places_, {ActorId::Kind::instance, {}}, std::move(account));
    }
    if (credential.kind == Kind::key) {
        if (auto key = TRY(product(snapshot, credential.token))) {
            if (!row || row->text(3) != key->blueprint) return fail(not_found());
            auto account = TRY(account_in(*row, catalog_));
            return stranger(snapshot, places_, {ActorId::Kind::product, key->key.bytes},
                            std::move(account));
        }
        auto key = TRY(api_key(snapshot, credential.token));
        if (!key) return fail(refusal("signin.needed"));
        if (!row || row->id<AccountId>(0) != key->account) return fail(not_found());
        auto account = TRY(account_in(*row, catalog_));
        return by_key(snapshot, *key, std::move(account));
    }
    auto session =
        TRY(entry(snapshot, credential.token, row ? row->id<AccountId>(0) : AccountId{}));
    if (!session) return fail(refusal("signin.needed"));
    auto const& member = session->member;
    bool is_user =
        member && (member->status == Status::active || member->status == Status::suspended);
    if (!is_user) {
        auto id = row ? row->id<AccountId>(0) : AccountId{};
        auto support = TRY(support_of(snapshot, id, session->identity));
        if (!row || !support) return fail(not_found());
        auto account = TRY(account_in(*row, catalog_));
        return of_support(snapshot, places_, *std::move(support), std::move(account));
    }
    auto account = TRY(account_in(*row, catalog_));
    TRY(may_enter(*session, account));
    return of_member(snapshot, places_, *member, std::move(account));
}

Result<Actor> Authority::actor(store::Tx& tx, http::Credential const& credential,
                               std::string_view account_text) const {
    if (credential.kind == Kind::none) return fail(refusal("signin.needed"));
    store::Snapshot& locked = tx;
    // A slug may pass to another account: what is locked is then read by its id.
    auto id = TRY(id_of_account(tx, account_text));
    // One that is not there is answered as the reading answers it (RT31).
    if (!id || !tx.lock(*id)) return actor(locked, credential, account_text);
    return actor(locked, credential, id->text());
}

Result<Actor> Authority::by_key(store::Snapshot& snapshot, ApiKey const& key,
                                Account account) const {
    auto service = TRY(member(snapshot, account.id, key.user));
    if (!service || service->status != Status::active) return fail(refusal("signin.needed"));
    if (account.status != Account::Status::open) return fail(not_open(account));
    auto actor = TRY(of_member(snapshot, places_, *std::move(service), std::move(account)));
    actor.id = {ActorId::Kind::key, key.id.bytes};
    actor.held =
        narrowed(*actor.account.blueprint, std::move(actor.held), key.narrowing, actor.places);
    auto by = TRY(maker(snapshot, actor.account, key.maker));
    if (stopped(actor.held, by, actor.places) != Stopped::no) return fail(refusal("keys.stopped"));
    actor.held = common(actor.held, by.held, actor.places);
    return actor;
}

Result<Person> Authority::person(store::Snapshot& snapshot,
                                 http::Credential const& credential) const {
    if (credential.kind == Kind::instance)
        return Person{.id = {ActorId::Kind::instance, {}},
                      .identity = {},
                      .session = {},
                      .authenticated_at = snapshot.now(),
                      .is_operator = true,
                      .instance = true};
    auto digest = token_digest(credential.token.reveal());
    if (credential.kind != Kind::session || !digest) return fail(refusal("signin.needed"));
    auto row = TRY(snapshot.one(
        "select s.identity_id, s.session_id, s.authenticated_at, o.identity_id from sessions s "
        "left join operators o on o.identity_id = s.identity_id "
        "where s.digest = $1 and s.expires_at > $2",
        *digest, snapshot.now()));
    if (!row) return fail(refusal("signin.needed"));
    Person person{};
    person.identity = row->id<IdentityId>(0);
    person.session = row->id<SessionId>(1);
    person.authenticated_at = row->time(2);
    person.is_operator = !row->null(3);
    person.id = person.is_operator ? ActorId{ActorId::Kind::operator_, person.identity.bytes}
                                   : ActorId{ActorId::Kind::user, {}};
    return person;
}

Result<Account> Authority::account(store::Snapshot& snapshot, AccountId id) const {
    return account_named(snapshot, id.text());
}

Result<Account> Authority::account(store::Tx& tx, AccountId id) const {
    TRY(tx.lock(id));
    return account_named(tx, id.text());
}

Result<Account> Authority::account_named(store::Snapshot& snapshot,
                                         std::string_view id_or_slug) const {
    auto row = TRY(account_row(snapshot, id_or_slug));
    if (!row) return fail(not_found());
    return account_in(*row, catalog_);
}

Result<std::optional<AccountId>> Authority::id_of_account(store::Snapshot& snapshot,
                                                          std::string_view id_or_slug) {
    if (auto id = AccountId::parse(id_or_slug)) return id;
    auto row =
        TRY(snapshot.one("select account_id from accounts where slug = $1 "
                         "/* across accounts: a slug names one */",
                         id_or_slug));
    return row ? std::optional(row->id<AccountId>(0)) : std::nullopt;
}

Result<Actor> Authority::actor_again(store::Snapshot& snapshot, ActorId const& id,
                                     Account const& account) const {
    if (id.kind == ActorId::Kind::instance) return instance(snapshot, places_, id, account);
    if (id.kind == ActorId::Kind::operator_) {
        auto row = TRY(
            snapshot.one("select 1 from operators where identity_id = $1", IdentityId{id.bytes}));
        return row ? instance(snapshot, places_, id, account)
                   : stranger(snapshot, places_, id, account);
    }
    if (id.kind == ActorId::Kind::key) {
        auto key = TRY(api_key(snapshot, account.id, KeyId{id.bytes}));
        if (!key) return stranger(snapshot, places_, id, account);
        auto actor = by_key(snapshot, *key, account);
        bool is_refused = !actor && (actor.error().code == Code::unauthenticated ||
                                     actor.error().code == Code::forbidden);
        return is_refused ? stranger(snapshot, places_, id, account) : std::move(actor);
    }
    std::optional<Member> found;
    if (auto user = id.user()) found = TRY(member(snapshot, account.id, *user));
    return found ? of_member(snapshot, places_, std::move(*found), account)
                 : stranger(snapshot, places_, id, account);
}

}  // namespace usher::access
