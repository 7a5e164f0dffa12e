#include "audit/record.h"
#include "directory/life.h"
#include "directory/unique_fields.h"
#include "seats/seats.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

Error refusal(std::string_view key, std::string_view why) {
    return Error{Code::conflict, std::string(key), std::string(why)};
}

Result<void> still_possible(User const& user, Kept const& kept, Return const& back, Time now) {
    if (user.status != access::Status::deleted)
        return fail(
            refusal("users.not_deleted",
                    "This user is not deleted. Only who is deleted can be restored or erased."));
    if (kept.erased)
        return fail(refusal("users.erased", "This user was erased and cannot come back."));
    if (!kept.restore_until || *kept.restore_until <= now) {
        return fail(refusal("users.restore_over",
                            "The time in which this user could be restored is over."));
    }
    if (!back.home_gone) return {};
    auto error =
        refusal("users.home_gone", "The place where this user belonged is gone. Choose one.");
    error.field = "home";
    return fail(std::move(error));
}

Result<void> take_back(store::Tx& tx, access::Account const& account, User const& user) {
    if (!user.email.empty()) {
        auto email = TRY(Email::parse(user.email));
        TRY(take_address(tx, account.id, email, user.id));
    }
    TRY(keep_unique(tx, account, user.id, {}, user.fields));
    if (!user.identity) return {};
    auto there = TRY(tx.one("select 1 from identities where identity_id = $1", *user.identity));
    if (!there) {
        return fail(refusal("users.restore_over",
                            "The time in which this user could be restored is over."));
    }
    return take_membership(tx, account.id, *user.identity, user.id);
}

}  // namespace

Result<Kept> kept(store::Snapshot& snapshot, AccountId account, UserId user) {
    auto row =
        TRY(snapshot.one("select status_before, restore_until, erased_at from users "
                         "where account_id = $1 and user_id = $2",
                         account, user));
    if (!row) return fail(not_found());
    Kept kept;
    kept.was = access::status_named(row->maybe_text(0).value_or("")).value_or(kept.was);
    kept.restore_until = row->maybe_time(1);
    kept.erased = !row->null(2);
    return kept;
}

Return returning(access::Actor const& actor, access::Subject const& subject,
                 std::optional<access::PlaceNumber> home) {
    Return back{subject, subject, subject.assignments, {}, false};
    auto& roles = back.before.assignments;
    roles.clear();
    for (auto const& one : subject.assignments) {
        auto const* role = actor.account.blueprint->role(one.role);
        bool at_home = one.scope == access::home_scope;
        if (role && (at_home || actor.places.exists(one.scope))) {
            roles.push_back(one);
        } else {
            back.dropped.push_back(role ? role->label : one.role);
        }
    }
    back.after.assignments = roles;
    if (home) back.after.home = *home;
    back.home_gone = !actor.places.exists(back.after.home);
    return back;
}

Result<void> restore(store::Tx& tx, access::Permit<Act::users_delete> const& permit,
                     access::Actor const& actor, User const& before, Return const& back,
                     std::string const& request_id) {
    auto kept = TRY(directory::kept(tx, permit.account, before.id));
    TRY(still_possible(before, kept, back, tx.now()));
    TRY(take_back(tx, actor.account, before));
    TRY(seats::claim(tx, actor, before.kind));
    auto after = before;
    after.status = kept.was;
    after.home = back.after.home;
    TRY(
        tx.exec("update users set status = $3, status_before = null, deleted_at = null, "
                "restore_until = null, home = $4, version = version + 1 "
                "where account_id = $1 and user_id = $2",
                permit.account, before.id, name(after.status), after.home));
    TRY(access::replace_assignments(tx, permit.account, before.id, back.all, back.after.assignments,
                                    permit.by));
    TRY(keep_directory(tx, permit.account, &before, after));
    TRY(access::keep_top(tx, actor.account));
    if (after.home != before.home)
        TRY(grants::keep_fitting(tx, actor, grants::After::move, {before.id, after.home},
                                 back.after.assignments, request_id));
    json::Object details;
    details.emplace_back("name", whole(before.name));
    details.emplace_back("status", std::string(name(after.status)));
    json::Array dropped(back.dropped.begin(), back.dropped.end());
    if (!dropped.empty()) details.emplace_back("dropped", std::move(dropped));
    audit::Event event{permit.account, "users.restore", permit.by.text(),
                       "user:" + before.id.text(), after.home};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return tx.touch(permit.account);
}

}  // namespace usher::directory
