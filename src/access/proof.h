// Who is there was proved a moment ago, not only by a session that may have been left open or
// stolen: asked for before what matters most (ASVS 7.5.1, 7.5.3; RT25).
#pragma once

#include "access/actor.h"
#include "base/time.h"

namespace usher::access {

constexpr Duration proof_lasts = minutes(10);

// Signing in is a proof, and so is POST /v1/me/proof. The command line on the host is always one.
// Fails with `signin.proof_needed`.
Result<void> proved_lately(Person const&, Time now);
// The same for whoever asks. `signin.needed`, `signin.proof_needed`.
Result<Person> proved_person(store::Snapshot&, Authority const&, http::Credential const&);

}  // namespace usher::access
