// Support access (RT26): an operator looks into one account for a while, with a reason that its
// administrators read. Sees users and the audit log, changes nothing, takes no seat. Who is let in
// may be named by the command line only; an operator lets in themselves, after a fresh proof. Who
// holds the account's top role gets a mail, and may end it as an operator may.
#pragma once

#include <string>
#include <vector>

#include "access/permit.h"
#include "access/support.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::mail {
class Outbox;
}

namespace usher::support {

constexpr std::int64_t longest_hours = 8;
constexpr std::int64_t max_reason = 300;
constexpr std::int64_t max_listed = 50;

// Who opens and closes the ways into accounts.
using Permit = access::OperatorPermit<access::InstanceAct::accounts_status>;
// Of the account's own: what its top role alone may do (rights.md, account.close).
using OwnPermit = access::Permit<Act::account_close>;

struct Wish {
    IdentityId who;
    std::string reason;
    std::int64_t hours = 1;
};
// One that is in force is replaced. Recorded in the account's chain and in the instance's; a mail
// says who, why and until when. Account locked. Fails with `support.operator`, `support.user`,
// `accounts.not_open`.
Result<void> give(store::Tx&, mail::Outbox const&, Permit const&, access::Account const&,
                  Wish const&, std::string const& request_id);
// By hand, at once. `not_found` where there is none in force.
Result<void> end(store::Tx&, Permit const&, access::Account const&, IdentityId who,
                 std::string const& request_id);
Result<void> end(store::Tx&, OwnPermit const&, access::Account const&, IdentityId who,
                 std::string const& request_id);
// The newest first.
Result<std::vector<access::Support>> list(store::Snapshot&, Permit const&, AccountId);
Result<std::vector<access::Support>> list(store::Snapshot&, OwnPermit const&);

}  // namespace usher::support
