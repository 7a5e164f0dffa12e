// Keys with which a product asks Usher (RT23): check, users, resources, in every account of its
// blueprint. Made and ended by the instance's operators.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/permit.h"
#include "base/id.h"
#include "base/result.h"
#include "base/secret.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::accounts {

using KeysPermit = access::OperatorPermit<access::InstanceAct::keys_make>;

struct NewKey {
    KeyId id;
    Token token;  // shown once, kept as its digest
};
// `accounts.blueprint`. Recorded in the instance's chain, as is ending one.
Result<NewKey> make_product_key(store::Tx&, access::Authority const&, KeysPermit const&,
                                std::string const& blueprint, std::string const& name,
                                std::string const& request_id);

struct ProductKey {
    KeyId id;
    std::string blueprint, name;
    Time created_at;
    std::optional<Time> ended_at;
};
// The oldest first, ended ones too: the log speaks of them. Those after `after`.
Result<std::vector<ProductKey>> product_keys(store::Snapshot&, KeysPermit const&, KeyId after,
                                             std::int64_t limit);

// From the next request on it opens nothing: `signin.needed`. For good. `not_found`; what has ended
// already stays as it is, without an event.
Result<void> end_product_key(store::Tx&, KeysPermit const&, KeyId, std::string const& request_id);

}  // namespace usher::accounts
