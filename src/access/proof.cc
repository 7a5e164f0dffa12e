#include "access/proof.h"

#include "access/errors.h"
#include "store/tx.h"

namespace usher::access {

Result<void> proved_lately(Person const& person, Time now) {
    if (person.instance) return {};
    // What is proved later than now was proved by a clock that was set back since: nobody knows
    // when.
    auto since = now - person.authenticated_at;
    if (since >= Duration{} && since <= proof_lasts) return {};
    return fail(refusal("signin.proof_needed"));
}

Result<Person> proved_person(store::Snapshot& snapshot, Authority const& authority,
                             http::Credential const& credential) {
    auto person = TRY(authority.person(snapshot, credential));
    TRY(proved_lately(person, snapshot.now()));
    return person;
}

}  // namespace usher::access
