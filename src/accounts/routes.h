// POST and GET /v1/accounts, POST /v1/product-keys: for operators and the command line.
#pragma once

#include "access/actor.h"
#include "http/router.h"
#include "mail/outbox.h"

namespace usher::accounts {

void add_routes(http::Router&, access::Authority const&, mail::Outbox const&);
// GET /v1/accounts/{account}, PUT …/subscription, …/suspension, …/closing, …/first-user: operators.
void add_operator_routes(http::Router&, access::Authority const&, mail::Outbox const&);
// POST /v1/accounts/{account}/close: by who holds the top role.
void add_close_route(http::Router&, access::Authority const&, mail::Outbox const&);

}  // namespace usher::accounts
