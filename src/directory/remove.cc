#include "access/member.h"
#include "audit/record.h"
#include "directory/life.h"
#include "directory/unique_fields.h"
#include "seats/seats.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

Result<void> end_ways_in(store::Tx& tx, access::Account const& account, User const& user) {
    TRY(
        tx.exec("update links set ended_at = $3 where account_id = $1 and user_id = $2 "
                "and used_at is null and ended_at is null",
                account.id, user.id, tx.now()));
    TRY(free_address(tx, account.id, user.id));
    TRY(keep_unique(tx, account, user.id, user.fields, {}));
    return user.identity ? end_membership(tx, account, *user.identity) : Result<void>();
}

}  // namespace

Result<void> end(store::Tx& tx, access::Account const& account, access::ActorId const& by,
                 User const& before, std::string_view act, std::string const& request_id) {
    auto until = TRY(access::end_of_entries(tx, account.id, before.id));
    TRY(
        tx.exec("update users set status = 'deleted', status_before = status, deleted_at = $3, "
                "entries_after = $5, restore_until = $4, version = version + 1 "
                "where account_id = $1 and user_id = $2",
                account.id, before.id, tx.now(),
                tx.now() + days(account.blueprint->policies.restore_days), until));
    TRY(end_ways_in(tx, account, before));
    auto after = before;
    after.status = access::Status::deleted;
    TRY(keep_directory(tx, account.id, &before, after));
    TRY(seats::free(tx, account, before.kind));
    TRY(access::keep_top(tx, account));
    json::Object details;
    details.emplace_back("name", whole(before.name));
    details.emplace_back("email", before.email);
    details.emplace_back("was", std::string(name(before.status)));
    audit::Event event{account.id, std::string(act), by.text(), "user:" + before.id.text(),
                       before.home};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return tx.touch(account.id);
}

Result<void> remove(store::Tx& tx, access::Permit<Act::users_delete> const& permit,
                    access::Account const& account, User const& before,
                    std::string const& request_id) {
    if (before.status == access::Status::deleted) return {};
    return end(tx, account, permit.by, before, "users.delete", request_id);
}

}  // namespace usher::directory
