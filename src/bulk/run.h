// The job of kind "bulk".
#pragma once

#include "access/actor.h"
#include "jobs/runner.h"

namespace usher::mail {
class Outbox;
}

namespace usher::bulk {

// One that has failed for good ends with what was done; each row that is left is refused, so that
// it stands in nobody's way (max_open).
jobs::Kind running(access::Authority const&, mail::Outbox const&, jobs::Queue const&);

}  // namespace usher::bulk
