// Who acts, once their credential was believed (RT23, RT26, RT39).
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "access/place_cache.h"
#include "access/power.h"
#include "base/id.h"
#include "base/result.h"
#include "blueprints/blueprint.h"
#include "http/request.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::access {

// As audit events and links keep it: "user:usr_…", "operator:idn_…", "product:key_…", "key:key_…"
// (of a service user), "instance", "system".
struct ActorId {
    enum class Kind : std::uint8_t { user, operator_, product, key, instance, system };
    Kind kind = Kind::system;
    IdBytes bytes{};
    std::string text() const;
    static std::optional<ActorId> parse(std::string_view);
    std::optional<UserId> user() const;
    bool operator==(ActorId const&) const = default;
};

struct Account {
    AccountId id;
    std::string slug, name, plan, language;
    enum class Status : std::uint8_t { open, suspended, closed } status = Status::open;
    bool accepted = false;
    blueprints::Blueprint const* blueprint = nullptr;  // lives as long as the process
    std::set<std::string, std::less<>> features;       // of the plan
    std::int64_t version = 0;
    std::int64_t places_epoch = 0;  // raised by each change of places
};

struct ApiKey;

// Somebody inside one account. Made by Authority only; good for one unit of work.
struct Actor {
    ActorId id;
    Account account;
    Places places;
    UserId user{};  // of a user, of a key its service user; none for the instance
    PlaceNumber home = account_place;
    Assignments assignments;
    Power held;                         // of the moment `now`; empty for the instance
    bool unbound = false;               // the command line: invariants only, no containment
    Time now;                           // of the unit that this was read in
    std::string name, email, language;  // for mails and sentences
    std::string idempotency_scope() const { return id.text(); }
    // Its id as events keep it, of a user or the key of a program; empty for who comes from
    // outside.
    std::string of_account() const { return user.none() ? std::string() : id.text(); }
};

// Signed in, whatever the account: their own things, and the operator's console.
struct Person {
    ActorId id;  // operator_ where they are one, else user with no id
    IdentityId identity;
    SessionId session;
    Time authenticated_at;
    bool is_operator = false;  // also the instance itself
    bool instance = false;
    std::string idempotency_scope() const;
};

class Authority {
 public:
    explicit Authority(blueprints::Catalog const& catalog) : catalog_(catalog) {}

    // Entering an account (RT39): session alive and authenticated after (not at) the user's
    // entries_after, user active, account open. `account` is an id or a slug. Fails with
    // `signin.needed` (unauthenticated, or this account's entries were ended), `not_found` (no such
    // account or user), `access.no_entry` (suspended), `accounts.not_open`, `access.reset_needed`.
    // The instance enters any account, unbound; a product key those of its blueprint, to read users
    // and to register what they may use; a service user's key its own account, with what it lets of
    // that user's power (RT23; `keys.stopped` while its maker does not hold that).
    Result<Actor> actor(store::Snapshot&, http::Credential const&, std::string_view account) const;
    // Before a change: locks the account first, and then reads. One step, so that no verb can
    // decide by what an administrator held before somebody else took it away.
    Result<Actor> actor(store::Tx&, http::Credential const&, std::string_view account) const;
    Result<Person> person(store::Snapshot&, http::Credential const&) const;  // `signin.needed`
    Result<Account> account(store::Snapshot&, AccountId) const;
    Result<Account> account(store::Tx&, AccountId) const;  // locks it, too
    Result<Account> account_named(store::Snapshot&, std::string_view id_or_slug) const;
    // Its id alone, for who does not ask what it is. Nothing where no account has that slug; an id
    // is not looked for.
    static Result<std::optional<AccountId>> id_of_account(store::Snapshot&,
                                                          std::string_view id_or_slug);
    // The same reading for somebody who is not asking now: a link's sender at acceptance (RT20).
    // Held power is empty where they may no longer act.
    Result<Actor> actor_again(store::Snapshot&, ActorId const&, Account const&) const;
    blueprints::Catalog const& catalog() const { return catalog_; }
    Result<Places> places(store::Snapshot&, Account const&) const;  // none where it has no levels

 private:
    blueprints::Catalog const& catalog_;
    mutable PlaceCache places_;

    Result<Actor> by_key(store::Snapshot&, ApiKey const&, Account) const;
};

}  // namespace usher::access
