// A mailed link as the store has it, found by what was presented.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/actor.h"
#include "base/email.h"
#include "base/result.h"
#include "base/secret.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::invitations {

enum class Purpose : std::uint8_t { join, become_operator, change_email };

struct Link {
    Digest digest{};
    Purpose purpose = Purpose::join;
    AccountId account;  // zeros: the instance
    UserId user;
    Email email;
    access::ActorId sent_by;
    Time created_at, expires_at;
    bool ended = false;  // used, replaced or revoked
};

// Nothing for what is no token of ours, or of another purpose (threat 8).
Result<std::optional<Link>> find_link(store::Snapshot&, Secret const& token);
// `invitations.ended` or `invitations.expired`.
Result<void> usable(std::optional<Link> const&, Time now);
// Exactly one of those who try at once wins; the others get `invitations.ended`.
Result<void> use_up(store::Tx&, Link const&);

}  // namespace usher::invitations
