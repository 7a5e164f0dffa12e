// The one holder of a unique top role, and handing it on (RT25, PM4).
#pragma once

#include <optional>
#include <string>

#include "access/permit.h"
#include "base/result.h"
#include "directory/users.h"

namespace usher::mail {
class Outbox;
}
namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::ownership {

// The roles that take part, as the blueprint names them; nothing where the top role is not unique.
struct Roles {
    blueprints::Role const* owner;
    blueprints::Role const* transfer_to;  // who may become the owner
    blueprints::Role const* after;        // what the owner becomes
};
std::optional<Roles> roles(blueprints::Blueprint const&);

// Who owns the account: from the first acceptance on exactly one (R1), before it the invited one.
Result<std::optional<UserId>> owner(store::Snapshot&, access::Account const&);

// Moves the unique role to `to` in one statement and gives the holder of before `after`; the other
// roles of both stay. Where the product gives one role a person, `to` lays `transfer_to` down. One
// event; a mail to both and to all who hold `transfer_to`. Account locked; the caller has seen
// that `by` proved anew who they are. Fails with `ownership.candidate` unless `to` is a person,
// active, and holds `transfer_to` now; `ownership.none`.
Result<void> transfer(store::Tx&, mail::Outbox const&,
                      access::Permit<Act::ownership_transfer> const&, access::Actor const& by,
                      directory::User const& to, std::string const& request_id);

}  // namespace usher::ownership
