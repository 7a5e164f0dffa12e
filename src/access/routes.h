// The product's question over HTTP.
#pragma once

#include "access/actor.h"
#include "http/router.h"

namespace usher::access {

// POST /v1/check. The authority outlives the router.
void add_routes(http::Router&, Authority const&);

}  // namespace usher::access
