// The product's question (RT51): may this user do this, here?
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "access/actor.h"
#include "base/result.h"

namespace usher::store {
class Snapshot;
}

namespace usher::access {

struct Question {
    std::string permission;               // an act or a product permission
    std::optional<std::string> place;     // a place's id or "account"; nothing: the user's home
    std::optional<std::string> resource;  // nothing, an id, the product's own key, or "any"
};
// `why` is one stable word: allowed by "role:NAME"; or not, because of "no_such_permission",
// "account_not_open", "user_not_active" (or no user of the account at all), "address_needed"
// (RT42), "reset_needed" (RT41), "feature", "no_role", "place" (unknown and retired ones too),
// "resource_needed", "resource_not_granted"; over HTTP also "session_ended". The first that
// applies, in this order.
struct Verdict {
    bool allowed = false;
    std::string why;
};
Result<Verdict> check(store::Snapshot&, Account const&, Places const&, UserId, Question const&);

}  // namespace usher::access
