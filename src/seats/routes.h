// GET and PUT /v1/accounts/{account}/seats
#pragma once

#include "access/actor.h"
#include "http/router.h"

namespace usher::seats {

void add_routes(http::Router&, access::Authority const&);

}  // namespace usher::seats
