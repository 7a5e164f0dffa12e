// The end of a user, and the ways back from it: restoring, and what erasing leaves (RT34–RT37).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/permit.h"
#include "access/roles.h"
#include "base/result.h"
#include "directory/users.h"

namespace usher::directory {

// What is kept of a deleted user beside the row.
struct Kept {
    access::Status was = access::Status::active;
    std::optional<Time> restore_until;  // nothing: their roles are gone
    bool erased = false;
};
Result<Kept> kept(store::Snapshot&, AccountId, UserId);

// What would come back: roles that are still there, the home chosen or kept.
struct Return {
    access::Subject before;  // as kept, without the roles that have vanished
    access::Subject after;
    access::Assignments all;           // as kept, vanished ones too
    std::vector<std::string> dropped;  // labels of the roles that have vanished
    bool home_gone = false;            // and no other was chosen
};
Return returning(access::Actor const&, access::Subject const&,
                 std::optional<access::PlaceNumber> home);

// Takes the seat, the address and the way in back; the status is what it was. An invited one needs
// a new link: the caller's. `users.not_deleted`, `users.restore_over`, `users.erased`,
// `users.home_gone`, `users.email_taken`, `users.person_here`, `users.field_taken`,
// `seats.none_left`.
Result<void> restore(store::Tx&, access::Permit<Act::users_delete> const&, access::Actor const&,
                     User const& before, Return const&, std::string const& request_id);

// Deleted users only: name, address and fields become "Erased user 7F3K" everywhere, the log
// included; id and events stay (RT37). `users.not_deleted`. Erasing twice is not an error.
Result<void> erase(store::Tx&, access::Permit<Act::users_erase> const&, access::Account const&,
                   User const& before, std::string const& request_id);
std::string erased_name(UserId);

// The one disclosure inside an account (RT32): that an address is taken; by whom only in sight.
Error address_taken(store::Tx&, access::Actor const&, UserId by);
// The rows that keep one address to one user, and one identity to one user of an account.
// `users.email_taken`, `users.person_here`.
Result<void> take_address(store::Tx&, AccountId, Email const&, UserId);
// Their address is free again, read from their row: called before that changes.
Result<void> free_address(store::Tx&, AccountId, UserId);
Result<void> take_membership(store::Tx&, AccountId, IdentityId, UserId);
// Ends an identity's membership; one that is left with none is kept for so long.
Result<void> end_membership(store::Tx&, access::Account const&, IdentityId);

// Roles of users whose time to be restored is over, at most `limit` of them; how many there were.
// Each in its account's log, by the system. For the sweeper.
Result<std::int64_t> end_restoring(store::Tx&, std::int64_t limit);

}  // namespace usher::directory
