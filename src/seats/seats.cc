#include "seats/seats.h"

namespace usher::seats {

bool any_left(Use use) { return !use.bought || use.used < *use.bought; }

bool may_see(access::Actor const& actor) {
    return actor.unbound ||
           access::holds(actor.held, Act::users_view, access::account_place, actor.places) ||
           access::holds_anywhere(actor.held, Act::seats_change);
}

}  // namespace usher::seats
