// "All that match": the query of a list, as the page has it in its address.
#pragma once

#include <string>

#include "access/actor.h"
#include "base/result.h"
#include "directory/list.h"

namespace usher::store {
class Store;
}

namespace usher::bulk {

// q, status, role, home, last_active, sort: read by the list itself. Errors of it, at "filter".
Result<directory::ListQuery> query_of(store::Store&, access::Actor const&,
                                      std::string const& filter);

}  // namespace usher::bulk
