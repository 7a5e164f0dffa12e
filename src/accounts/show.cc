#include "accounts/show.h"

#include "store/tx.h"

namespace usher::accounts {

Result<Detail> show(store::Snapshot& snapshot,
                    access::OperatorPermit<access::InstanceAct::accounts_list> const&,
                    access::Account const& account) {
    auto row = TRY(snapshot.one(
        "select seats_used, seats_bought, status_reason, status_at, closes_at, created_at, "
        "(select count(*) from places p where p.account_id = $1 and p.retired_at is null) "
        "from accounts where account_id = $1",
        account.id));
    if (!row) return fail(not_found());
    Detail detail;
    detail.account = account;
    detail.seats_used = row->integer(0);
    detail.seats_bought = row->maybe_integer(1);
    detail.reason = row->text(2);
    detail.since = row->maybe_time(3);
    detail.closes_at = row->maybe_time(4);
    detail.created_at = row->time(5);
    detail.places = row->integer(6);
    detail.first_user = TRY(first_user(snapshot, account));
    return detail;
}

}  // namespace usher::accounts
