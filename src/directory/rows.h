// A user as a row of a list shows them: read by one statement, their roles by another, and cut to
// what the reader may see (RT27, RT28). Private to lists and to the view of one user.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "directory/view.h"
#include "store/tx.h"

namespace usher::directory {

// One user as the joined rows give them; the assignments are read beside.
struct Found {
    User user;
    access::Assignments assignments;
    std::optional<InvitationView> invitation;
    std::optional<EmailChangeView> email_change;
    bool reset_needed = false, address_needed = false, erased = false;
    std::optional<Time> restore_until;
};

// What `grouped` reads, from `users u` and `joins`: a user with several links has several rows,
// which stand together.
extern std::string_view const row_columns;
extern std::string_view const row_joins;
Result<std::vector<Found>> grouped(store::Rows const&, Time now);
UserView shown(access::Actor const&, Found const&);
// Each of them in turn with their assignments, until so many roles stand on the page: then the
// others are left out, but for the first. A user may have 1,000, and a page 500 users.
constexpr std::size_t most_roles = 20'000;
Result<std::vector<UserView>> shown(store::Snapshot&, access::Actor const&, std::span<Found>);

}  // namespace usher::directory
