// POST /v1/accounts/{account}/bulk, GET …/jobs/{job}, …/rows, …/rows.csv, POST …/undo
#pragma once

#include "access/actor.h"
#include "http/router.h"
#include "jobs/jobs.h"

namespace usher::bulk {

void add_routes(http::Router&, access::Authority const&, jobs::Queue const&);

}  // namespace usher::bulk
