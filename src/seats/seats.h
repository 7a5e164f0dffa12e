// Seats: the right to have one user (RT33). Held by users of the blueprint's counted kinds who are
// invited (expired too), active or suspended. Never overrun (R2): the database itself refuses.
#pragma once

#include <cstdint>
#include <optional>

#include "access/permit.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::seats {

struct Use {
    std::int64_t used = 0;
    std::optional<std::int64_t> bought = {};  // nothing: unlimited
    bool operator==(Use const&) const = default;
};
bool any_left(Use);
// Whether the numbers may be told to this actor (RT29).
bool may_see(access::Actor const&);

// `seats.below_use`, the number in it where it may be told.
Error below_use(Use, bool told);

Result<Use> use(store::Snapshot&, AccountId);

// Takes a seat for one more user, or does nothing for a kind that is not counted. Fails with
// `seats.none_left`, the numbers among its params where `actor` may see them. Account locked.
Result<void> claim(store::Tx&, access::Actor const&, blueprints::UserKind);
// Gives a seat back, when its user is deleted.
Result<void> free(store::Tx&, access::Account const&, blueprints::UserKind);

// Changes how many are bought: never below what is held (`seats.below_use`), only where the plan
// is self-service (`seats.not_self_service`), and not where it is unlimited (`seats.unlimited`).
Result<Use> change(store::Tx&, access::Permit<Act::seats_change> const&, access::Account const&,
                   std::int64_t bought, std::string const& request_id);

constexpr std::int64_t max_seats = 10'000'000;

}  // namespace usher::seats
