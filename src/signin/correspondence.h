// Writing to an identity, whatever the account: who they are called and in which language.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "blueprints/blueprint.h"

namespace usher::mail {
class Outbox;
}
namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::signin {

// As the account has it where they were last; an operator who is a user nowhere by that name.
struct Addressee {
    std::string name;
    std::string language = "en";
    std::string product = "Usher";
    // What a password must not mostly consist of (ASVS 6.2.11): addresses, names, accounts,
    // products.
    std::vector<std::string> context;
};
Result<Addressee> addressee(store::Snapshot&, blueprints::Catalog const&, IdentityId);

// "Your password was changed", to each of the identity's addresses (ASVS 6.3.7).
Result<void> tell_of_change(store::Tx&, mail::Outbox const&, blueprints::Catalog const&,
                            IdentityId);

}  // namespace usher::signin
