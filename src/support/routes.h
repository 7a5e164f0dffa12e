// GET and POST /v1/accounts/{account}/support, DELETE …/support/{operator}: for operators.
#pragma once

#include "access/actor.h"
#include "http/router.h"

namespace usher::support {

void add_routes(http::Router&, access::Authority const&);

}  // namespace usher::support
