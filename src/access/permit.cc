#include "access/permit.h"

#include <algorithm>
#include <array>

#include "access/errors.h"
#include "access/foretell.h"

namespace usher::access {
namespace {

constexpr std::array<std::string_view, 4> status_names = {"invited", "active", "suspended",
                                                          "deleted"};

// The instance may do everything but hand over what only its holder hands over (RT26).
bool unbound_may(Act act) { return act != Act::ownership_transfer; }
// The product itself reads users and registers what they may use (RT23); it holds no act.
bool is_product(Actor const& actor) { return actor.id.kind == ActorId::Kind::product; }
// In an account that is closed there is nothing left for it (threat 33).
bool product_may(Actor const& actor, Act act) {
    return actor.account.status != Account::Status::closed &&
           (act == Act::users_view || act == Act::resources_manage);
}
bool may(Actor const& actor, Act act, PlaceNumber at) {
    if (is_product(actor)) return product_may(actor, act);
    return actor.unbound ? unbound_may(act) : holds(actor.held, act, at, actor.places);
}
bool may_anywhere(Actor const& actor, Act act) {
    if (is_product(actor)) return product_may(actor, act);
    return actor.unbound ? unbound_may(act) : holds_anywhere(actor.held, act);
}
bool is_self(Actor const& actor, Subject const& subject) {
    return !actor.user.none() && actor.user == subject.user;
}
Reach reach_of(Actor const& actor, Act act) {
    bool whole = actor.unbound || is_product(actor);
    return whole ? Reach::whole() : reach(actor.held, act, actor.places);
}

// An assignment as it works for a user of that home. One that follows the home is not the same as
// one fixed to the place where the home happens to be (RT3).
struct Working {
    Assignment assignment;
    PlaceNumber place;
    bool operator==(Working const&) const = default;
};
std::vector<Working> working(Subject const& subject, Time now) {
    std::vector<Working> all;
    for (auto const& assignment : subject.assignments)
        if (!ended(assignment, now))
            all.push_back({assignment, place_of(assignment, subject.home)});
    return all;
}
std::vector<Working> without(std::vector<Working> const& all, std::vector<Working> const& others) {
    std::vector<Working> rest;
    for (auto const& one : all)
        if (std::ranges::find(others, one) == others.end()) rest.push_back(one);
    return rest;
}

// A change, taken apart: what is given and taken, a move included (RT10).
struct Parts {
    Subject const* before;  // null for a new user
    Subject const* after;   // null where only the status changes
    std::vector<Working> given, taken;

    Parts(Actor const& actor, Change const& change)
        : before(change.before ? &*change.before : nullptr),
          after(change.after ? &*change.after : nullptr) {
        if (!after) return;
        auto will = working(*after, actor.now);
        auto was = before ? working(*before, actor.now) : std::vector<Working>{};
        given = without(will, was);
        taken = without(was, will);
    }
    bool moves() const { return before && after && before->home != after->home; }
    bool is_new() const { return !before; }
    // Where somebody newly gets a home: it must be a place that the actor knows.
    std::optional<PlaceNumber> new_home() const {
        if (!after || (before && before->home == after->home)) return std::nullopt;
        return after->home;
    }
};

// RT8 (1) and RT29: the target and every place that is named must exist for the actor.
bool in_sight(Actor const& actor, Parts const& parts) {
    if (parts.before && sight(actor, *parts.before) == Sight::none) return false;
    auto known = [&](PlaceNumber place) { return knows(actor, place); };
    auto usable = [&](PlaceNumber place) { return known(place) && actor.places.exists(place); };
    if (auto home = parts.new_home(); home && !usable(*home)) return false;
    // What follows a home out of sight is not named by its taking: that is `access.no_act`.
    auto taken_known = [&](Working const& one) {
        return one.assignment.scope == home_scope || known(one.place);
    };
    return std::ranges::all_of(parts.given, usable, &Working::place) &&
           std::ranges::all_of(parts.taken, taken_known);
}

// RT12: what one adds to oneself must lie within what one holds now; giving up is free.
Result<void> judge_self(Act act, Actor const& actor, Parts const& parts) {
    if (act == Act::grants_assign && !parts.after) return {};
    if (act != Act::roles_assign || !parts.after || parts.moves())
        return fail(refusal("access.self"));
    Assignments added;
    for (auto const& one : parts.given) added.push_back(one.assignment);
    auto more = potential(*actor.account.blueprint, added, parts.after->home, actor.now);
    if (!contained(more, actor.held, actor.places)) return fail(refusal("access.self"));
    return {};
}

bool is_base_at_home(Actor const& actor, Parts const& parts, Working const& one) {
    auto role = actor.account.blueprint->role(one.assignment.role);
    return role && role->base && one.place == parts.after->home;
}

// RT8 (2) for roles: roles.assign at the scope of each one given or taken. A new user's base role
// comes with the invitation (RT13).
bool may_assign(Actor const& actor, Parts const& parts) {
    auto allowed = [&](Working const& one) {
        return may(actor, Act::roles_assign, one.place) ||
               (parts.is_new() && is_base_at_home(actor, parts, one));
    };
    return std::ranges::all_of(parts.given, allowed) && std::ranges::all_of(parts.taken, allowed);
}

bool may_act(Act act, Actor const& actor, Parts const& parts) {
    if (!may_assign(actor, parts)) return false;
    // RT10, whatever else the change is.
    if (parts.moves() && !(may(actor, Act::users_edit, parts.before->home) &&
                           may(actor, Act::users_edit, parts.after->home)))
        return false;
    if (act == Act::roles_assign) return may_anywhere(actor, act);
    if (parts.is_new()) return may(actor, act, parts.after->home);
    // Ending an invitation is inviting (RT2) as well as deleting.
    if (act == Act::users_delete && parts.before->status == Status::invited &&
        may(actor, Act::users_invite, parts.before->home))
        return true;
    return may(actor, act, parts.before->home);
}

// RT26: until its first user has joined, an account has that one alone. The opening itself passes
// no gate (first_user).
Result<void> refuse_early(Actor const& actor, Parts const& parts) {
    if (!parts.is_new() || actor.account.accepted) return {};
    return fail(refusal("accounts.not_joined"));
}

// RT25: no path through a user's roles gives the unique role.
Result<void> refuse_unique(Actor const& actor, Parts const& parts) {
    for (auto const& one : parts.given) {
        auto role = actor.account.blueprint->role(one.assignment.role);
        bool was_held = parts.before &&
                        std::ranges::any_of(parts.before->assignments,
                                            [&](auto& a) { return a.role == one.assignment.role; });
        if (role && role->unique && !was_held)
            return fail(refusal("roles.not_given_this_way", "roles", {{"role", role->label}}));
    }
    return {};
}

// RT23: the top role at the account is a person's, whatever else a service user is given.
Result<void> refuse_top_to_service(Parts const& parts, blueprints::Blueprint const& blueprint) {
    if (!parts.after || parts.after->kind != blueprints::UserKind::service) return {};
    for (auto const& one : parts.given) {
        auto role = blueprint.role(one.assignment.role);
        if (role && role->top && one.place == account_place)
            return fail(refusal("roles.kind", "roles", {{"role", role->label}}));
    }
    return {};
}

// `pick = "one"`: one role outside of ladders, at however many places. Where somebody has one that
// the actor cannot see, only the roles that the actor does see them have may be given: the refusal
// is the same whichever role the other one is (RT27, RT31).
Result<void> refuse_second(Actor const& actor, Parts const& parts) {
    auto const& blueprint = *actor.account.blueprint;
    if (blueprint.pick == blueprints::Pick::many || !parts.before || !parts.after) return {};
    auto picked = [&](Assignment const& one) {
        auto role = blueprint.role(one.role);
        return role && !blueprint.in_ladder(*role);
    };
    auto seen = shown(actor, *parts.before).here;
    auto stands_among = [](Assignments const& all, std::string const& role) {
        return std::ranges::find(all, role, &Assignment::role) != all.end();
    };
    bool has_unseen = std::ranges::any_of(working(*parts.before, actor.now), [&](auto& one) {
        return picked(one.assignment) && std::ranges::find(seen, one.assignment) == seen.end();
    });
    for (auto const& one : parts.given)
        if (has_unseen && picked(one.assignment) && !stands_among(seen, one.assignment.role))
            return fail(refusal("roles.one_elsewhere", "roles"));
    return {};
}

}  // namespace

std::string_view name(Status status) { return status_names[static_cast<std::size_t>(status)]; }

std::optional<Status> status_named(std::string_view word) {
    auto found = std::ranges::find(status_names, word);
    if (found == status_names.end()) return std::nullopt;
    return static_cast<Status>(found - status_names.begin());
}

Sight sight(Actor const& actor, Subject const& subject) {
    if (subject.kind == blueprints::UserKind::service) {
        bool seen = subject.status != Status::deleted && may(actor, Act::keys_manage, subject.home);
        return seen ? Sight::full : Sight::none;
    }
    if (actor.unbound || is_self(actor, subject)) return Sight::full;
    bool visible_if_deleted =
        subject.status != Status::deleted || may(actor, Act::users_delete, subject.home);
    if (!visible_if_deleted) return Sight::none;
    if (may(actor, Act::users_view, subject.home)) return Sight::full;
    return subject.status == Status::deleted || shown(actor, subject).here.empty()
               ? Sight::none
               : Sight::elsewhere;
}

bool knows(Actor const& actor, PlaceNumber place) {
    if (place == account_place) return true;
    if (!actor.places.find(place)) return false;
    if (actor.unbound || is_product(actor) || place == actor.home) return true;
    return std::ranges::any_of(actor.held.slices, [&](Slice const& slice) {
        return slice.acts.any() && actor.places.covers(slice.place, place);
    });
}

Reach known_places(Actor const& actor) {
    if (actor.unbound || is_product(actor)) return Reach::whole();
    std::vector<PlaceNumber> tops;
    for (auto const& slice : actor.held.slices)
        if (slice.acts.any()) tops.push_back(slice.place);
    if (std::ranges::find(tops, account_place) != tops.end()) return Reach::whole();
    auto numbers = actor.places.at_or_below_any(std::move(tops));
    numbers.push_back(actor.home);
    return Reach::only(std::move(numbers));
}

Result<PlaceNumber> place_named(Actor const& actor, std::string_view id_or_account) {
    if (id_or_account == "account") return account_place;
    auto id = PlaceId::parse(id_or_account);
    auto place = id ? actor.places.find(*id) : nullptr;
    if (!place || place->retired || !knows(actor, place->number)) return fail(not_found());
    return place->number;
}

bool contains(Actor const& actor, Subject const& subject) {
    auto power = potential(*actor.account.blueprint, subject.assignments, subject.home, actor.now);
    return actor.unbound || contained(power, actor.held, actor.places);
}

Shown shown(Actor const& actor, Subject const& subject) {
    Shown shown;
    bool is_service = subject.kind == blueprints::UserKind::service;
    auto sees = is_service ? Act::keys_manage : Act::users_view;
    for (auto const& one : working(subject, actor.now)) {
        bool here = is_self(actor, subject) || may(actor, sees, one.place);
        if (here) shown.here.push_back(one.assignment);
        shown.elsewhere = shown.elsewhere || !here;
    }
    return shown;
}

// Naming one that cannot be seen is answered as giving it anew would be, whatever its end: trying
// tells nobody what somebody has out of their sight (RT27).
Result<Assignments> with_unseen(Actor const& actor, Subject const& subject, Assignments chosen) {
    auto seen = shown(actor, subject).here;
    for (auto const& one : working(subject, actor.now)) {
        if (std::ranges::find(seen, one.assignment) != seen.end()) continue;
        auto named = std::erase_if(chosen, [&](Assignment const& each) {
            return each.role == one.assignment.role && each.scope == one.assignment.scope;
        });
        if (named > 0) {
            bool usable = knows(actor, one.place) && actor.places.exists(one.place);
            if (!usable) return fail(not_found());
            if (!may(actor, Act::roles_assign, one.place)) return fail(refusal("access.no_act"));
        }
        chosen.push_back(one.assignment);
    }
    return chosen;
}

Result<void> may_somewhere(Act act, Actor const& actor) {
    if (!may_anywhere(actor, act)) return fail(refusal("access.no_act"));
    return {};
}

Result<void> foretell(Act act, Actor const& actor, Change const& change) {
    TRY(detail::judge(act, actor, change));
    return {};
}

namespace detail {

Result<Reach> judge(Act act, Actor const& actor) {
    TRY(may_somewhere(act, actor));
    return reach_of(actor, act);
}

Result<Reach> judge(Act act, Actor const& actor, PlaceNumber at) {
    if (!knows(actor, at) || !actor.places.exists(at)) return fail(not_found());
    if (!may(actor, act, at)) return fail(refusal("access.no_act"));
    return reach_of(actor, act);
}

Result<Reach> judge(Act act, Actor const& actor, Change const& change) {
    if (!change.before && !change.after) return fail(not_found());
    Parts parts(actor, change);
    if (!in_sight(actor, parts)) return fail(not_found());
    bool self = parts.before && is_self(actor, *parts.before);
    if (self) TRY(judge_self(act, actor, parts));
    if (!may_act(act, actor, parts)) return fail(refusal("access.no_act"));
    bool within = self || ((!parts.before || contains(actor, *parts.before)) &&
                           (!parts.after || contains(actor, *parts.after)));
    if (!within) return fail(refusal("access.not_contained"));
    TRY(refuse_early(actor, parts));
    TRY(refuse_unique(actor, parts));
    TRY(refuse_top_to_service(parts, *actor.account.blueprint));
    TRY(refuse_second(actor, parts));
    return reach_of(actor, act);
}

Result<void> judge_operator(Person const& person) {
    if (!person.is_operator) return fail(refusal("access.no_act"));
    return {};
}

}  // namespace detail

namespace {

// RT25: who may take the account over.
bool may_own(Actor const& actor, Subject const& subject) {
    auto const& blueprint = *actor.account.blueprint;
    if (!blueprint.ownership || subject.kind != blueprints::UserKind::person ||
        subject.status != Status::active || !may(actor, Act::ownership_transfer, account_place))
        return false;
    return std::ranges::any_of(subject.assignments, [&](Assignment const& one) {
        return one.role == blueprint.ownership->transfer_to && in_force(one, actor.now);
    });
}

}  // namespace

std::vector<std::string_view> can(Actor const& actor, Subject const& subject) {
    auto seen = sight(actor, subject);
    bool assigns = may_anywhere(actor, Act::roles_assign);
    if (seen == Sight::none) return {};
    std::vector<std::string_view> words;
    if (subject.kind == blueprints::UserKind::service) {
        if (!contains(actor, subject)) return {};
        words.push_back("edit");
        if (assigns) words.push_back("roles");
        if (!actor.user.none()) words.push_back("keys");  // their maker is a user
        words.push_back("delete");
        return words;
    }
    if (subject.status == Status::deleted) {
        if (!contains(actor, subject)) return {};
        if (may(actor, Act::users_delete, subject.home)) words.push_back("restore");
        if (may(actor, Act::users_erase, account_place)) words.push_back("erase");
        return words;
    }
    if (is_self(actor, subject)) {
        if (assigns) words.push_back("roles");
        if (may(actor, Act::grants_assign, subject.home)) words.push_back("grants");
        return words;
    }
    if (!contains(actor, subject)) return {};
    auto add = [&](std::string_view word, Act act, bool fits = true) {
        if (fits && may(actor, act, subject.home)) words.push_back(word);
    };
    bool invited = subject.status == Status::invited;
    add("edit", Act::users_edit);
    add("suspend", Act::users_suspend, subject.status == Status::active);
    add("resume", Act::users_suspend, subject.status == Status::suspended);
    if (may(actor, Act::users_delete, subject.home) ||
        (invited && may(actor, Act::users_invite, subject.home)))
        words.push_back("delete");
    add("reset", Act::users_reset, subject.status == Status::active);
    add("resend", Act::users_invite, invited);
    if (assigns) words.push_back("roles");
    add("grants", Act::grants_assign);
    if (may_own(actor, subject)) words.push_back("own");
    return words;
}

}  // namespace usher::access
