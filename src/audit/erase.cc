#include "audit/personal.h"
#include "store/tx.h"

namespace usher::audit {

Result<void> erase(store::Tx& tx, access::Permit<Act::users_erase> const& permit, UserId user) {
    auto target = "user:" + user.text();
    TRY(
        tx.exec("update audit set personal = null, personal_salt = null "
                "where account_id = $1 and target = $2 and personal is not null",
                permit.account, target));
    // Events of before the two were kept apart lose their details as a whole.
    TRY(
        tx.exec("update audit set details = null, salt = $3 "
                "where account_id = $1 and target = $2 and personal_digest is null "
                "and (details like '%\"name\"%' or details like '%\"email\"%' "
                "or details like '%\"first_name\"%' or details like '%\"last_name\"%')",
                permit.account, target, store::Blob{""}));
    return {};
}

}  // namespace usher::audit
