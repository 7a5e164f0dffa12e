// Power (RT4) and the two readings of it (RT5). Pure: no store, no clock of its own.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/place.h"
#include "base/time.h"
#include "blueprints/blueprint.h"

namespace usher::access {

struct Assignment {
    std::string role;                // a built-in role's key
    PlaceNumber scope = home_scope;  // home_scope or a place's number
    std::optional<Time> from = {};   // nothing: already
    std::optional<Time> until = {};  // nothing: for ever
    bool operator==(Assignment const&) const = default;
};
using Assignments = std::vector<Assignment>;

// Where it holds for a user of that home.
PlaceNumber place_of(Assignment const&, PlaceNumber home);
// The clock decides, not a job (RT14): an end counts from its very moment on.
bool ended(Assignment const&, Time now);
bool in_force(Assignment const&, Time now);  // begun and not ended

// What one assignment gives: acts and sensitive permissions, at a place, until an end.
struct Slice {
    PlaceNumber place = account_place;
    std::optional<Time> until = {};
    Acts acts = {};
    blueprints::Permissions sensitive = {};
};
struct Power {
    std::vector<Slice> slices;
    bool empty() const;
};

// Acts as they count at that place: account-only ones are void below the account (RT2).
Acts acts_at(blueprints::Role const&, PlaceNumber place);

// Every assignment not ended, begun or not, whatever the user's status: a target's reading.
Power potential(blueprints::Blueprint const&, Assignments const&, PlaceNumber home, Time now);
// Assignments begun and not ended: an actor's reading. The caller has checked that the account is
// open and the user active.
Power held(blueprints::Blueprint const&, Assignments const&, PlaceNumber home, Time now);

// Each element of p has one in q with the same act or permission, a place that covers, and an end
// no earlier (RT4).
bool contained(Power const& p, Power const& q, Places const&);
bool holds(Power const&, Act, PlaceNumber at, Places const&);
bool holds_anywhere(Power const&, Act);
Reach reach(Power const&, Act, Places const&);

}  // namespace usher::access
