#include "directory/holders.h"

#include "access/place.h"
#include "directory/users.h"
#include "store/tx.h"

namespace usher::directory {

Result<std::vector<Holder>> holders(store::Snapshot& snapshot, AccountId account,
                                    std::string_view role, std::int64_t limit) {
    auto rows = TRY(snapshot.many(
        "select u.user_id, u.first_name, u.last_name, u.email, u.language from assignments a "
        "join users u on u.account_id = a.account_id and u.user_id = a.user_id "
        "where a.account_id = $1 and a.role = $2 "
        "and (a.scope = $3 or (a.scope = $4 and u.home = $3)) "
        "and (a.from_at is null or a.from_at <= $5) and (a.until_at is null or a.until_at > $5) "
        "and u.kind = 'person' and u.status = 'active' and u.email is not null "
        "order by a.given_at, u.user_id limit $6",
        account, role, access::account_place, access::home_scope, snapshot.now(), limit));
    std::vector<Holder> holders;
    for (auto const& row : rows) {
        Name name{row.text(1), row.text(2)};
        holders.push_back({row.id<UserId>(0), whole(name), row.text(3), row.text(4)});
    }
    return holders;
}

}  // namespace usher::directory
