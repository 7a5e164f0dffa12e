// GET /v1/accounts/{account}/audit, …/audit/events/{event}, …/audit/export, …/audit/verification,
// …/audit/checkpoint, …/audit/chain; GET /v1/audit/chain, /v1/audit/checkpoint
#pragma once

#include "access/actor.h"
#include "audit/batches.h"
#include "base/secret.h"
#include "http/router.h"

namespace usher::audit {

// What the routes hold on to; all of it outlives the router.
struct Needs {
    access::Authority const& authority;
    SealingKey const& key;  // seals cursors, signs checkpoints
    Batches& batches;       // sealed before somebody reads
};
void add_routes(http::Router&, Needs const&);
void add_export_routes(http::Router&, Needs const&);
void add_chain_routes(http::Router&, Needs const&);

}  // namespace usher::audit
