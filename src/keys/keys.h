// Service users and their API keys (RT23): programs of one account. A service user has roles like
// anybody, no identity, no address, no seat, and is found here alone. Each verb is one transaction
// with its audit event; the caller has locked the account and passed the gate.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/api_key.h"
#include "access/permit.h"
#include "base/result.h"
#include "base/secret.h"

namespace usher::store {
class Tx;
}

namespace usher::keys {

using Gate = access::Permit<Act::keys_manage>;

constexpr std::int64_t max_service_users = 100;  // of an account
constexpr std::int64_t max_keys = 20;            // of a service user, those that have not ended
constexpr std::int64_t max_name = 120;           // code points

// A service user about to be changed: in sight, read under the account's lock.
struct Service {
    access::Subject subject;
    std::string name;
};
// `not_found`.
Result<Service> service(store::Tx&, access::Actor const&, UserId);

struct NewService {
    std::string name;
    access::PlaceNumber home = access::account_place;
    access::Assignments assignments;
};
// `keys.too_many_users`, `keys.name_taken`.
Result<UserId> add(store::Tx&, Gate const&, access::Account const&, NewService const&,
                   std::string const& request_id);

struct Edit {
    std::optional<std::string> name;
    std::optional<access::Assignments> assignments;
};
// `keys.name_taken`.
Result<void> edit(store::Tx&, Gate const&, Service const& before, Edit const&,
                  std::string const& request_id);
// For good: its roles go, and its keys open nothing from the next request on.
Result<void> remove(store::Tx&, Gate const&, Service const&, std::string const& request_id);

struct MadeKey {
    KeyId id;
    Token token;  // shown once, kept as its digest
};
// Whoever makes a key answers for it: a user of the account, or `access.no_act`. `keys.too_many`.
Result<MadeKey> make(store::Tx&, Gate const&, Service const&, std::string const& name,
                     access::Narrowing const&, std::string const& request_id);
// Another token and another maker; the old token opens nothing any more. `not_found`.
Result<MadeKey> rotate(store::Tx&, Gate const&, Service const&, KeyId,
                       std::string const& request_id);
// For good; what has ended already stays as it is, without an event. `not_found`.
Result<void> end(store::Tx&, Gate const&, Service const&, KeyId, std::string const& request_id);

// Whether a service user has that act or permission at all, such that a key may have it.
bool has(blueprints::Blueprint const&, access::Subject const&, Time now, std::string_view word);
// What a key may be narrowed to: acts and permissions that its service user has at all.
// `keys.permission`, with the field's path.
Result<void> check_permissions(blueprints::Blueprint const&, access::Subject const&, Time now,
                               std::vector<std::string> const&);

}  // namespace usher::keys
