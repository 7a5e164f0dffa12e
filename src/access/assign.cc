#include <algorithm>

#include "access/errors.h"
#include "access/roles.h"
#include "store/tx.h"

namespace usher::access {
namespace {

bool stands_in(Assignments const& all, Assignment const& one) {
    return std::ranges::find(all, one) != all.end();
}

}  // namespace

Result<Assignments> assignments_of(store::Snapshot& snapshot, AccountId account, UserId user) {
    auto rows =
        TRY(snapshot.many("select role, scope, from_at, until_at from assignments "
                          "where account_id = $1 and user_id = $2 order by role, scope limit $3",
                          account, user, static_cast<std::int64_t>(max_assignments)));
    Assignments assignments;
    assignments.reserve(rows.size());
    for (auto const& row : rows)
        assignments.push_back({row.text(0), row.integer(1), row.maybe_time(2), row.maybe_time(3)});
    return assignments;
}

Result<void> replace_assignments(store::Tx& tx, AccountId account, UserId user,
                                 Assignments const& before, Assignments const& after,
                                 ActorId const& by) {
    if (after.size() > max_assignments)
        return fail(refusal("roles.too_many", "roles", {{"max", std::to_string(max_assignments)}}));
    for (auto const& one : before)
        if (!stands_in(after, one))
            TRY(
                tx.exec("delete from assignments where account_id = $1 and user_id = $2 "
                        "and role = $3 and scope = $4",
                        account, user, one.role, one.scope));
    for (auto const& one : after)
        if (!stands_in(before, one))
            TRY(tx.exec(
                "insert into assignments (account_id, user_id, role, scope, from_at, "
                "until_at, given_by, given_at) values ($1, $2, $3, $4, $5, $6, $7, $8)",
                account, user, one.role, one.scope, one.from, one.until, by.text(), tx.now()));
    return {};
}

}  // namespace usher::access
