// The organisation below the account: create, rename, list (RT19). Retiring and moving come later.
#pragma once

#include <cstdint>
#include <map>
#include <string>

#include "access/permit.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::directory {

// A division below the account, a location below a division, or below the account where there are
// no divisions. Fails with `places.none` (no levels, or not in the plan), `places.level` (the
// parent holds none), `places.taken` (the name, by its search fold, among the parent's),
// `places.too_many` (access::max_places).
Result<access::Place> create_place(store::Tx&, access::Permit<Act::places_manage> const&,
                                   access::Actor const&, access::PlaceNumber parent,
                                   std::string const& name, std::string const& request_id);
// What If-Match names (R11), by number. It is not among what every request knows of places.
using PlaceVersions = std::map<access::PlaceNumber, std::int64_t>;
Result<PlaceVersions> place_versions(store::Snapshot&, AccountId);
Result<std::int64_t> place_version(store::Snapshot&, AccountId, access::PlaceNumber);
Result<void> rename_place(store::Tx&, access::Permit<Act::places_manage> const&,
                          access::Place const&, std::string const& name,
                          std::string const& request_id);

}  // namespace usher::directory
