#include "access/support.h"

#include "store/tx.h"

namespace usher::access {
namespace {

std::optional<Support> support_in(std::optional<store::Row> const& row) {
    if (!row) return std::nullopt;
    return Support{row->id<IdentityId>(0),
                   row->text(1),
                   row->maybe_text(2).value_or(""),
                   row->text(3),
                   row->time(4),
                   row->time(5),
                   {}};
}

}  // namespace

Result<std::optional<Support>> support_of(store::Snapshot& snapshot, AccountId account,
                                          IdentityId identity) {
    auto row = TRY(
        snapshot.one("select s.identity_id, o.name, (select min(e.email) from identity_emails e "
                     "where e.identity_id = s.identity_id), s.reason, s.from_at, s.until_at "
                     "from support_access s join operators o on o.identity_id = s.identity_id "
                     "where s.account_id = $1 and s.identity_id = $2 and s.ended_at is null "
                     "and s.until_at > $3 order by s.until_at desc limit 1",
                     account, identity, snapshot.now()));
    return support_in(row);
}

Result<std::optional<Support>> support_now(store::Snapshot& snapshot, AccountId account) {
    auto row = TRY(
        snapshot.one("select s.identity_id, o.name, (select min(e.email) from identity_emails e "
                     "where e.identity_id = s.identity_id), s.reason, s.from_at, s.until_at "
                     "from support_access s join operators o on o.identity_id = s.identity_id "
                     "where s.account_id = $1 and s.ended_at is null and s.until_at > $2 "
                     "order by s.until_at desc limit 1",
                     account, snapshot.now()));
    return support_in(row);
}

Power power_of(Support const& support) {
    Slice slice;
    slice.until = support.until;
    slice.acts.set(index(Act::users_view));
    slice.acts.set(index(Act::audit_view));
    return Power{{slice}};
}

}  // namespace usher::access
