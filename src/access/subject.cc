#include "access/member.h"
#include "access/permit.h"
#include "access/roles.h"
#include "store/tx.h"

namespace usher::access {

// Both statements run whether there is such a user or not: unknown and out of sight take the same
// time (RT31).
namespace {

using Kind = blueprints::UserKind;

Result<Subject> found_as(store::Snapshot& snapshot, Actor const& actor, UserId user,
                         bool as_service) {
    auto found = TRY(member(snapshot, actor.account.id, user));
    auto assignments = TRY(assignments_of(snapshot, actor.account.id, user));
    bool is_sought = found && (found->kind == Kind::service) == as_service;
    if (!is_sought) return fail(not_found());
    Subject subject{found->user,   found->kind, found->status, found->home, std::move(assignments),
                    found->version};
    if (sight(actor, subject) == Sight::none) return fail(not_found());
    return subject;
}

}  // namespace

Result<Subject> subject(store::Snapshot& snapshot, Actor const& actor, UserId user) {
    return found_as(snapshot, actor, user, false);
}

Result<Subject> service_user(store::Snapshot& snapshot, Actor const& actor, UserId user) {
    return found_as(snapshot, actor, user, true);
}

}  // namespace usher::access
