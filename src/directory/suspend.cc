#include "access/member.h"
#include "audit/record.h"
#include "directory/users.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

Result<void> record(store::Tx& tx, AccountId account, access::ActorId const& by, User const& user,
                    std::string_view act, std::string const& request_id) {
    json::Object details;
    details.emplace_back("name", whole(user.name));
    audit::Event event{account, std::string(act), by.text(), "user:" + user.id.text(), user.home};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

Error not_active(User const& user) {
    auto now = std::string(name(user.status));
    return Error{Code::conflict, "users.not_active",
                 "This user is " + now +
                     ". Only an active user can be suspended, and only a "
                     "suspended one resumed."}
        .with("status", now);
}

Result<void> keep(store::Tx& tx, AccountId account, User const& before, access::Status status) {
    auto after = before;
    after.status = status;
    TRY(keep_directory(tx, account, &before, after));
    return tx.touch(account);
}

}  // namespace

Result<void> suspend(store::Tx& tx, access::Permit<Act::users_suspend> const& permit,
                     access::Account const& account, User const& before,
                     std::string const& request_id) {
    if (before.status == access::Status::suspended) return {};
    if (before.status != access::Status::active) return fail(not_active(before));
    auto until = TRY(access::end_of_entries(tx, permit.account, before.id));
    TRY(
        tx.exec("update users set status = 'suspended', suspended_at = $3, entries_after = $4, "
                "version = version + 1 where account_id = $1 and user_id = $2",
                permit.account, before.id, tx.now(), until));
    TRY(keep(tx, permit.account, before, access::Status::suspended));
    TRY(access::keep_top(tx, account));
    return record(tx, permit.account, permit.by, before, "users.suspend", request_id);
}

Result<void> resume(store::Tx& tx, access::Permit<Act::users_suspend> const& permit,
                    access::Account const&, User const& before, std::string const& request_id) {
    if (before.status == access::Status::active) return {};
    if (before.status != access::Status::suspended) return fail(not_active(before));
    TRY(
        tx.exec("update users set status = 'active', suspended_at = null, version = version + 1 "
                "where account_id = $1 and user_id = $2",
                permit.account, before.id));
    TRY(keep(tx, permit.account, before, access::Status::active));
    return record(tx, permit.account, permit.by, before, "users.resume", request_id);
}

}  // namespace usher::directory
