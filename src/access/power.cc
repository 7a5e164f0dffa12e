#include "access/power.h"

#include <algorithm>

namespace usher::access {
namespace {

Acts account_only_acts() {
    Acts acts;
    for (std::size_t i = 0; i < act_count; ++i) acts.set(i, account_only(static_cast<Act>(i)));
    return acts;
}

// A role whose key has vanished from the blueprint gives nothing.
void add(Power& power, blueprints::Blueprint const& blueprint, Assignment const& assignment,
         PlaceNumber home) {
    auto role = blueprint.role(assignment.role);
    if (!role) return;
    auto place = place_of(assignment, home);
    Slice slice{place, assignment.until, acts_at(*role, place), role->sensitive};
    if (slice.acts.any() || slice.sensitive.any()) power.slices.push_back(std::move(slice));
}

bool lasts(std::optional<Time> until, std::optional<Time> as_long_as) {
    return !until || (as_long_as && *until >= *as_long_as);
}

bool contained(Slice const& p, Power const& q, Places const& places) {
    auto acts = p.acts;
    auto sensitive = p.sensitive;
    for (auto const& slice : q.slices) {
        if (!lasts(slice.until, p.until) || !places.covers(slice.place, p.place)) continue;
        acts &= ~slice.acts;
        sensitive &= ~slice.sensitive;
    }
    return acts.none() && sensitive.none();
}

}  // namespace

PlaceNumber place_of(Assignment const& assignment, PlaceNumber home) {
    return assignment.scope == home_scope ? home : assignment.scope;
}

bool ended(Assignment const& assignment, Time now) {
    return assignment.until && *assignment.until <= now;
}

bool in_force(Assignment const& assignment, Time now) {
    return (!assignment.from || *assignment.from <= now) && !ended(assignment, now);
}

bool Power::empty() const {
    return std::ranges::all_of(
        slices, [](Slice const& slice) { return slice.acts.none() && slice.sensitive.none(); });
}

Acts acts_at(blueprints::Role const& role, PlaceNumber place) {
    static Acts const void_below = account_only_acts();
    return place == account_place ? role.acts : role.acts & ~void_below;
}

Power potential(blueprints::Blueprint const& blueprint, Assignments const& assignments,
                PlaceNumber home, Time now) {
    Power power;
    for (auto const& assignment : assignments)
        if (!ended(assignment, now)) add(power, blueprint, assignment, home);
    return power;
}

Power held(blueprints::Blueprint const& blueprint, Assignments const& assignments, PlaceNumber home,
           Time now) {
    Power power;
    for (auto const& assignment : assignments)
        if (in_force(assignment, now)) add(power, blueprint, assignment, home);
    return power;
}

bool contained(Power const& p, Power const& q, Places const& places) {
    return std::ranges::all_of(p.slices,
                               [&](Slice const& slice) { return contained(slice, q, places); });
}

bool holds(Power const& power, Act act, PlaceNumber at, Places const& places) {
    return std::ranges::any_of(power.slices, [&](Slice const& slice) {
        return slice.acts.test(index(act)) && places.covers(slice.place, at);
    });
}

bool holds_anywhere(Power const& power, Act act) {
    return std::ranges::any_of(power.slices,
                               [&](Slice const& slice) { return slice.acts.test(index(act)); });
}

Reach reach(Power const& power, Act act, Places const& places) {
    std::vector<PlaceNumber> tops;
    for (auto const& slice : power.slices) {
        if (!slice.acts.test(index(act))) continue;
        if (slice.place == account_place) return Reach::whole();
        tops.push_back(slice.place);
    }
    return Reach::only(places.at_or_below_any(std::move(tops)));
}

}  // namespace usher::access
