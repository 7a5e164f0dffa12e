// Asking a signed-in person for their password once more.
#pragma once

#include <string>
#include <string_view>

#include "base/secret.h"
#include "http/request.h"
#include "signin/identity.h"

namespace usher::signin {

struct Recovery;

// Under what the brake counts guesses at an identity's password: the address that signs it in, so
// that every way of guessing counts together (threat 41).
Result<std::string> guessed_as(store::Snapshot&, IdentityId);

// Who is signed in, once `password` was verified, outside of any transaction. The caller compares
// password_version again before it writes. Fails with `signin.needed`, `signin.too_many`,
// `signin.busy`, and for a wrong one `passwords.not_current` at `field`: that stands in the log as
// a failed sign-in does.
Result<Identity> prove_password(http::Request&, Recovery const&, Secret const& password,
                                std::string_view field);

}  // namespace usher::signin
