// /v1/sign-in, /v1/sign-out, /v1/me
#pragma once

#include <string>

#include "access/actor.h"
#include "http/router.h"
#include "signin/brake.h"
#include "signin/identity.h"
#include "signin/passwords.h"
#include "signin/session.h"

namespace usher::signin {

void add_routes(http::Router&, access::Authority const&, PasswordPool&, Brake&);
// What GET /v1/me would answer, for the page's first paint; "{}" for nobody. The account is the one
// that the page's address names (/a/{slug}/…).
std::string boot(http::Request&, access::Authority const&);
// The address as cookie and header have it.
From from(http::Request const&);

}  // namespace usher::signin
