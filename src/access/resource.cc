#include "access/resource.h"

#include <algorithm>

#include "store/tx.h"

namespace usher::access {
namespace {

constexpr ResourceId all_of_them{};
constexpr std::string_view any = "any";

Result<bool> any_in(store::Snapshot& snapshot, AccountId account, std::string const& kind,
                    Reach const& places) {
    auto rows = TRY(snapshot.many(
        "select 1 from resources where account_id = $1 and kind = $2 and {within place, $3} "
        "limit 1",
        account, kind, places.bound()));
    return !rows.empty();
}

// What the user was granted of the kind: all of them, and one in particular (or any at all).
struct Held {
    bool all = false, one = false;
};
Result<Held> held_of(store::Snapshot& snapshot, AccountId account, UserId user,
                     std::string const& kind, std::optional<ResourceId> resource) {
    auto rows = TRY(snapshot.many(
        "select resource_id from grants where account_id = $1 and user_id = $2 and kind = $3 "
        "and (resource_id = $4 or $5 is null or resource_id = $5) order by resource_id limit 2",
        account, user, kind, all_of_them, resource));
    Held held;
    for (auto const& row : rows) {
        bool all = row.id<ResourceId>(0) == all_of_them;
        held.all = held.all || all;
        held.one = held.one || !all;
    }
    return held;
}

// Acts by which somebody comes to know of resources.
constexpr Act knowing[] = {Act::users_view, Act::grants_assign, Act::resources_manage};

bool knows_resources_at(Slice const& slice) {
    return std::ranges::any_of(knowing, [&](Act act) { return slice.acts.test(index(act)); });
}

}  // namespace

bool has_any(Account const& account, std::vector<std::string> const& features) {
    return features.empty() || std::ranges::any_of(features, [&](auto const& one) {
               return account.features.contains(one);
           });
}

blueprints::Resource const* kind_named(blueprints::Blueprint const& blueprint,
                                       std::string_view key) {
    auto found = std::ranges::find(blueprint.resources, key, &blueprints::Resource::key);
    return found == blueprint.resources.end() ? nullptr : &*found;
}

Reach all_of_kind(blueprints::Resource const& kind, Places const& places,
                  std::vector<PlaceNumber> const& scopes) {
    if (std::ranges::find(scopes, account_place) != scopes.end()) return Reach::whole();
    auto numbers = places.at_or_below_any(scopes);
    if (kind.given_by == blueprints::GivenBy::below) {
        for (auto scope : scopes) {
            for (auto place = places.find(scope); place; place = places.find(place->parent)) {
                numbers.push_back(place->parent);
                if (place->parent == account_place) break;
            }
        }
    }
    return Reach::only(std::move(numbers));
}

bool means(blueprints::Resource const& kind, Places const& places, PlaceNumber scope,
           PlaceNumber place) {
    if (places.covers(scope, place)) return true;
    if (kind.given_by != blueprints::GivenBy::below) return false;
    for (auto at = places.find(scope); at; at = places.find(at->parent))
        if (at->parent == place) return true;
    return false;
}

Reach resources_in_sight(Actor const& actor, blueprints::Resource const& kind) {
    if (actor.unbound || actor.id.kind == ActorId::Kind::product) return Reach::whole();
    std::vector<PlaceNumber> scopes;
    for (auto const& slice : actor.held.slices)
        if (knows_resources_at(slice)) scopes.push_back(slice.place);
    return all_of_kind(kind, actor.places, scopes);
}

std::vector<PlaceNumber> scopes_of_all(blueprints::Blueprint const& blueprint,
                                       Assignments const& assignments, std::string_view kind,
                                       PlaceNumber home, Time now) {
    std::vector<PlaceNumber> scopes;
    for (auto const& one : assignments) {
        auto role = blueprint.role(one.role);
        if (!role || !in_force(one, now)) continue;
        if (std::ranges::find(role->all_of, kind) != role->all_of.end())
            scopes.push_back(place_of(one, home));
    }
    return scopes;
}

Result<std::optional<Resource>> resource_named(store::Snapshot& snapshot, AccountId account,
                                               std::string_view kind, std::string_view id_or_key) {
    auto id = ResourceId::parse(id_or_key);
    auto row = TRY(snapshot.one(
        "select resource_id, kind, key, name, group_name, place, version from resources "
        "where account_id = $1 and kind = $2 and ((resource_id = $3 and $3 is not null) "
        "or (key = $4 and $3 is null))",
        account, kind, id, id_or_key));
    if (!row) return std::nullopt;
    return Resource{row->id<ResourceId>(0), row->text(1),    row->text(2),   row->text(3),
                    row->text(4),           row->integer(5), row->integer(6)};
}

Result<bool> granted(store::Snapshot& snapshot, AccountId account, Places const& places,
                     blueprints::Resource const& kind, Use const& use, std::string_view resource) {
    std::optional<Resource> asked;
    if (resource != any) {
        asked = TRY(resource_named(snapshot, account, kind.key, resource));
        if (!asked) return false;
    }
    auto id = asked ? std::optional(asked->id) : std::nullopt;
    auto held = TRY(held_of(snapshot, account, use.user, kind.key, id));
    if (held.one) return true;
    auto scopes = use.scopes;
    if (held.all) scopes.push_back(use.home);
    if (!asked) return any_in(snapshot, account, kind.key, all_of_kind(kind, places, scopes));
    return std::ranges::any_of(
        scopes, [&](PlaceNumber scope) { return means(kind, places, scope, asked->place); });
}

}  // namespace usher::access
