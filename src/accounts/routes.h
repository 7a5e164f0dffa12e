// What is served of accounts: to operators, the command line, and who holds the top role.
#pragma once

#include "access/actor.h"
#include "http/router.h"
#include "mail/outbox.h"

namespace usher::accounts {

// POST and GET /v1/accounts: operators.
void add_routes(http::Router&, access::Authority const&, mail::Outbox const&);
// GET /v1/accounts/{account}, PUT …/subscription, …/suspension, …/closing, …/first-user: operators.
void add_operator_routes(http::Router&, access::Authority const&, mail::Outbox const&);
// GET and POST /v1/product-keys, DELETE …/{key}: operators.
void add_product_key_routes(http::Router&, access::Authority const&);
// POST /v1/accounts/{account}/close: by who holds the top role.
void add_close_route(http::Router&, access::Authority const&, mail::Outbox const&);

}  // namespace usher::accounts
