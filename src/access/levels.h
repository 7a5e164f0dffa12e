// Access levels (RT17): a ladder is one choice; a level is one built-in role at one kind of place,
// given only through its ladder, one level of each, at one or more places.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "access/roles.h"
#include "base/fields.h"
#include "base/result.h"

namespace usher::access {

struct LevelChoice {
    static constexpr std::string_view schema = "LevelChoice";
    std::string ladder;
    std::optional<std::string> level;                // none: no level of it ("User")
    std::optional<std::vector<std::string>> places;  // none for a level at the account
};
void fields(FieldVisitor&, LevelChoice&);

// Whether the account's plan has the ladder (RT52).
bool offers(Account const&, blueprints::Ladder const&);
// Which level that assignment is; null where it is no level.
struct LevelOf {
    blueprints::Ladder const* ladder = nullptr;
    blueprints::LadderLevel const* level = nullptr;
};
LevelOf level_of(blueprints::Blueprint const&, Places const&, Assignment const&);
// Levels of that ladder that the actor may give somewhere: what a form offers.
bool may_give_level(Actor const&, blueprints::LadderLevel const&);

// Puts the levels asked for in place of those in `now`; ladders that are not named stay as they
// are. With the field's path in each refusal: `levels.unknown` (also where the plan has no such
// ladder), `levels.twice`, `levels.places`, `roles.kind`; `not_found` for a place out of reach.
Result<Assignments> with_levels(Actor const&, std::vector<LevelChoice> const&, blueprints::UserKind,
                                Assignments const& now);
// Roles, levels and what the actor does not see, together as the user's assignments after the
// change. `levels` absent: as they are. `levels.one` where the user would hold two levels of one
// ladder, one of them maybe out of sight.
struct AccessChoice {
    std::vector<RoleChoice> roles;
    std::optional<std::vector<LevelChoice>> levels;
};
Result<Assignments> chosen_access(Actor const&, AccessChoice const&, blueprints::UserKind,
                                  Subject const* before);

}  // namespace usher::access
