// Suspending, resuming and closing an account (RT26). Whether an account is open is read with each
// request: sign-in entry, check, invitations and keys end and come back at once (threat 33);
// nothing of its users is changed.
#pragma once

#include <string>

#include "access/permit.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::mail {
class Outbox;
}
namespace usher::store {
class Tx;
}  // namespace usher::store

namespace usher::accounts {

constexpr std::int64_t max_reason = 300;
// So long after it was closed an account can be opened again as it was.
constexpr Duration grace = days(30);

using StatusPermit = access::OperatorPermit<access::InstanceAct::accounts_status>;

// Each is recorded in the account's chain and in the instance's, and told by mail to those who hold
// the top role. Account locked. What is so already stays as it is, without an event.

// `accounts.closed` where it is closed.
Result<void> suspend(store::Tx&, mail::Outbox const&, StatusPermit const&, access::Account const&,
                     std::string const& reason, std::string const& request_id);
// Opens a suspended account, or a closed one within its grace: else `accounts.closed_for_good`.
Result<void> resume(store::Tx&, mail::Outbox const&, StatusPermit const&, access::Account const&,
                    std::string const& request_id);
Result<void> close(store::Tx&, mail::Outbox const&, StatusPermit const&, access::Account const&,
                   std::string const& reason, std::string const& request_id);
// The same by who holds the top role (PM5); the caller has seen a fresh proof.
Result<void> close(store::Tx&, mail::Outbox const&, access::Permit<Act::account_close> const&,
                   access::Account const&, std::string const& request_id);

}  // namespace usher::accounts
