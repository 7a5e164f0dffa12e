// What the gate refuses is recorded (ASVS 16.3.2), in batches.
#pragma once

#include "access/actor.h"
#include "audit/batches.h"
#include "http/request.h"

namespace usher::audit {

// Given every answer that failed; notes those in which the gate said no to somebody inside an
// account. One reading of who asks, and no writing.
void note_refusal(Batches&, access::Authority const&, http::Request&, Error const&);

}  // namespace usher::audit
