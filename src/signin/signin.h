// Signing in, sessions, signing out. A session belongs to the identity; entering an account is
// decided at each request (RT39, access::Authority).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "base/email.h"
#include "base/result.h"
#include "base/secret.h"
#include "http/response.h"
#include "signin/passwords.h"
#include "store/tx.h"

namespace usher::signin {

constexpr Duration session_ttl = days(30);   // whatever is done with it
constexpr Duration session_idle = days(7);   // without a request
constexpr Duration seen_every = minutes(5);  // how often it is noted that a session is in use

struct Identity {
    IdentityId id;
    std::string password_hash;       // empty: none set
    std::int64_t password_version = 0;
};
Result<std::optional<Identity>> identity_of(store::Snapshot&, Email const&);

// Makes an identity of a verified address: by a mailed link's token only (R9, threat 17).
Result<IdentityId> create_identity(store::Tx&, Email const&, std::string const& password_hash);
Result<void> set_password(store::Tx&, IdentityId, std::string const& password_hash);
// The address that the person is shown as; empty where there is none.
Result<std::string> email_of(store::Snapshot&, IdentityId);

// What the browser told about itself, for the list of sessions.
struct From {
    std::string user_agent;  // cut to 200 bytes
    std::string address;
};
struct NewSession {
    SessionId id;
    Token token;
};
// A new token at each authentication: never one that was there before (threat 42).
Result<NewSession> start_session(store::Tx&, IdentityId, From const&);
Result<void> end_session(store::Tx&, http::Credential const&);
// Notes that a session is in use, at most every `seen_every`, for it and for the user entering.
Result<bool> seen_lately(store::Snapshot&, http::Credential const&);
Result<void> note_seen(store::Tx&, http::Credential const&, std::optional<AccountId>);
// Set-Cookie: __Host-usher, Secure, HttpOnly, SameSite=Lax.
std::string cookie(Token const&);
std::string ended_cookie();

// Slows down guessing without locking anybody out: tries are counted by address and client
// together, and by client alone, so that nobody can shut a person out from somewhere else. In
// memory and bounded; a restart forgets.
class Brake {
public:
    static constexpr int free_tries = 5;            // of one address from one client
    static constexpr int free_tries_of_client = 50;
    static constexpr Duration first_pause = seconds(5);  // doubles with each further try
    static constexpr Duration longest_pause = minutes(15);
    static constexpr Duration forgotten_after = minutes(30);
    static constexpr std::size_t remembered = 20'000;

    explicit Brake(Clock const&);
    ~Brake();
    // Counts the try before it is made, so that parallel ones do not slip past (threat 41). Fails
    // with `signin.too_many`, param retry_after_s.
    Result<void> may_try(std::string_view email_key, std::string_view client);
    void succeeded(std::string_view email_key, std::string_view client);

private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace usher::signin
