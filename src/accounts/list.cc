#include "accounts/accounts.h"
#include "base/text.h"
#include "store/tx.h"

namespace usher::accounts {

Result<std::vector<Summary>> list(store::Snapshot& snapshot,
                                  access::OperatorPermit<access::InstanceAct::accounts_list> const&,
                                  std::string const& words, std::string const& after,
                                  std::int64_t limit) {
    auto rows = TRY(snapshot.many(
        "select account_id, slug, name, blueprint, plan, status, seats_used, seats_bought, "
        "created_at from accounts where slug > $1 "
        "and (strpos(slug, $2) > 0 or strpos(lower(name), $2) > 0) order by slug limit $3 "
        "/* across accounts: the operators' list */",
        after, search_fold(words), limit));
    std::vector<Summary> accounts;
    for (auto const& row : rows) {
        accounts.push_back({row.id<AccountId>(0), row.text(1), row.text(2), row.text(3),
                            row.text(4), row.text(5), row.integer(6), row.maybe_integer(7),
                            row.time(8)});
    }
    return accounts;
}

}  // namespace usher::accounts
