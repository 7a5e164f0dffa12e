#include "directory/former.h"

#include "store/tx.h"

namespace usher::directory {

Result<std::optional<UserId>> former_with(store::Snapshot& snapshot, access::Actor const& actor,
                                          Email const& email) {
    auto row =
        TRY(snapshot.one("select user_id from users where account_id = $1 and email_key = $2 "
                         "and restore_until is not null and restore_until > $3 "
                         "order by deleted_at desc limit 1",
                         actor.account.id, email.key(), actor.now));
    if (!row) return std::optional<UserId>();
    return std::optional<UserId>(row->id<UserId>(0));
}

}  // namespace usher::directory
