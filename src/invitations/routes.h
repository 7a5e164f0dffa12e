// POST /v1/accounts/{account}/users, …/invitations, …/users/{user}/invitation; /v1/join…;
// POST /v1/operators
#pragma once

#include "access/actor.h"
#include "audit/batches.h"
#include "http/router.h"
#include "invitations/disclosing.h"
#include "mail/outbox.h"
#include "signin/brake.h"
#include "signin/identity.h"
#include "signin/passwords.h"
#include "signin/session.h"

namespace usher::invitations {

// With those of add_life_routes().
void add_routes(http::Router&, access::Authority const&, mail::Outbox const&, audit::Batches&);
// …/users/{user}/restoration, …/email, …/erasure: what needs a mail or ends for good.
void add_life_routes(http::Router&, access::Authority const&, mail::Outbox const&,
                     Disclosing const&);
// What proves who follows a link; all of it outlives the router.
struct Proving {
    signin::PasswordPool& pool;
    signin::Brake& brake;
    audit::Batches& batches;
    signin::Breached& breached;
};
void add_join_routes(http::Router&, access::Authority const&, mail::Outbox const&, Proving const&);

}  // namespace usher::invitations
