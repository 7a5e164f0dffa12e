#include "directory/programs.h"

#include "directory/rows.h"

namespace usher::directory {

Result<ServiceUsers> service_users(store::Snapshot& snapshot, access::Actor const& actor,
                                   std::optional<std::string> const& after, std::int64_t limit) {
    static std::string const sql =
        "select" + std::string(row_columns) + "from users u" + std::string(row_joins) +
        "where u.account_id = $1 and u.kind = 'service' and u.status = 'active' "
        "and ($2 is null or u.dir_key > $2) and {within u.home, $3} order by u.dir_key limit $4";
    auto reach = actor.unbound ? access::Reach::whole()
                               : access::reach(actor.held, Act::keys_manage, actor.places);
    auto rows = TRY(snapshot.many(sql, actor.account.id, after, reach.bound(), limit + 1));
    auto users = TRY(grouped(rows, snapshot.now()));
    ServiceUsers found;
    bool more = static_cast<std::int64_t>(users.size()) > limit;
    if (more) users.pop_back();
    found.items = TRY(shown(snapshot, actor, users));
    more = more || found.items.size() < users.size();
    if (more) found.next = users[found.items.size() - 1].user.dir_key;
    return found;
}

Result<UserView> service_user(store::Snapshot& snapshot, access::Actor const& actor, UserId id) {
    auto subject = TRY(access::service_user(snapshot, actor, id));
    auto user = TRY(find(snapshot, actor.account.id, id));
    if (!user) return fail(not_found());
    Found found;
    found.user = std::move(*user);
    found.assignments = std::move(subject.assignments);
    return shown(actor, found);
}

}  // namespace usher::directory
