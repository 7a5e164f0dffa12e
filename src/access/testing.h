// A whole account in a store of its own: places, people with roles, each with a session. Tests
// only.
//
//   World world("pitneyship");
//   auto d1 = world.division("D1");
//   auto l1 = world.location("L1", d1);
//   world.person("lea", l1, {{"location-admin", l1}});
//   EXPECT_EQ(world.tries<Act::users_edit>("lea", "eve"), "access.not_contained");
#pragma once

#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "access/check.h"
#include "access/permit.h"
#include "access/roles.h"
#include "blueprints/load.h"
#include "store/testing.h"

namespace usher::access {

// The key of a refusal, or "allowed".
template <class T>
std::string key_of(Result<T> const& result) {
    return result ? "allowed" : result.error().key;
}

template <class T>
T must(Result<T> result) {
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", result.error().key.c_str(), result.error().detail.c_str());
        std::abort();
    }
    return usher::take(std::move(result));
}

inline blueprints::Catalog const& all_blueprints() {
    static blueprints::Catalog const catalog = must(blueprints::load_all(""));
    return catalog;
}

class World {
 public:
    static constexpr std::string_view slug = "acme";

    // ---- units of work
    template <class Unit>
    auto write(Unit unit) {
        return must(test_.store().write([&](store::Tx& tx) { return unit(tx); }));
    }
    template <class Unit>
    auto read(Unit unit) {
        return must(test_.store().read([&](store::Snapshot& s) { return unit(s); }));
    }
    template <class Unit>
    std::string attempt(Unit unit) {
        return key_of(test_.store().write([&](store::Tx& tx) -> Result<void> {
            TRY(unit(tx));
            return {};
        }));
    }

    explicit World(std::string_view blueprint, std::string plan = {})
        : blueprint_(all_blueprints().find(blueprint)) {
        if (plan.empty()) plan = blueprint_->opening.plan;
        write([&](store::Tx& tx) {
            account_ = tx.new_id<AccountId>();
            return tx.exec(
                "insert into accounts (account_id, slug, name, blueprint, plan, status, language, "
                "accepted, seats_bought, seats_used, next_place, audit_seq, audit_head, epoch, "
                "version, created_at) values ($1, $2, 'Acme', $3, $4, 'open', 'en', 1, null, 0, 1, "
                "0, $5, 0, 1, $6)",
                account_, slug, blueprint_->id, plan, Digest{}, tx.now());
        });
    }

    // ---- who and where
    PlaceNumber division(std::string const& name) { return place(name, 0, "division"); }
    PlaceNumber location(std::string const& name, PlaceNumber parent = account_place) {
        return place(name, parent, "location");
    }
    UserId person(std::string const& name, PlaceNumber home, Assignments const& assignments,
                  Status status = Status::active) {
        return write([&](store::Tx& tx) -> Result<UserId> {
            auto user = tx.new_id<UserId>();
            auto identity = tx.new_id<IdentityId>();
            TRY(
                tx.exec("insert into users (account_id, user_id, kind, status, first_name, "
                        "last_name, email, email_key, home, fields, dir_key, identity_id, "
                        "language, created_at, entries_after, version) values ($1, $2, 'person', "
                        "$3, '', $4, $5, $5, $6, '{}', $4, $7, 'en', $8, 0, 1)",
                        account_, user, access::name(status), name, name + "@example.com", home,
                        identity, tx.now()));
            TRY(
                tx.exec("insert into memberships_of (identity_id, account_id, user_id) "
                        "values ($1, $2, $3)",
                        identity, account_, user));
            TRY(replace_assignments(tx, account_, user, {}, assignments,
                                    {ActorId::Kind::instance, {}}));
            TRY(sign_in(tx, name, identity));
            users_[name] = user;
            identities_[name] = identity;
            return user;
        });
    }
    // So many active people with that role and no way in. By their ids they were before everybody
    // else: who looks for somebody in that order comes by all of them.
    void crowd(std::string const& role, int many, PlaceNumber home = account_place,
               PlaceNumber scope = home_scope) {
        write([&](store::Tx& tx) -> Result<void> {
            TRY(
                tx.exec("insert into users (account_id, user_id, kind, status, first_name, "
                        "last_name, home, fields, dir_key, language, created_at, entries_after, "
                        "version) with recursive n (i) as (select 1 union all select i + 1 from n "
                        "where i < $2) select $1, cast(zeroblob(8) || printf('%08d', i) as blob), "
                        "'person', 'active', '', 'one of many', $3, '{}', 'many' || i, 'en', 0, "
                        "0, 1 from n",
                        account_, many, home));
            TRY(
                tx.exec("insert into assignments (account_id, user_id, role, scope, given_by, "
                        "given_at) select account_id, user_id, $2, $3, 'instance', 0 from users "
                        "where account_id = $1 and last_name = 'one of many'",
                        account_, role, scope));
            return {};
        });
    }
    void set_status(std::string const& name, Status status) {
        write([&](store::Tx& tx) {
            return tx.exec("update users set status = $3 where account_id = $1 and user_id = $2",
                           account_, users_.at(name), access::name(status));
        });
    }
    void set_account_status(std::string_view status) {
        write([&](store::Tx& tx) {
            return tx.exec("update accounts set status = $2 where account_id = $1", account_,
                           status);
        });
    }
    void set_not_accepted() {
        write([&](store::Tx& tx) {
            return tx.exec("update accounts set accepted = 0 where account_id = $1", account_);
        });
    }
    void set_blueprint(std::string_view id) {
        write([&](store::Tx& tx) {
            return tx.exec("update accounts set blueprint = $2 where account_id = $1", account_,
                           id);
        });
    }
    http::Credential session(std::string const& name) const {
        return {http::Credential::Kind::session, tokens_.at(name).text};
    }
    http::Credential product_key(std::string const& blueprint) {
        return write([&](store::Tx& tx) -> Result<http::Credential> {
            auto token = new_token(tx.random());
            TRY(
                tx.exec("insert into product_keys (digest, key_id, blueprint, name, created_at) "
                        "values ($1, $2, $3, 'The product', $4)",
                        token.digest, tx.new_id<KeyId>(), blueprint, tx.now()));
            return http::Credential{http::Credential::Kind::key, token.text};
        });
    }
    // Like this one, with nobody in it.
    AccountId another_account(std::string_view its_slug) {
        return write([&](store::Tx& tx) -> Result<AccountId> {
            auto id = tx.new_id<AccountId>();
            TRY(
                tx.exec("insert into accounts (account_id, slug, name, blueprint, plan, status, "
                        "language, accepted, seats_used, next_place, audit_seq, audit_head, epoch, "
                        "version, created_at) select $2, $3, name, blueprint, plan, status, "
                        "language, accepted, 0, 1, 0, audit_head, 0, 1, created_at from accounts "
                        "where account_id = $1",
                        account_, id, its_slug));
            return id;
        });
    }
    static http::Credential instance() { return {http::Credential::Kind::instance, {}}; }
    UserId id(std::string const& name) const { return users_.at(name); }
    IdentityId identity(std::string const& name) const { return identities_.at(name); }
    AccountId account() const { return account_; }
    PlaceId place_id(PlaceNumber number) const { return places_.at(number); }
    blueprints::Blueprint const& blueprint() const { return *blueprint_; }
    Authority const& authority() const { return authority_; }
    SteeredClock& clock() { return test_.clock(); }
    Time now() { return test_.clock().now(); }
    store::Store& store() { return test_.store(); }

    // ---- what one reads
    Actor actor(std::string const& name) {
        return read([&](store::Snapshot& s) { return authority_.actor(s, session(name), slug); });
    }
    Actor instance_actor() {
        return read([&](store::Snapshot& s) { return authority_.actor(s, instance(), slug); });
    }
    Subject user(std::string const& name) {
        return read([&](store::Snapshot& s) -> Result<Subject> {
            auto everybody = TRY(authority_.actor(s, instance(), slug));
            return subject(s, everybody, users_.at(name));
        });
    }

    // ---- what one tries: "allowed" or the error's key
    template <Act A>
    std::string tries(std::string const& by, std::string const& target) {
        return changes<A>(by, target, {});
    }
    template <Act A>
    std::string tries_at(std::string const& by, PlaceNumber at) {
        auto who = actor(by);
        return attempt([&](store::Tx& tx) { return permit<A>(tx, who, at); });
    }
    std::string sees(std::string const& by, std::string const& target) {
        auto who = actor(by);
        return attempt([&](store::Tx& tx) { return subject(tx, who, users_.at(target)); });
    }
    std::string moves(std::string const& by, std::string const& target, PlaceNumber to) {
        auto after = user(target);
        after.home = to;
        return changes<Act::users_edit>(by, target, after);
    }
    std::string assigns(std::string const& by, std::string const& target, Assignments roles) {
        auto after = user(target);
        after.assignments = std::move(roles);
        return changes<Act::roles_assign>(by, target, after);
    }
    std::string gives(std::string const& by, std::string const& target, Assignment const& role) {
        auto roles = user(target).assignments;
        roles.push_back(role);
        return assigns(by, target, std::move(roles));
    }
    std::string takes(std::string const& by, std::string const& target, Assignment const& role) {
        auto roles = user(target).assignments;
        std::erase(roles, role);
        return assigns(by, target, std::move(roles));
    }
    std::string invites(std::string const& by, PlaceNumber home, Assignments roles) {
        auto who = actor(by);
        Subject fresh;
        fresh.status = Status::invited;
        fresh.home = home;
        fresh.assignments = std::move(roles);
        return attempt(
            [&](store::Tx& tx) { return permit<Act::users_invite>(tx, who, {{}, fresh}); });
    }
    // Applied to the store, whoever might: the command line's way.
    void put(std::string const& target, PlaceNumber home, Assignments const& roles) {
        write([&](store::Tx& tx) -> Result<void> {
            auto before = TRY(assignments_of(tx, account_, users_.at(target)));
            TRY(replace_assignments(tx, account_, users_.at(target), before, roles,
                                    {ActorId::Kind::instance, {}}));
            TRY(tx.exec("update users set home = $3 where account_id = $1 and user_id = $2",
                        account_, users_.at(target), home));
            return {};
        });
    }
    std::string keeps_top() {
        return attempt([&](store::Tx& tx) -> Result<void> {
            return keep_top(tx, TRY(authority_.account(tx, account_)));
        });
    }
    // "role:…" where allowed, else why not.
    std::string check(std::string const& whom, Question const& question) {
        auto verdict = read([&](store::Snapshot& s) -> Result<Verdict> {
            auto account = TRY(authority_.account(s, account_));
            auto places = TRY(authority_.places(s, account));
            return access::check(s, account, places, users_.at(whom), question);
        });
        EXPECT_EQ(verdict.allowed, verdict.why.starts_with("role:")) << verdict.why;
        return verdict.why;
    }

 private:
    template <Act A>
    std::string changes(std::string const& by, std::string const& target,
                        std::optional<Subject> after) {
        auto who = actor(by);
        return attempt([&](store::Tx& tx) -> Result<void> {
            auto before = TRY(subject(tx, who, users_.at(target)));
            Change change{before, after};
            TRY(permit<A>(tx, who, change));
            return {};
        });
    }
    PlaceNumber place(std::string const& name, PlaceNumber parent, std::string_view level) {
        auto number = static_cast<PlaceNumber>(places_.size()) + 1;
        write([&](store::Tx& tx) -> Result<void> {
            places_[number] = tx.new_id<PlaceId>();
            TRY(
                tx.exec("insert into places (account_id, number, place_id, parent, level, name, "
                        "name_key, version) values ($1, $2, $3, $4, $5, $6, $6, 1)",
                        account_, number, places_[number], parent, level, name));
            return places_changed(tx, account_);
        });
        return number;
    }
    Result<void> sign_in(store::Tx& tx, std::string const& name, IdentityId identity) {
        tokens_[name] = new_token(tx.random());
        TRY(tx.exec(
            "insert into sessions (digest, session_id, identity_id, created_at, "
            "authenticated_at, last_seen_at, expires_at, user_agent, address) "
            "values ($1, $2, $3, $4, $4, $4, $5, '', '')",
            tokens_[name].digest, tx.new_id<SessionId>(), identity, tx.now(), tx.now() + days(30)));
        return {};
    }

    store::TestStore test_;
    blueprints::Blueprint const* blueprint_;
    Authority authority_{all_blueprints()};
    AccountId account_;
    std::map<std::string, UserId> users_;
    std::map<std::string, IdentityId> identities_;
    std::map<std::string, Token> tokens_;
    std::map<PlaceNumber, PlaceId> places_;
};

}  // namespace usher::access
