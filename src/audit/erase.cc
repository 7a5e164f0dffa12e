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

Result<void> erase_target(store::Tx& tx, AccountId account, std::string const& target) {
    auto last = TRY(head(tx, account)).seq;
    auto firsts = TRY(where_it_may_be(tx, account, last, mark(Of::target, target)));
    for (auto first : firsts) TRY(erase_between(tx, account, target, first, first + block_events));
    return {};
}

}  // namespace

Result<void> erase(store::Tx& tx, access::Permit<Act::users_erase> const& permit, UserId user) {
    return erase_target(tx, permit.account, "user:" + user.text());
}

Result<void> erase(store::Tx& tx, IdentityId identity) {
    return erase_target(tx, AccountId{}, "identity:" + identity.text());
}

Result<std::int64_t> erase_all(store::Tx& tx, AccountId account, std::int64_t seq,
                               std::int64_t limit) {
    auto last = TRY(head(tx, account)).seq;
    auto end = std::min(seq + limit, last) + 1;
    TRY(
        tx.exec("update audit set personal = null, personal_salt = null "
                "where account_id = $1 and seq > $2 and seq < $3 and personal is not null",
                account, seq, end));
    // What is about places and things, and where it was asked from, stands among the facts of its
    // event: those lose their details as a whole. So do events about people of before the two were
    // kept apart.
    TRY(
        tx.exec("update audit set details = null, salt = $4 "
                "where account_id = $1 and seq > $2 and seq < $3 and personal_digest is null "
                "and (target like 'place:%' or details like '%\"address\"%' "
                "or details like '%\"name\"%' or details like '%\"email\"%' "
                "or details like '%\"first_name\"%' or details like '%\"last_name\"%')",
                account, seq, end, store::Blob{""}));
    return end - 1;
}

}  // namespace usher::audit
