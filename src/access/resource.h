// Things that users are let use, as rights need them (RT18): what a grant of all of a kind means
// where, and whether one resource is granted.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "base/id.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
}

namespace usher {
struct ResourceTag {
    static constexpr std::string_view prefix = "res";
};
using ResourceId = Id<ResourceTag>;
}  // namespace usher

namespace usher::access {

// Whether the plan has one of them, or none is asked for (RT52).
bool has_any(Account const&, std::vector<std::string> const& features);
// The kind of that key; null where the blueprint has none.
blueprints::Resource const* kind_named(blueprints::Blueprint const&, std::string_view key);

struct Resource {
    ResourceId id;
    std::string kind, key, name, group;  // `key` is the product's own id, unique in its kind
    PlaceNumber place = account_place;
    std::int64_t version = 0;
    bool operator==(Resource const& other) const { return id == other.id; }
};

// The places whose resources *all* of a kind means, held at one of those scopes: those at or below
// it, and those above where the kind is given to whoever stands below; never a sister's.
Reach all_of_kind(blueprints::Resource const&, Places const&,
                  std::vector<PlaceNumber> const& scopes);
// Whether that place is one of them, found out without walking the others.
bool means(blueprints::Resource const&, Places const&, PlaceNumber scope, PlaceNumber place);
// The places whose resources of that kind the actor may know of: those that *all* of it means where
// they see users, give grants or manage resources.
Reach resources_in_sight(Actor const&, blueprints::Resource const&);
// Where the roles in force give all of that kind.
std::vector<PlaceNumber> scopes_of_all(blueprints::Blueprint const&, Assignments const&,
                                       std::string_view kind, PlaceNumber home, Time now);

// By its id here or by the product's own key of that kind.
Result<std::optional<Resource>> resource_named(store::Snapshot&, AccountId, std::string_view kind,
                                               std::string_view id_or_key);

// Whether that user is let use it: by a grant, or by all of the kind at one of `scopes` (a grant of
// all holds at the home). "any" asks whether there is one.
struct Use {
    UserId user;
    PlaceNumber home = account_place;
    std::vector<PlaceNumber> scopes;  // where roles give all of the kind
};
Result<bool> granted(store::Snapshot&, AccountId, Places const&, blueprints::Resource const& kind,
                     Use const&, std::string_view resource);

}  // namespace usher::access
