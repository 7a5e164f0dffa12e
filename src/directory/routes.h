// /v1/accounts/{account}/users… and /v1/accounts/{account}/places…
#pragma once

#include "access/actor.h"
#include "http/router.h"

namespace usher::directory {

void add_routes(http::Router&, access::Authority const&);
void add_own_routes(http::Router&, access::Authority const&);      // under /v1/me
void add_own_use_routes(http::Router&, access::Authority const&);  // what one uses, and defaults
void add_ending_routes(http::Router&, access::Authority const&);   // what a change would end
void add_former_routes(http::Router&, access::Authority const&);   // deleted users by address
void add_effects_routes(http::Router&, access::Authority const&);  // what a user may do, and why
void add_grant_routes(http::Router&, access::Authority const&);
void add_place_routes(http::Router&, access::Authority const&);

}  // namespace usher::directory
