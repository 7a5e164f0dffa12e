// Choosing roles for somebody: what a form or a request may ask for, and the top rule.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/permit.h"
#include "base/fields.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::access {

// One role as asked for. `place` absent: the role's first scope (home, or the account).
struct RoleChoice {
    static constexpr std::string_view schema = "RoleChoice";
    std::string role;
    std::optional<std::string> place;  // a place's id, or "account"
    std::optional<Time> until;
};
void fields(FieldVisitor&, RoleChoice&);

// Turns choices into assignments, with the field's path in each refusal ("roles[1].role"):
// `roles.unknown`, `roles.not_given_this_way` (unique, RT25; ladder roles, RT17; retired),
// `roles.scope`, `roles.pick_one`, `roles.kind`, `roles.twice`, `roles.time`,
// `roles.not_in_plan` (PS13); `not_found` for a
// place out of reach (RT29). No choice at all gives the blueprint's base role, if it has one.
// What the user has already (same role, scope and end) stands again as it is, retired or not.
Result<Assignments> chosen(Actor const& by, std::vector<RoleChoice> const&, blueprints::UserKind,
                           Assignments const& already = {});

// The actor holds roles.assign there, and what the role gives there, for as long as it would last
// (RT14).
bool may_give(Actor const&, blueprints::Role const&, PlaceNumber at,
              std::optional<Time> until = {});
// PS13: a role of which the plan leaves nothing is neither offered nor given anew.
bool in_plan(Account const&, blueprints::Role const&);
// The roles that the actor may give to a new user at that home: what a form offers. Who holds power
// until a day gives it until that day at most (RT14).
struct Offer {
    std::string role;
    std::optional<Time> until = {};  // the latest end; nothing: it need not end
    bool operator==(Offer const&) const = default;
};
std::vector<Offer> offered(Actor const&, PlaceNumber home);

constexpr std::size_t max_assignments = 1000;  // of one user; beyond: `roles.too_many`

Result<Assignments> assignments_of(store::Snapshot&, AccountId, UserId);
// Replaces all assignments of a user, in the store only: gate, audit and touch are the verb's.
Result<void> replace_assignments(store::Tx&, AccountId, UserId, Assignments const& before,
                                 Assignments const& after, ActorId const& by);

// RT24, counted after the change and inside its transaction, account locked: from the first
// acceptance on there is a person, active, with the top role at the account, without end.
// Fails with `roles.last_top`; for a unique role with `roles.unique`.
Result<void> keep_top(store::Tx&, Account const&);

}  // namespace usher::access
