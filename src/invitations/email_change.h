// An administrator changes somebody's address (RT42): an invitation of the new one to the same
// user. Until it is accepted the old sign-in holds, unless it was ended at once. Mails to one user
// and those of one account are counted as invitations are (threat 15, limits.h).
#pragma once

#include "access/actor.h"
#include "base/result.h"
#include "directory/users.h"
#include "mail/outbox.h"

namespace usher::invitations {

enum class OldAddress : std::uint8_t { holds, ends_now };

// Of somebody still invited the address is put right: the old link ends, a new one goes out (RT20).
// Of others a link goes to the new address, and the old one is told at once. Again for the same
// address sends a new link. `users.deleted`, `users.not_active`, `users.exists`,
// `users.same_email`, `invitations.sent_lately`, `invitations.too_many`.
Result<void> change_email(store::Tx&, mail::Outbox const&, access::Actor const&,
                          access::Permit<Act::users_edit> const&, directory::User const&,
                          Email const& to, OldAddress, std::string const& request_id);
// The link ends, and the old address lets them in again: also where it was ended and no link is
// left. Not an error where nothing waits. `users.deleted`.
Result<void> cancel_email_change(store::Tx&, access::Permit<Act::users_edit> const&,
                                 directory::User const&, std::string const& request_id);

// The link was followed and the identity proved: the user is bound to it, here only; entries of
// before `proved` end. `users.email_taken`, `invitations.already_user`.
Result<void> bind(store::Tx&, access::Account const&, directory::User const&, IdentityId,
                  Email const&, Time proved, std::string const& request_id);

}  // namespace usher::invitations
