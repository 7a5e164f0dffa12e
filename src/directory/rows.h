// A user out of one statement: what a row of a list shows, joined, and cut to what the reader may
// see (RT27, RT28). Private to lists and to the view of one user.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "directory/view.h"
#include "store/tx.h"

namespace usher::directory {

// One user and their assignments as the joined rows give them.
struct Found {
    User user;
    access::Assignments assignments;
    std::optional<InvitationView> invitation;
    std::optional<EmailChangeView> email_change;
    bool reset_needed = false, address_needed = false, erased = false;
    std::optional<Time> restore_until;
};

// What `grouped` reads, from `users u` and `joins`: a user with several roles has several rows,
// which stand together.
extern std::string_view const row_columns;
extern std::string_view const row_joins;
Result<std::vector<Found>> grouped(store::Rows const&, Time now);
UserView shown(access::Actor const&, Found const&);

}  // namespace usher::directory
