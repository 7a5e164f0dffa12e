#include "access/member.h"
#include "audit/record.h"
#include "base/errors.h"
#include "base/text.h"
#include "directory/users.h"
#include "keys/keys.h"
#include "keys/record.h"
#include "store/tx.h"

namespace usher::keys {
namespace {

Result<void> free_name(store::Tx& tx, AccountId account, UserId user, std::string const& folded) {
    auto other =
        TRY(tx.one("select 1 from users where account_id = $1 and dir_key = $2 "
                   "and kind = 'service' and status = 'active' and user_id <> $3",
                   account, folded, user));
    if (!other) return {};
    return fail(Error{Code::conflict, "keys.name_taken",
                      "A service user of this account has that name already."}
                    .at("name"));
}

Result<void> room(store::Tx& tx, AccountId account) {
    auto row =
        TRY(tx.one("select count(*) from users where account_id = $1 and kind = 'service' "
                   "and status = 'active'",
                   account));
    if (row->integer(0) < max_service_users) return {};
    auto most = std::to_string(max_service_users);
    return fail(Error{
        Code::conflict, "keys.too_many_users",
        "An account has at most " + most + " service users. Delete one that is no longer needed."}
                    .with("max", most));
}

}  // namespace

Result<Service> service(store::Tx& tx, access::Actor const& actor, UserId user) {
    auto subject = TRY(access::service_user(tx, actor, user));
    auto found = TRY(access::member(tx, actor.account.id, user));
    if (!found) return fail(not_found());
    return Service{std::move(subject), std::move(found->name)};
}

Result<UserId> add(store::Tx& tx, Gate const& permit, access::Account const& account,
                   NewService const& wanted, std::string const& request_id) {
    auto folded = search_fold(wanted.name);
    TRY(free_name(tx, permit.account, UserId{}, folded));
    TRY(room(tx, permit.account));
    access::Subject subject;
    subject.user = tx.new_id<UserId>();
    subject.kind = blueprints::UserKind::service;
    subject.home = wanted.home;
    TRY(
        tx.exec("insert into users (account_id, user_id, kind, status, first_name, last_name, "
                "home, fields, dir_key, language, created_at, activated_at, entries_after, "
                "version) values ($1, $2, 'service', 'active', '', $3, $4, '{}', $5, $6, $7, $7, "
                "0, 1)",
                permit.account, subject.user, wanted.name, wanted.home, folded, account.language,
                tx.now()));
    TRY(access::replace_assignments(tx, permit.account, subject.user, {}, wanted.assignments,
                                    permit.by));
    json::Object details;
    details.emplace_back("name", wanted.name);
    details.emplace_back("roles", directory::listed(wanted.assignments));
    TRY(record(tx, permit, "service.add", subject, std::move(details), request_id));
    TRY(tx.touch(permit.account));
    return subject.user;
}

Result<void> edit(store::Tx& tx, Gate const& permit, Service const& before, Edit const& edit,
                  std::string const& request_id) {
    auto const& subject = before.subject;
    auto name = edit.name.value_or(before.name);
    auto const& roles = edit.assignments ? *edit.assignments : subject.assignments;
    auto folded = search_fold(name);
    TRY(free_name(tx, permit.account, subject.user, folded));
    json::Object was, is;
    was.emplace_back("name", before.name);
    is.emplace_back("name", name);
    was.emplace_back("roles", directory::listed(subject.assignments));
    is.emplace_back("roles", directory::listed(roles));
    if (was == is) return {};
    TRY(
        tx.exec("update users set last_name = $3, dir_key = $4, version = version + 1 "
                "where account_id = $1 and user_id = $2",
                permit.account, subject.user, name, folded));
    TRY(access::replace_assignments(tx, permit.account, subject.user, subject.assignments, roles,
                                    permit.by));
    TRY(record(tx, permit, "service.edit", subject, audit::difference(was, is), request_id));
    return tx.touch(permit.account);
}

Result<void> remove(store::Tx& tx, Gate const& permit, Service const& before,
                    std::string const& request_id) {
    auto const& subject = before.subject;
    auto keys =
        TRY(tx.many("select key_id from api_keys where account_id = $1 and user_id = $2 "
                    "and ended_at is null",
                    permit.account, subject.user));
    TRY(
        tx.exec("update api_keys set ended_at = $3 where account_id = $1 and user_id = $2 "
                "and ended_at is null",
                permit.account, subject.user, tx.now()));
    for (auto const& row : keys) tx.stir(row.id<KeyId>(0));
    TRY(access::replace_assignments(tx, permit.account, subject.user, subject.assignments, {},
                                    permit.by));
    TRY(
        tx.exec("update users set status = 'deleted', status_before = status, deleted_at = $3, "
                "version = version + 1 where account_id = $1 and user_id = $2",
                permit.account, subject.user, tx.now()));
    json::Object details;
    details.emplace_back("name", before.name);
    details.emplace_back("keys", static_cast<std::int64_t>(keys.size()));
    TRY(record(tx, permit, "service.delete", subject, std::move(details), request_id));
    return tx.touch(permit.account);
}

}  // namespace usher::keys
