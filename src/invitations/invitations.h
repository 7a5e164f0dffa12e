// Invitations: the single-use mailed link that makes an invited user active (RT13, RT20, RT44).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/permit.h"
#include "base/result.h"
#include "directory/users.h"
#include "mail/outbox.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::invitations {

constexpr std::size_t max_emails = 500;  // of one request
constexpr std::int64_t max_note = 500;   // code points
constexpr Duration operator_link_ttl = days(1);
constexpr Duration asks_apart = hours(12);  // one link's holder asks for a new one that often
constexpr std::int64_t max_asked = 3;       // so many administrators are told

struct Sender {
    access::ActorId by;  // on whose right the proposed roles stand (RT20)
    std::string name;    // as the mail names them, if they are a person of the account
};
// Ends the links of that user that are there, makes a new one and posts its mail, all in this
// transaction. The token leaves only in the sealed mail: no answer, log or event ever has it.
Result<void> send(store::Tx&, mail::Outbox const&, access::Account const&, UserId, Email const&,
                  directory::Name const&, Sender const&, std::string const& language,
                  std::string const& note);

// Adds one user and sends the link: seat, rows, roles, mail and audit event ("users.invite") or
// nothing. Errors of directory::add; `invitations.too_many`.
Result<UserId> invite(store::Tx&, mail::Outbox const&, access::Actor const&,
                      access::Permit<Act::users_invite> const&, directory::NewUser const&,
                      std::string const& note, std::string const& request_id);

// A new link for somebody still invited; the old one ends; the resender becomes its sender.
// `invitations.accepted` where the user is no longer invited; `invitations.sent_lately`.
Result<void> resend(store::Tx&, mail::Outbox const&, access::Actor const&,
                    access::Permit<Act::users_invite> const&, directory::User const&,
                    std::string const& request_id);

// A link that makes an operator of whoever follows it. Mailed where an operator asks for it; the
// command line shows each one that it asks for, and mails none: no mail need be set up yet, and who
// has the host has the data.
Result<Token> make_operator_link(
    store::Tx&, access::OperatorPermit<access::InstanceAct::operators_invite> const&, Email const&,
    std::string const& request_id);

}  // namespace usher::invitations
