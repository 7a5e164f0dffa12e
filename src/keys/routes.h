// …/service-users and their keys (RT23).
#pragma once

#include "access/actor.h"
#include "http/router.h"

namespace usher::keys {

void add_routes(http::Router&, access::Authority const&);
void add_permissions_routes(http::Router&, access::Authority const&);

}  // namespace usher::keys
