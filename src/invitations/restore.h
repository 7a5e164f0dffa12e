// Restoring somebody, with the new mail for who was still invited (RT35).
#pragma once

#include <optional>
#include <string>

#include "directory/life.h"
#include "mail/outbox.h"

namespace usher::invitations {

// Passes the gate itself (RT8 with the potential as kept); errors of it and of directory::restore.
// Of somebody still invited also `invitations.sent_lately` and `invitations.too_many` (threat 15).
Result<directory::Return> bring_back(store::Tx&, mail::Outbox const&, access::Actor const&,
                                     directory::User const&, access::Subject const&,
                                     std::optional<access::PlaceNumber> home,
                                     std::string const& request_id);

}  // namespace usher::invitations
