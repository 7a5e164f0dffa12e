// POST and GET /v1/accounts, POST /v1/product-keys: for operators and the command line.
#pragma once

#include "access/actor.h"
#include "http/router.h"
#include "mail/outbox.h"

namespace usher::accounts {

void add_routes(http::Router&, access::Authority const&, mail::Outbox const&);

}  // namespace usher::accounts
