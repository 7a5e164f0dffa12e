// GET and POST /v1/accounts/{account}/ownership, DELETE /v1/me/accounts/{account}
#pragma once

#include "access/actor.h"
#include "http/router.h"
#include "mail/outbox.h"

namespace usher::ownership {

void add_routes(http::Router&, access::Authority const&, mail::Outbox const&);

}  // namespace usher::ownership
