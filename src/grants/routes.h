// /v1/accounts/{account}/resources…
#pragma once

#include "access/actor.h"
#include "http/router.h"

namespace usher::grants {

void add_routes(http::Router&, access::Authority const&);

}  // namespace usher::grants
