#include "directory/list.h"
#include "directory/rows.h"

namespace usher::directory {

// A walk of the assignments at those places, in the order of their users.
Result<Page> from_elsewhere(store::Snapshot& snapshot,
                            access::Permit<Act::users_view> const& permit,
                            access::Actor const& actor, access::PlaceNumber place,
                            std::optional<UserId> after, std::int64_t limit) {
    static std::string const sql =
        "with page as (select d.account_id, d.user_id from users d where d.account_id = $1 "
        "and d.kind <> 'service' and d.user_id in (select r.user_id from assignments r where "
        "r.account_id = $1 "
        "and r.scope {in $2} and (r.until_at is null or r.until_at > $3)) "
        "and not d.home + 0 {in $2} and coalesce(d.status, '') <> 'deleted' "
        "and ($4 is null or d.user_id > $4) order by d.user_id limit $5) select" +
        std::string(row_columns) +
        "from page p join users u on u.account_id = p.account_id and u.user_id = p.user_id" +
        std::string(row_joins) + "where u.account_id = $1 order by p.user_id";
    auto here = actor.places.at_or_below(place);
    auto rows = TRY(snapshot.many(sql, permit.account, here, snapshot.now(), after, limit + 1));
    auto users = TRY(grouped(rows, snapshot.now()));
    Page page;
    bool more = static_cast<std::int64_t>(users.size()) > limit;
    if (more) users.pop_back();
    page.items = TRY(shown(snapshot, actor, users));
    more = more || page.items.size() < users.size();
    if (more) page.next = page.items.back().id.text();
    return page;
}

}  // namespace usher::directory
