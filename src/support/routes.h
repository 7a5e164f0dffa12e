// GET and POST /v1/accounts/{account}/support, DELETE …/support/{operator}: for operators; looking
// and ending also for who holds the account's top role.
#pragma once

#include "access/actor.h"
#include "http/router.h"

namespace usher::mail {
class Outbox;
}

namespace usher::support {

void add_routes(http::Router&, access::Authority const&, mail::Outbox const&);

}  // namespace usher::support
