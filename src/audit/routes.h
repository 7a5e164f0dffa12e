// GET /v1/accounts/{account}/audit and …/audit/chain; GET /v1/audit/chain
#pragma once

#include "access/actor.h"
#include "http/router.h"

namespace usher::audit {

void add_routes(http::Router&, access::Authority const&);

}  // namespace usher::audit
