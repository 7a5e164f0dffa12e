// Sessions belong to the identity; entering an account is decided at each request (RT39,
// access::Authority).
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/result.h"
#include "base/secret.h"
#include "base/time.h"
#include "http/request.h"

namespace usher::signin {

constexpr Duration session_ttl = days(30);   // whatever is done with it
constexpr Duration session_idle = days(7);   // without a request
constexpr std::int64_t max_sessions = 100;   // of one person; a new one ends the one unused longest
constexpr Duration seen_every = minutes(5);  // how often it is noted that a session is in use

// What the browser told about itself, for the list of sessions.
struct From {
    std::string user_agent;  // cut to 200 bytes
    std::string address;
};
struct NewSession {
    SessionId id;
    Token token;
};
// A new token at each authentication: never one that was there before (threat 42). `proved`: when
// they proved who they are, if not now.
Result<NewSession> start_session(store::Tx&, IdentityId, From const&,
                                 std::optional<Time> proved = std::nullopt);
// The same session, authenticated now, under a new token.
Result<Token> renew_session(store::Tx&, SessionId);
Result<void> end_session(store::Tx&, http::Credential const&);
// Whether the session, and the user that it enters the account as, were noted in the last
// `seen_every`. True for nobody.
Result<bool> seen_lately(store::Snapshot&, http::Credential const&, std::optional<AccountId>);
// Notes that both are in use, and lets the session live on.
Result<void> note_seen(store::Tx&, http::Credential const&, std::optional<AccountId>);

// Set-Cookie: __Host-usher, Secure, HttpOnly, SameSite=Lax.
std::string cookie(Token const&);
std::string ended_cookie();

}  // namespace usher::signin
