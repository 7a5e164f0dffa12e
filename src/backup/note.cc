#include "backup/note.h"

#include "audit/record.h"
#include "store/tx.h"

namespace usher::backup {

Result<void> note(store::Tx& tx,
                  access::OperatorPermit<access::InstanceAct::jobs_manage> const& permit,
                  Noted const& noted, std::string const& request_id) {
    audit::Event event{AccountId{}, "backup.make", permit.by.text(), "instance"};
    event.request_id = request_id;
    event.details =
        json::Object{{"made_at", to_text(noted.at)}, {"accounts", noted.accounts},
                     {"events", noted.events},       {"bytes", noted.bytes},
                     {"encrypted", noted.encrypted}, {"instance_key", noted.instance_key}};
    TRY(audit::record(tx, event));  // the first event of all makes the instance's row
    TRY(
        tx.exec("update instance set backup_at = $1, backup_verified_at = $2 "
                "where one = 1 and (backup_at is null or backup_at <= $1)",
                noted.at, tx.now()));
    return {};
}

Result<std::optional<Last>> last(store::Snapshot& snapshot) {
    auto row =
        TRY(snapshot.one("select backup_at, backup_verified_at from instance where one = 1"));
    std::optional<Last> found;
    if (row && row->maybe_time(0)) found = {row->time(0), row->time(1)};
    return found;
}

}  // namespace usher::backup
