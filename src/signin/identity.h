// Identities: a person's verified address and password, apart from any account (RT38).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/email.h"
#include "base/id.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::signin {

struct Identity {
    IdentityId id;
    std::string password_hash;  // empty: none set
    std::int64_t password_version = 0;
};
Result<std::optional<Identity>> identity_of(store::Snapshot&, Email const&);
Result<std::optional<Identity>> identity_of(store::Snapshot&, IdentityId);

// Makes an identity of a verified address: by a mailed link's token only (R9, threat 17).
Result<IdentityId> create_identity(store::Tx&, Email const&, std::string const& password_hash);
// Whether that is its password still. From a yes on nobody changes it before this transaction is
// over, on any engine: what was verified outside of it holds until the session is there.
Result<bool> holds_password(store::Tx&, Identity const& verified);
Result<void> set_password(store::Tx&, IdentityId, std::string const& password_hash);
// The same where the password is the verified one still; false, and nothing changed, where not.
Result<bool> replace_password(store::Tx&, Identity const& verified,
                              std::string const& password_hash);
// The address that the person is shown as; empty where there is none.
Result<std::string> email_of(store::Snapshot&, IdentityId);

}  // namespace usher::signin
