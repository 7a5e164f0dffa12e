// /v1/accounts/{account}/users… and /v1/accounts/{account}/places…
#pragma once

#include "access/actor.h"
#include "http/router.h"

namespace usher::directory {

void add_routes(http::Router&, access::Authority const&);
void add_own_routes(http::Router&, access::Authority const&);  // under /v1/me
void add_grant_routes(http::Router&, access::Authority const&);
void add_place_routes(http::Router&, access::Authority const&);

}  // namespace usher::directory
