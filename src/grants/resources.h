// Things that users are let use, as the product or an administrator registers them. Each verb is
// one transaction with its audit event; the caller has locked the account.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/permit.h"
#include "access/resource.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::grants {

constexpr std::int64_t max_resources = 20000;  // of one account
constexpr std::int64_t max_key = 200;          // code points of the product's key
constexpr std::int64_t max_resource_name = 200;

Result<std::optional<access::Resource>> find(store::Snapshot&, AccountId, ResourceId);

struct NewResource {
    std::string kind, key, name, group;
    access::PlaceNumber place = access::account_place;
};
// `resources.kind` (unknown, or not in the plan), `resources.taken`, `resources.group`,
// `resources.too_many`.
Result<access::Resource> register_one(store::Tx&, access::Permit<Act::resources_manage> const&,
                                      access::Account const&, NewResource const&,
                                      std::string const& request_id);

struct ResourceEdit {
    std::optional<std::string> name, group;
    std::optional<access::PlaceNumber> place;
};
// Where the place changes, grants end to users who are neither at, above nor below the new one
// but were so of the old (RT18); where the group does, defaults give way to those of the new group.
// The permit is for the old place; `to` for the new one.
Result<void> change(store::Tx&, access::Permit<Act::resources_manage> const& permit,
                    access::Permit<Act::resources_manage> const& to, access::Actor const&,
                    access::Resource const& before, ResourceEdit const&,
                    std::string const& request_id);
// Its grants and defaults end with it.
Result<void> remove(store::Tx&, access::Permit<Act::resources_manage> const&,
                    access::Resource const&, std::string const& request_id);

struct ResourceQuery {
    std::string kind;   // empty: all kinds of the plan
    std::string words;  // a part of name or key
    std::string after;  // a cursor of ours
    std::int64_t limit = 100;
};
struct ResourcePage {
    std::vector<access::Resource> resources;
    std::optional<std::string> next;
};
// By kind and name, those in sight. For who sees users, gives grants or manages resources
// somewhere: `access.no_act` otherwise; `resources.kind`; `field.characters` for a foreign cursor.
Result<ResourcePage> list(store::Snapshot&, access::Actor const&, ResourceQuery const&);

}  // namespace usher::grants
