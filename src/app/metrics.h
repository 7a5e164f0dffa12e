// What Prometheus scrapes: GET /metrics, on a port of its own on this machine.
#pragma once

#include <string>

#include "base/result.h"

namespace usher::http {
class Server;
}

namespace usher::app {

class Installation;

// In Prometheus' text format. Names and meanings stand in docs/operate.md.
std::string metrics(Installation&, http::Server const&);

}  // namespace usher::app
