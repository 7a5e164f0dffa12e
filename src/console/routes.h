// GET /v1/health, GET /v1/jobs, POST /v1/jobs/{job}/retry, GET /v1/operators, GET /v1/blueprints:
// for operators.
#pragma once

#include "access/actor.h"
#include "console/health.h"
#include "http/router.h"
#include "jobs/jobs.h"
#include "mail/outbox.h"

namespace usher::console {

struct Needs {
    access::Authority const& authority;
    mail::Outbox const& outbox;
    jobs::Queue const& queue;
    Examine examine;
};
void add_health_route(http::Router&, Needs const&);
void add_routes(http::Router&, Needs const&);

}  // namespace usher::console
