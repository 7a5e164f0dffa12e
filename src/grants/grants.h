// What a user is let use (RT18): of each kind of resource all, or only these, with defaults. The
// scope of a grant is the user's home. Callers have locked the account.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/permit.h"
#include "access/resource.h"
#include "base/fields.h"
#include "base/json.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::grants {

constexpr std::size_t max_granted = 1000;  // of one kind to one user; beyond that there is *all*
constexpr std::size_t max_kinds = 50;      // of one request

struct OfKind {
    blueprints::Resource const* kind = nullptr;
    bool all = false;                        // future ones too
    std::vector<access::Resource> items;     // only these, by name
    std::vector<access::Resource> defaults;  // one of the kind, or one of each group
    bool operator==(OfKind const&) const;    // the same ones, in any order
};
// Each kind of the blueprint, in its order; also those that the plan has not (RT52: nothing is
// lost), which are neither shown nor changed.
using Granted = std::vector<OfKind>;

Result<Granted> of_user(store::Snapshot&, access::Account const&, UserId);
// What a new user gets where nothing is said: all of the kinds that are `all_by_default`.
Granted initial(access::Account const&);
Granted nothing(access::Account const&);
// As audit events tell it: kind → "all" or the resources, each with its place, by which the log
// knows who may read its name (RT30); "kind.default" → those.
json::Object told(Granted const&);

// One kind as asked for. `all` left out: false where resources are named, else as it is.
struct Choice {
    static constexpr std::string_view schema = "GrantChoice";
    std::string kind;
    std::optional<bool> all;
    std::optional<std::vector<std::string>> resources, defaults;  // ids, or the product's keys
};
void fields(FieldVisitor&, Choice&);

// Whom a choice is for, as they will be.
struct For {
    access::PlaceNumber home = access::account_place;
    access::Assignments assignments;
    bool self = false;  // the actor's own
};
// `now` after the choice: kinds not named stay, and so does what the actor does not see. With the
// field's path: `grants.kind` (no such kind, or not in the plan), `grants.twice`,
// `grants.not_here` (its place does not cover the home, and is not the actor's), `grants.default`
// (not granted), `grants.one_default`, `grants.no_defaults`, `grants.default_needed`,
// `grants.too_many`; `not_found` for a resource out of sight.
Result<Granted> chosen(store::Snapshot&, access::Actor const&, For const&,
                       std::vector<Choice> const&, Granted const& now);

// Replaces what is granted to the user, in the store only.
Result<void> replace(store::Tx&, AccountId, UserId, Granted const& before, Granted const& after,
                     access::ActorId const& by);
// The same with audit ("grants.assign") and the user's version; nothing where nothing changes.
struct Whom {
    UserId user;
    access::PlaceNumber home = access::account_place;
};
Result<void> assign(store::Tx&, access::Permit<Act::grants_assign> const&, access::Account const&,
                    Whom const&, Granted const& before, Granted const& after,
                    std::string const& request_id);
// What a change beside them leaves of grants; audited as "grants.end". After a move, grants end
// whose resources are neither above nor below the new home (RT10); after a move or a change of
// roles, defaults that are granted no longer.
enum class After : std::uint8_t { move, roles };
Result<void> keep_fitting(store::Tx&, access::Actor const& by, After, Whom const&,
                          access::Assignments const&, std::string const& request_id);

// Whether the actor may know of that resource: its place is covered by, or (where the kind is given
// below) covers, a place where they see users, give grants or manage resources.
bool sees(access::Actor const&, blueprints::Resource const&, access::Resource const&);
// The places whose resources the actor sees.
access::Reach in_sight(access::Actor const&, blueprints::Resource const&);

struct ResourceRef {
    static constexpr std::string_view schema = "ResourceRef";
    ResourceId id;
    std::string key, name;
    std::optional<std::string> group;
};
void fields(FieldVisitor&, ResourceRef&);

struct View {
    static constexpr std::string_view schema = "UserGrants";
    std::string kind, label;
    bool all = false;      // granted
    bool by_role = false;  // a role gives all of the kind
    std::vector<ResourceRef> resources, defaults;
};
void fields(FieldVisitor&, View&);
// What the reader sees of it: kinds of the plan, resources in sight.
std::vector<View> views(access::Actor const& reader, For const&, Granted const&);

}  // namespace usher::grants
