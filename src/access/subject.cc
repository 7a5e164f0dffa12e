#include "access/member.h"
#include "access/permit.h"
#include "access/roles.h"
#include "store/tx.h"

namespace usher::access {

// Both statements run whether there is such a user or not: unknown and out of sight take the same
// time (RT31).
Result<Subject> subject(store::Snapshot& snapshot, Actor const& actor, UserId user) {
    auto found = TRY(member(snapshot, actor.account.id, user));
    auto assignments = TRY(assignments_of(snapshot, actor.account.id, user));
    if (!found) return fail(not_found());
    Subject subject{found->user,   found->kind, found->status, found->home, std::move(assignments),
                    found->version};
    if (sight(actor, subject) == Sight::none) return fail(not_found());
    return subject;
}

}  // namespace usher::access
