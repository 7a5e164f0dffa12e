#include <set>

#include "audit/blocks.h"
#include "audit/personal.h"
#include "audit/query.h"
#include "store/tx.h"

namespace usher::audit {
namespace {

using Targets = std::set<std::string, std::less<>>;

// Which events of the block are about one of them.
Result<store::Integers> theirs(store::Snapshot& snapshot, AccountId account, Targets const& targets,
                               std::int64_t first) {
    auto rows =
        TRY(snapshot.many("select seq, target from audit where account_id = $1 and seq >= $2 "
                          "and seq < $3",
                          account, first, first + block_events));
    store::Integers theirs;
    for (auto const& row : rows)
        if (targets.contains(row.text(1))) theirs.push_back(row.integer(0));
    return theirs;
}

Result<void> erase_events(store::Tx& tx, AccountId account, store::Integers const& events) {
    TRY(
        tx.exec("update audit set personal = null, personal_salt = null "
                "where account_id = $1 and seq {in $2} and personal is not null",
                account, events));
    // Events of before the two were kept apart lose their details as a whole.
    TRY(
        tx.exec("update audit set details = null, salt = $3 "
                "where account_id = $1 and seq {in $2} and personal_digest is null "
                "and (details like '%\"name\"%' or details like '%\"email\"%' "
                "or details like '%\"first_name\"%' or details like '%\"last_name\"%')",
                account, events, store::Blob{""}));
    return {};
}

// All of them in one walk: a long log is a megabyte of marks and more.
Result<void> erase_targets(store::Tx& tx, AccountId account, Targets const& targets) {
    std::vector<Mark> marks;
    for (auto const& target : targets) marks.push_back(mark(Of::target, target));
    auto last = TRY(head(tx, account)).seq;
    for (auto first : TRY(where_it_may_be(tx, account, last, Marks(std::move(marks))))) {
        auto events = TRY(theirs(tx, account, targets, first));
        if (!events.empty()) TRY(erase_events(tx, account, events));
    }
    return {};
}

}  // namespace

Result<void> erase(store::Tx& tx, access::Permit<Act::users_erase> const& permit, UserId user) {
    return erase_targets(tx, permit.account, {"user:" + user.text()});
}

Result<void> erase(store::Tx& tx, std::span<IdentityId const> identities) {
    if (identities.empty()) return {};
    Targets targets;
    for (auto const& identity : identities) targets.insert("identity:" + identity.text());
    return erase_targets(tx, AccountId{}, targets);
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
