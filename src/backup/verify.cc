#include "backup/verify.h"

#include "audit/follow.h"
#include "backup/backup.h"
#include "store/copy.h"

namespace usher::backup {
namespace {

constexpr std::int64_t at_once = 500;

Error broken(std::string const& detail) {
    return refusal("backup.broken", "The data does not verify. " + detail);
}

Result<std::int64_t> followed(store::Snapshot& snapshot, AccountId account,
                              std::string const& name) {
    auto chain = audit::follow(snapshot, account);
    if (chain) return chain->count();
    if (chain.error().key != "audit.broken") return fail(std::move(chain).error());
    return fail(broken(name + ": " + chain.error().detail));
}

}  // namespace

Result<Verified> verify(store::Snapshot& snapshot) {
    if (auto damage = TRY(store::damage(snapshot)); !damage.empty()) return fail(broken(damage));
    Verified verified;
    verified.events = TRY(followed(snapshot, AccountId{}, "The instance"));
    AccountId after{};
    while (true) {
        auto rows = TRY(snapshot.many(
            "select account_id, slug from accounts where account_id > $1 order by account_id "
            "limit $2 /* across accounts: a backup holds all */",
            after, at_once));
        for (auto const& row : rows) {
            after = row.id<AccountId>(0);
            verified.events += TRY(followed(snapshot, after, row.text(1)));
            ++verified.accounts;
        }
        if (static_cast<std::int64_t>(rows.size()) < at_once) return verified;
    }
}

}  // namespace usher::backup
