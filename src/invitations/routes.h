// POST /v1/accounts/{account}/users, …/invitations, …/users/{user}/invitation; /v1/join…;
// POST /v1/operators
#pragma once

#include "access/actor.h"
#include "audit/batches.h"
#include "http/router.h"
#include "mail/outbox.h"
#include "signin/brake.h"
#include "signin/identity.h"
#include "signin/passwords.h"
#include "signin/session.h"

namespace usher::invitations {

void add_routes(http::Router&, access::Authority const&, mail::Outbox const&, audit::Batches&);
// …/users/{user}/restoration, …/email, …/erasure: what needs a mail or ends for good.
void add_life_routes(http::Router&, access::Authority const&, mail::Outbox const&);
void add_join_routes(http::Router&, access::Authority const&, mail::Outbox const&,
                     signin::PasswordPool&, signin::Brake&);

}  // namespace usher::invitations
