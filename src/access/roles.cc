#include "access/roles.h"

#include <algorithm>
#include <functional>
#include <set>

#include "access/errors.h"
#include "access/resource.h"

namespace usher::access {
namespace {

using blueprints::Level;
using blueprints::Role;
using blueprints::ScopeKind;

ScopeKind kind_of(Places const& places, PlaceNumber number) {
    auto place = places.find(number);
    if (!place) return ScopeKind::account;
    return place->level == Level::division ? ScopeKind::division : ScopeKind::location;
}

Error about(std::string_view key, std::string const& field, Role const& role) {
    return refusal(key, field, {{"role", role.label}});
}

// Unique roles are only transferred (RT25), those of a ladder are levels (RT17).
bool is_given_as_role(blueprints::Blueprint const& blueprint, Role const& role) {
    return !role.unique && !role.retired && !blueprint.in_ladder(role);
}

Result<PlaceNumber> scope_of(Actor const& by, RoleChoice const& choice, Role const& role,
                             std::string const& field) {
    if (!choice.place) {
        if (role.scopes.front() == ScopeKind::home) return home_scope;
        if (role.scopes.front() == ScopeKind::account) return account_place;
        return fail(about("roles.scope", field + ".place", role));
    }
    auto place = place_named(by, *choice.place);
    if (!place) return fail(std::move(place).error().at(field + ".place"));
    if (!role.may_be_at(kind_of(by.places, *place)))
        return fail(about("roles.scope", field + ".place", role));
    return *place;
}

Result<Assignment> assignment_of(Actor const& by, RoleChoice const& choice,
                                 std::string const& field, blueprints::UserKind kind,
                                 Assignments const& already) {
    auto const& blueprint = *by.account.blueprint;
    auto role = blueprint.role(choice.role);
    if (!role) return fail(refusal("roles.unknown", field + ".role"));
    auto scope = scope_of(by, choice, *role, field);
    for (auto const& one : already)
        if (scope && one.role == role->key && one.scope == *scope && one.until == choice.until)
            return one;
    if (!is_given_as_role(blueprint, *role))
        return fail(about("roles.not_given_this_way", field + ".role", *role));
    if (!in_plan(by.account, *role))
        return fail(about("roles.not_in_plan", field + ".role", *role));
    if (!scope) return fail(std::move(scope).error());
    if (!role->may_be_held_by(kind)) return fail(about("roles.kind", field + ".role", *role));
    bool may_end = blueprint.policies.time_limits;
    if (choice.until && (!may_end || *choice.until <= by.now))
        return fail(refusal("roles.time", field + ".until"));
    return Assignment{role->key, *scope, std::nullopt, choice.until};
}

// `pick` counts roles outside ladders: one role at two places is one role. A service user may have
// none.
Result<void> keep_pick(blueprints::Blueprint const& blueprint, Assignments const& assignments,
                       blueprints::UserKind kind) {
    if (blueprint.pick == blueprints::Pick::many) return {};
    std::set<std::string_view> picked;
    for (auto const& one : assignments) {
        auto role = blueprint.role(one.role);
        if (role && !blueprint.in_ladder(*role)) picked.insert(role->key);
    }
    if (picked.empty() && kind == blueprints::UserKind::service) return {};
    if (picked.size() != 1) return fail(refusal("roles.pick_one", "roles"));
    return {};
}

std::vector<RoleChoice> or_base(std::vector<RoleChoice> const& choices,
                                blueprints::Blueprint const& blueprint, blueprints::UserKind kind) {
    auto base = blueprint.base_role();
    if (!choices.empty() || !base || !base->may_be_held_by(kind)) return choices;
    return {{.role = base->key, .place = {}, .until = {}}};
}

std::vector<PlaceNumber> candidates(Actor const& actor, Role const& role, PlaceNumber home) {
    std::vector<PlaceNumber> numbers;
    for (auto scope : role.scopes) {
        if (scope == ScopeKind::home) numbers.push_back(home);
        if (scope == ScopeKind::account) numbers.push_back(account_place);
    }
    for (auto const& place : actor.places.all())
        if (!place.retired && role.may_be_at(kind_of(actor.places, place.number)))
            numbers.push_back(place.number);
    return numbers;
}

// The ends of what the actor holds, the latest first.
std::vector<Time> own_ends(Actor const& actor) {
    std::set<Time, std::greater<>> ends;
    for (auto const& slice : actor.held.slices)
        if (slice.until) ends.insert(*slice.until);
    return {ends.begin(), ends.end()};
}

bool comes_with_invitation(Actor const& actor, Role const& role, PlaceNumber at, PlaceNumber home) {
    return role.base && at == home && holds(actor.held, Act::users_invite, home, actor.places);
}

}  // namespace

bool may_give(Actor const& actor, Role const& role, PlaceNumber at, std::optional<Time> until) {
    if (actor.unbound) return true;
    if (!holds(actor.held, Act::roles_assign, at, actor.places)) return false;
    Power power{{{at, until, acts_at(role, at), role.sensitive}}};
    return contained(power, actor.held, actor.places);
}

bool in_plan(Account const& account, Role const& role) {
    if (role.acts.any() || role.permissions.none()) return true;
    auto const& all = account.blueprint->permissions;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (role.permissions.test(i) && has_any(account, all[i].features)) return true;
    return false;
}

void fields(FieldVisitor& v, RoleChoice& dto) {
    v.field("role", dto.role, {.min = 1, .max = 40, .about = "The key of a role."});
    v.field("place", dto.place,
            {.min = 1,
             .max = 40,
             .about = "A place's id, or \"account\". Left out: where the role holds by default."});
    v.field("until", dto.until, {.about = "When it ends. Left out: it does not."});
}

Result<Assignments> chosen(Actor const& by, std::vector<RoleChoice> const& choices,
                           blueprints::UserKind kind, Assignments const& already) {
    auto const& blueprint = *by.account.blueprint;
    Assignments assignments;
    for (auto const& choice : or_base(choices, blueprint, kind)) {
        auto field = "roles[" + std::to_string(assignments.size()) + "]";
        auto one = TRY(assignment_of(by, choice, field, kind, already));
        bool twice = std::ranges::any_of(assignments, [&](Assignment const& other) {
            return other.role == one.role && other.scope == one.scope;
        });
        if (twice) return fail(about("roles.twice", field, *blueprint.role(one.role)));
        assignments.push_back(std::move(one));
    }
    TRY(keep_pick(blueprint, assignments, kind));
    return assignments;
}

std::vector<Offer> offered(Actor const& actor, PlaceNumber home) {
    auto const& blueprint = *actor.account.blueprint;
    std::vector<Offer> offers;
    auto ends = blueprint.policies.time_limits ? own_ends(actor) : std::vector<Time>();
    for (auto const& role : blueprint.roles) {
        if (!is_given_as_role(blueprint, role) || !in_plan(actor.account, role)) continue;
        if (!role.may_be_held_by(blueprints::UserKind::person)) continue;
        auto places = candidates(actor, role, home);
        auto somewhere = [&](std::optional<Time> until) {
            return std::ranges::any_of(places, [&](PlaceNumber at) {
                return comes_with_invitation(actor, role, at, home) ||
                       may_give(actor, role, at, until);
            });
        };
        if (somewhere(std::nullopt)) {
            offers.push_back({role.key});
        } else if (auto end = std::ranges::find_if(ends, somewhere); end != ends.end()) {
            offers.push_back({role.key, *end});
        }
    }
    return offers;
}

}  // namespace usher::access
