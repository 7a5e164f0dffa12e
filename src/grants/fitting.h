// What a move, or a change of roles, leaves of what a user is let use: foretold, without doing it.
#pragma once

#include "grants/grants.h"

namespace usher::grants {

// As keep_fitting() does it, with the home and the assignments of afterwards.
Granted fitting(access::Account const&, access::Places const&, Time now, After,
                access::PlaceNumber home, access::Assignments const&, Granted);

}  // namespace usher::grants
