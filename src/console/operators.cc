#include "console/operators.h"

#include "store/tx.h"

namespace usher::console {

Result<std::vector<Operator>> operators(
    store::Snapshot& snapshot, access::OperatorPermit<access::InstanceAct::accounts_list> const&) {
    auto rows = TRY(snapshot.many(
        "select o.identity_id, o.name, o.created_at, (select min(e.email) from identity_emails e "
        "where e.identity_id = o.identity_id) from operators o order by o.created_at, "
        "o.identity_id limit $1",
        max_operators));
    std::vector<Operator> all;
    for (auto const& row : rows)
        all.push_back(
            {row.id<IdentityId>(0), row.text(1), row.maybe_text(3).value_or(""), row.time(2)});
    return all;
}

}  // namespace usher::console
