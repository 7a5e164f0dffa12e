// What is told while it happens: the route.
#pragma once

#include "access/actor.h"
#include "events/hub.h"
#include "http/router.h"

namespace usher::events {

void add_routes(http::Router&, access::Authority const&, Hub&);

}  // namespace usher::events
