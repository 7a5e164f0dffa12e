// Lists of users: what may be asked for, and a page of what was found (architecture section 4).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "access/permit.h"
#include "base/result.h"
#include "directory/view.h"
#include "http/page.h"

namespace usher::store {
class Snapshot;
}

namespace usher::directory {

// When somebody was last active; each part that is set adds users.
struct LastActive {
    std::optional<Duration> within;   // in the last so many days
    std::optional<Duration> not_for;  // once, but not in the last so many days
    bool never = false;
    bool any() const { return within || not_for || never; }
};

enum class Order : std::uint8_t { name, last_active, created };

// A role, where it is held as that level; nothing: wherever it can be held at all.
struct Holding {
    std::string role;
    std::optional<std::vector<access::PlaceNumber>> at = {};
};

struct ListQuery {
    std::string words;                       // ANDed; any part of name or address
    std::vector<access::Status> statuses;    // empty: all but deleted
    std::vector<access::PlaceNumber> homes;  // at or below one of them; empty: anywhere
    std::vector<std::string> roles;          // holders, in reach, of one of them; empty: all
    std::vector<Holding> levels;             // and of one of these; empty: all
    LastActive last_active;
    Order order = Order::name;
    bool backwards = false;
    std::string after;  // a page's `next`: rows come after it
    std::int64_t limit = 100;
};
constexpr std::size_t max_words = 4;
constexpr std::size_t max_filter_values = 100;

// As a request's query has it: q, status, role, level, home, last_active, sort, after, limit. What
// is not exactly one of the values that are known is a field error that names the parameter.
Result<ListQuery> list_query(http::Request const&, access::Actor const&);

using Page = http::Page<UserView>;
// Within the permit's reach. Neither sorts nor loads more than a few thousand users, however many
// there are: see the ways in list.cc. `field.characters` for an `after` of another order.
Result<Page> list(store::Snapshot&, access::Permit<Act::users_view> const&, access::Actor const&,
                  ListQuery const&);

// RT28: users with a role at that place or below it whose home is neither; each cut to what the
// reader may see. In the order of their ids; the permit is for that place.
Result<Page> from_elsewhere(store::Snapshot&, access::Permit<Act::users_view> const&,
                            access::Actor const&, access::PlaceNumber, std::optional<UserId> after,
                            std::int64_t limit);

struct Counts {
    std::int64_t invited = 0, active = 0, suspended = 0, deleted = 0;
    std::int64_t all() const { return invited + active + suspended + deleted; }
};
// Exact, of the users whose home is in reach.
Result<Counts> counts(store::Snapshot&, access::Permit<Act::users_view> const&,
                      access::Actor const&);

}  // namespace usher::directory
