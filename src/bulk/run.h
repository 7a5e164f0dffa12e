// The job of kind "bulk".
#pragma once

#include "access/actor.h"
#include "jobs/runner.h"

namespace usher::mail {
class Outbox;
}

namespace usher::bulk {

jobs::Kind running(access::Authority const&, mail::Outbox const&);

}  // namespace usher::bulk
