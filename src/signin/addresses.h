// A person's own addresses: the one to sign in with, and a second one for when it is lost (RT12,
// ST7). Both are changed by who has proved a moment ago who they are, confirmed by a link mailed to
// the new address in the session of the same person, told to the old address at once, and stopped
// from there, for a week also after it was confirmed (threat 14, ASVS 6.3.7).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/actor.h"
#include "base/email.h"
#include "base/result.h"
#include "base/secret.h"
#include "blueprints/blueprint.h"
#include "mail/outbox.h"

namespace usher::signin {

constexpr Duration confirm_ttl = hours(1);
constexpr Duration stop_ttl = days(7);
constexpr std::int64_t address_changes_a_day = 5;  // of one person

enum class AddressKind : std::uint8_t { sign_in, recovery };
std::string_view name(AddressKind);

struct PendingAddress {
    AddressKind kind = AddressKind::sign_in;
    std::string email;
    Time expires_at;
};
struct Addresses {
    std::string email;
    std::optional<std::string> recovery;
    std::vector<PendingAddress> pending;  // at most one of each kind
};
Result<Addresses> addresses(store::Snapshot&, IdentityId);

// The answer is the same whether somebody else has the address (R9): only who reads its mail learns
// that. An earlier change of the same kind that is not confirmed ends. `addresses.same`,
// `addresses.too_many`.
Result<void> ask_for_address(store::Tx&, mail::Outbox const&, blueprints::Catalog const&,
                             IdentityId, AddressKind, Email const& wanted);
Result<void> cancel_address(store::Tx&, IdentityId, AddressKind);
// The recovery address alone: there is always one to sign in with.
Result<void> remove_recovery(store::Tx&, IdentityId, std::string const& request_id);

struct AddressChange {
    IdBytes id{};
    IdentityId identity;
    AddressKind kind = AddressKind::sign_in;
    Email before, after;
    Time asked_at;
    bool confirmed = false;
};
// By the link to the new address; uses nothing up. `addresses.link_ended`,
// `addresses.link_expired`; `addresses.other_identity` for who is not the person that asked.
Result<AddressChange> look_at_confirmation(store::Snapshot&, Secret const& token, IdentityId who);
// The address is theirs, here and in the accounts that had the old one. All other sessions end.
// `addresses.taken` where it is another person's by now.
Result<void> confirm_address(store::Tx&, AddressChange const&, SessionId stays,
                             std::string const& request_id);

// By the link to the old address; uses nothing up, and needs no session: who holds the link may
// have lost theirs. `addresses.link_ended`, `addresses.link_expired`.
Result<AddressChange> look_at_stop(store::Snapshot&, Secret const& token);
// Nothing of the change stays, nor of any made after it; all sessions end, the password too, and a
// link to choose a new one goes to the old address.
Result<void> stop_address(store::Tx&, mail::Outbox const&, blueprints::Catalog const&,
                          AddressChange const&, std::string const& request_id);

}  // namespace usher::signin
