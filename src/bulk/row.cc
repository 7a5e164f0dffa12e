#include "bulk/row.h"

#include "access/permit.h"
#include "access/roles.h"
#include "directory/form.h"
#include "directory/users.h"
#include "invitations/invitations.h"
#include "invitations/restore.h"
#include "store/tx.h"

namespace usher::bulk {
namespace {

using directory::User;

struct Unit {
    store::Tx& tx;
    mail::Outbox const& outbox;
    access::Actor const& actor;
    User const& user;
    access::Subject const& subject;
    std::string const& job;  // stands as the request in the events: it leads back to the job
    access::Change same() const { return {subject, {}}; }
};

json::Value kept(access::Assignments const& roles) {
    json::Array list;
    for (auto const& one : roles) {
        json::Object role;
        role.emplace_back("role", one.role);
        role.emplace_back("scope", one.scope);
        if (one.from) role.emplace_back("from", one.from->ms);
        if (one.until) role.emplace_back("until", one.until->ms);
        list.push_back(std::move(role));
    }
    return json::Object{{"roles", std::move(list)}};
}

std::optional<Time> moment(json::Value const& role, std::string_view name) {
    auto const* member = role.member(name);
    if (!member || !member->integer()) return std::nullopt;
    return Time{*member->integer()};
}

access::Assignments roles_of(json::Value const& before) {
    access::Assignments roles;
    auto const* list = before.member("roles");
    if (!list || !list->array()) return roles;
    for (auto const& one : *list->array())
        roles.push_back({*one.member("role")->text(), *one.member("scope")->integer(),
                         moment(one, "from"), moment(one, "until")});
    return roles;
}

Result<void> suspend(Unit const& on) {
    auto may = TRY(access::permit<Act::users_suspend>(on.tx, on.actor, on.same()));
    return directory::suspend(on.tx, may, on.actor.account, on.user, on.job);
}

Result<void> resume(Unit const& on) {
    auto may = TRY(access::permit<Act::users_suspend>(on.tx, on.actor, on.same()));
    return directory::resume(on.tx, may, on.actor.account, on.user, on.job);
}

Result<void> remove(Unit const& on) {
    auto may = TRY(access::permit<Act::users_delete>(on.tx, on.actor, on.same()));
    return directory::remove(on.tx, may, on.actor.account, on.user, on.job);
}

Result<void> revoke(Unit const& on) {
    if (on.user.status == access::Status::invited) return remove(on);
    TRY(access::permit<Act::users_delete>(on.tx, on.actor, on.same()));
    return fail(Error{Code::conflict, "invitations.accepted", "This user is no longer invited."});
}

Result<void> restore(Unit const& on) {
    TRY(invitations::bring_back(on.tx, on.outbox, on.actor, on.user, on.subject, std::nullopt,
                                on.job));
    return {};
}

Result<void> resend(Unit const& on) {
    auto may = TRY(access::permit<Act::users_invite>(on.tx, on.actor, on.same()));
    return invitations::resend(on.tx, on.outbox, on.actor, may, on.user, on.job);
}

Result<void> set_roles(Unit const& on, access::Assignments const& roles) {
    auto after = on.subject;
    after.assignments = roles;
    access::Change wanted{on.subject, after};
    auto may = TRY(access::permit<Act::roles_assign>(on.tx, on.actor, wanted));
    if (on.user.status == access::Status::deleted) {
        return fail(
            Error{Code::conflict, "users.deleted", "This user is deleted. Restore them first."});
    }
    return directory::assign(on.tx, may, on.actor, on.user, on.subject.assignments, roles, on.job);
}

Result<void> give_role(Unit const& on, Params const& params) {
    access::RoleChoice choice{params.role, {}, {}};
    if (!params.place.empty()) choice.place = params.place;
    auto seen = access::shown(on.actor, on.subject).here;
    auto given = TRY(access::chosen(on.actor, {choice}, on.user.kind, seen));
    bool one_only = on.actor.account.blueprint->pick == blueprints::Pick::one;
    auto roles = one_only ? access::Assignments{} : std::move(seen);
    for (auto const& one : given) {
        bool there = std::ranges::any_of(roles, [&](access::Assignment const& has) {
            return has.role == one.role && has.scope == one.scope;
        });
        if (!there) roles.push_back(one);
    }
    return set_roles(on, TRY(access::with_unseen(on.actor, on.subject, std::move(roles))));
}

Result<void> take_role(Unit const& on, Params const& params) {
    std::optional<access::PlaceNumber> place;
    if (!params.place.empty()) place = TRY(access::place_named(on.actor, params.place));
    auto seen = access::shown(on.actor, on.subject).here;
    auto roles = on.subject.assignments;
    auto taken = std::erase_if(roles, [&](access::Assignment const& one) {
        bool here = std::ranges::find(seen, one) != seen.end();
        return here && one.role == params.role && (!place || one.scope == *place);
    });
    // Who is left without any has the base role, where there is one. Those that ended are none.
    bool left = std::ranges::any_of(
        roles, [&](access::Assignment const& one) { return !access::ended(one, on.actor.now); });
    if (taken > 0 && !left) roles = TRY(access::chosen(on.actor, {}, on.user.kind, seen));
    return set_roles(on, roles);
}

Result<void> move_to(Unit const& on, access::PlaceNumber home) {
    auto after = on.subject;
    after.home = home;
    access::Change wanted{on.subject, after};
    auto may = TRY(access::permit<Act::users_edit>(on.tx, on.actor, wanted));
    if (on.user.status == access::Status::deleted) {
        return fail(
            Error{Code::conflict, "users.deleted", "This user is deleted. Restore them first."});
    }
    directory::Edit edit;
    edit.home = home;
    return directory::edit(on.tx, may, on.actor, on.user, edit, on.job);
}

Result<void> move(Unit const& on, Params const& params) {
    auto home = TRY(directory::home_named(on.actor, params.home));
    return move_to(on, home);
}

// The other way round, as far as nobody else has touched the user since.
Result<void> undo(Unit const& on, Bulk const& of, Row const& row) {
    if (row.version != on.user.version) {
        return fail(Error{Code::conflict, "bulk.changed_since",
                          "This user was changed since, and stays as they are."});
    }
    switch (of.act) {
        case Do::suspend:
            return resume(on);
        case Do::resume:
            return suspend(on);
        case Do::restore:
            return remove(on);
        case Do::delete_:
        case Do::revoke:
            return restore(on);
        case Do::give_role:
        case Do::take_role:
            return set_roles(on, roles_of(row.before));
        case Do::move:
            return move_to(on, *row.before.member("home")->integer());
        case Do::resend:
        case Do::undo:
            break;
    }
    return fail(Error{Code::conflict, "bulk.not_undoable", "This cannot be taken back."});
}

Result<void> perform(Unit const& on, Bulk const& bulk, std::optional<Bulk> const& undone,
                     Row const& row) {
    switch (bulk.act) {
        case Do::suspend:
            return suspend(on);
        case Do::resume:
            return resume(on);
        case Do::delete_:
            return remove(on);
        case Do::restore:
            return restore(on);
        case Do::resend:
            return resend(on);
        case Do::revoke:
            return revoke(on);
        case Do::give_role:
            return give_role(on, bulk.params);
        case Do::take_role:
            return take_role(on, bulk.params);
        case Do::move:
            return move(on, bulk.params);
        case Do::undo:
            break;
    }
    if (undone) return undo(on, *undone, row);
    return fail(Error{Code::conflict, "bulk.not_undoable", "This cannot be taken back."});
}

json::Value before_of(Do act, Unit const& on) {
    if (act == Do::give_role || act == Do::take_role) return kept(on.subject.assignments);
    if (act == Do::move) return json::Object{{"home", on.user.home}};
    return json::Object{};
}

}  // namespace

Result<Done> act_upon(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& actor,
                      Bulk const& bulk, std::optional<Bulk> const& undone, Row const& row) {
    auto subject = TRY(access::subject(tx, actor, row.user));
    auto user = TRY(directory::find(tx, actor.account.id, row.user));
    if (!user) return fail(not_found());
    auto job = bulk.job.text();
    Unit on{tx, outbox, actor, *user, subject, job};
    TRY(perform(on, bulk, undone, row));
    auto after = TRY(directory::find(tx, actor.account.id, row.user));
    Done done{false, before_of(bulk.act, on), after ? after->version : 0};
    done.changed = after && after->version != user->version;
    return done;
}

}  // namespace usher::bulk
