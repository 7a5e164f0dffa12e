// The first user of an account until they have accepted (RT26): the only one whom operators write
// to.
#pragma once

#include <optional>
#include <string>

#include "access/permit.h"
#include "base/email.h"
#include "base/result.h"

namespace usher::mail {
class Outbox;
}
namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::accounts {

struct FirstUser {
    UserId user;
    std::string name, email;
    std::optional<Time> sent_at, expires_at;  // of the newest link
};
// Nothing once somebody has accepted.
Result<std::optional<FirstUser>> first_user(store::Snapshot&, access::Account const&);

// Mails a new link, to another address where one is given; all earlier links end. Recorded in both
// chains. Account locked. `accounts.joined` once the account has been joined.
Result<void> resend_first(store::Tx&, mail::Outbox const&,
                          access::OperatorPermit<access::InstanceAct::accounts_first_user> const&,
                          access::Account const&, std::optional<Email> const& email,
                          std::string const& request_id);

}  // namespace usher::accounts
