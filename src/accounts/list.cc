#include "accounts/accounts.h"
#include "base/text.h"
#include "store/tx.h"

namespace usher::accounts {
namespace {

Summary summary_of(store::Row const& row) {
    return {row.id<AccountId>(0), row.text(1),   row.text(2),    row.text(3),
            row.text(4),          row.text(5),   row.integer(6), row.maybe_integer(7),
            row.time(8),          row.boolean(9)};
}

}  // namespace

Result<std::vector<Summary>> list(store::Snapshot& snapshot,
                                  access::OperatorPermit<access::InstanceAct::accounts_list> const&,
                                  Wanted const& wanted) {
    auto id = AccountId::parse(wanted.words);
    auto rows = TRY(snapshot.many(
        "select account_id, slug, name, blueprint, plan, status, seats_used, seats_bought, "
        "created_at, accepted from accounts where slug > $1 and ($2 = '' or status = $2) "
        "and (account_id = $3 or strpos(case search when '' then lower(slug || ' ' || name) "
        "else search end, $4) > 0) order by slug limit $5 "
        "/* across accounts: the operators' list */",
        wanted.after, wanted.status, id, search_fold(wanted.words), wanted.limit));
    std::vector<Summary> accounts;
    for (auto const& row : rows) accounts.push_back(summary_of(row));
    return accounts;
}

std::string search_of(std::string_view slug, std::string_view name) {
    return std::string(slug) + " " + search_fold(name);
}

}  // namespace usher::accounts
