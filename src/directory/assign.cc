#include <algorithm>

#include "audit/record.h"
#include "directory/users.h"
#include "store/tx.h"

namespace usher::directory {

json::Value listed(access::Assignments const& assignments) {
    json::Array list;
    for (auto const& assignment : assignments) {
        json::Object one;
        one.emplace_back("role", assignment.role);
        if (assignment.scope == access::home_scope) {
            one.emplace_back("place", "home");
        } else {
            one.emplace_back("place", assignment.scope);
        }
        if (assignment.until) one.emplace_back("until", to_text(*assignment.until));
        list.push_back(std::move(one));
    }
    return list;
}

Result<void> assign(store::Tx& tx, access::Permit<Act::roles_assign> const& permit,
                    access::Actor const& actor, User const& before,
                    access::Assignments const& old_roles, access::Assignments const& new_roles,
                    std::string const& request_id) {
    if (std::ranges::is_permutation(old_roles, new_roles)) return {};
    TRY(access::replace_assignments(tx, permit.account, before.id, old_roles, new_roles,
                                    permit.by));
    TRY(tx.exec("update users set version = version + 1 where account_id = $1 and user_id = $2",
                permit.account, before.id));
    TRY(access::keep_top(tx, actor.account));
    TRY(grants::keep_fitting(tx, actor, grants::After::roles, {before.id, before.home}, new_roles,
                             request_id));
    json::Object was, is;
    was.emplace_back("roles", listed(old_roles));
    is.emplace_back("roles", listed(new_roles));
    audit::Event event{permit.account, "roles.assign", permit.by.text(), "user:" + before.id.text(),
                       before.home};
    event.request_id = request_id;
    event.details = audit::difference(was, is);
    TRY(audit::record(tx, event));
    return tx.touch(permit.account);
}

}  // namespace usher::directory
