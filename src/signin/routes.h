// /v1/sign-in, /v1/sign-out, /v1/me; passwords and sessions under /v1/forgot, /v1/reset,
// /v1/me/password, /v1/me/proof, /v1/me/sessions and, for administrators, below a user.
#pragma once

#include <string>

#include "access/actor.h"
#include "http/router.h"
#include "jobs/jobs.h"
#include "mail/outbox.h"
#include "signin/brake.h"
#include "signin/identity.h"
#include "signin/passwords.h"
#include "signin/session.h"

namespace usher::audit {
class Batches;
}

namespace usher::signin {

void add_routes(http::Router&, access::Authority const&, PasswordPool&, Brake&, audit::Batches&);

// What the routes of recovery need; all of it outlives the router.
struct Recovery {
    access::Authority const& authority;
    mail::Outbox const& outbox;
    jobs::Queue const& queue;
    PasswordPool& pool;
    Brake& brake;
    audit::Batches& batches;
    Breached& breached;
};
void add_recovery_routes(http::Router&, Recovery const&);
void add_session_routes(http::Router&, Recovery const&);
void add_proof_routes(http::Router&, Recovery const&);
void add_reset_routes(http::Router&, Recovery const&);  // an administrator's
void add_address_routes(http::Router&, Recovery const&);
void add_judge_route(http::Router&, Breached&);

// What GET /v1/me would answer, for the page's first paint; "{}" for nobody. The account is the one
// that the page's address names (/a/{slug}/…).
std::string boot(http::Request&, access::Authority const&);
// The address as cookie and header have it.
From from(http::Request const&);

}  // namespace usher::signin
