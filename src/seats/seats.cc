#include "seats/seats.h"

namespace usher::seats {

bool any_left(Use use) { return !use.bought || use.used < *use.bought; }

bool may_see(access::Actor const& actor) {
    return actor.unbound ||
           access::holds(actor.held, Act::users_view, access::account_place, actor.places) ||
           access::holds_anywhere(actor.held, Act::seats_change);
}

Error below_use(Use use, bool told) {
    if (!told) {
        return Error{Code::conflict, "seats.below_use",
                     "That is fewer seats than are in use. Ask an administrator of the account.",
                     "bought"};
    }
    auto used = std::to_string(use.used);
    return Error{
        Code::conflict,
        "seats.below_use",
        used + " seats are in use. Delete users first, or keep at least " + used + " seats.",
        "bought",
        {{"used", used}}};
}

}  // namespace usher::seats
