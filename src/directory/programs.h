// Service users (RT23) as their page shows them: cut to what the reader may see, like anybody.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "directory/view.h"

namespace usher::directory {

// Those at home in reach of the reader's keys.manage, by name; those after `after`, at most
// `limit`. Its last one's cursor stands in `next` where there are more.
struct ServiceUsers {
    std::vector<UserView> items;
    std::optional<std::string> next;
};
Result<ServiceUsers> service_users(store::Snapshot&, access::Actor const&,
                                   std::optional<std::string> const& after, std::int64_t limit);
// One of them; `not_found`.
Result<UserView> service_user(store::Snapshot&, access::Actor const&, UserId);

}  // namespace usher::directory
