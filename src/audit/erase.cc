#include "audit/blocks.h"
#include "audit/personal.h"
#include "audit/query.h"
#include "store/tx.h"

namespace usher::audit {
namespace {

Result<void> erase_between(store::Tx& tx, AccountId account, std::string const& target,
                           std::int64_t first, std::int64_t end) {
    TRY(
        tx.exec("update audit set personal = null, personal_salt = null "
                "where account_id = $1 and seq >= $3 and seq < $4 and target = $2 "
                "and personal is not null",
                account, target, first, end));
    // Events of before the two were kept apart lose their details as a whole.
    TRY(
        tx.exec("update audit set details = null, salt = $5 "
                "where account_id = $1 and seq >= $3 and seq < $4 and target = $2 "
                "and personal_digest is null "
                "and (details like '%\"name\"%' or details like '%\"email\"%' "
                "or details like '%\"first_name\"%' or details like '%\"last_name\"%')",
                account, target, first, end, store::Blob{""}));
    return {};
}

}  // namespace

Result<void> erase(store::Tx& tx, access::Permit<Act::users_erase> const& permit, UserId user) {
    auto target = "user:" + user.text();
    auto last = TRY(head(tx, permit.account)).seq;
    auto firsts = TRY(where_it_may_be(tx, permit.account, last, mark(Of::target, target)));
    for (auto first : firsts)
        TRY(erase_between(tx, permit.account, target, first, first + block_events));
    return {};
}

}  // namespace usher::audit
