// The organisation below the account: create, rename, list (RT19). Retiring and moving come later.
#pragma once

#include <string>

#include "access/permit.h"
#include "base/result.h"

namespace usher::store {
class Tx;
}

namespace usher::directory {

// A division below the account, a location below a division, or below the account where there are
// no divisions. Fails with `places.none` (no levels, or not in the plan), `places.level` (the
// parent holds none), `places.taken` (the name, by its search fold, among the parent's),
// `places.too_many` (access::max_places).
Result<access::Place> create_place(store::Tx&, access::Permit<Act::places_manage> const&,
                                   access::Actor const&, access::PlaceNumber parent,
                                   std::string const& name, std::string const& request_id);
Result<void> rename_place(store::Tx&, access::Permit<Act::places_manage> const&,
                          access::Place const&, std::string const& name,
                          std::string const& request_id);

}  // namespace usher::directory
