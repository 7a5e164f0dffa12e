// The routes of the server itself.
#pragma once

#include <string>

#include "http/router.h"

namespace usher::http {

// GET /healthz: the process answers (on the I/O thread). GET /readyz: the store can be read and
// written, found out at most every five seconds; 503 otherwise. GET /openapi.json: all routes that
// the router has at its first use; the router stays where it is.
void add_own_routes(Router&, store::Store&, std::string version);

}  // namespace usher::http
