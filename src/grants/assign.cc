#include <algorithm>

#include "audit/record.h"
#include "grants/fitting.h"
#include "grants/own.h"
#include "store/tx.h"

namespace usher::grants {
namespace {

using access::Resource;

constexpr ResourceId all_of_them{};

bool has(std::vector<Resource> const& all, Resource const& one) {
    return std::ranges::find(all, one) != all.end();
}

// Groups tell defaults apart only where the kind has one of each.
std::string group_of(blueprints::Resource const& kind, Resource const& one) {
    return kind.defaults == blueprints::Defaults::per_group ? one.group : std::string();
}

OfKind* of(Granted& granted, std::string_view kind) {
    auto found = std::ranges::find_if(granted, [&](auto& one) { return one.kind->key == kind; });
    return found == granted.end() ? nullptr : &*found;
}

Resource resource_in(store::Row const& row) {
    return {row.id<ResourceId>(1), row.text(0),    row.text(2),   row.text(3),
            row.text(4),           row.integer(5), row.integer(6)};
}

Result<void> load_defaults(store::Snapshot& snapshot, AccountId account, UserId user,
                           Granted& granted) {
    auto rows = TRY(snapshot.many(
        "select d.kind, d.resource_id, r.key, r.name, r.group_name, r.place, r.version "
        "from grant_defaults d join resources r on r.account_id = d.account_id "
        "and r.resource_id = d.resource_id where d.account_id = $1 and d.user_id = $2 "
        "order by d.kind, r.name_key limit $3",
        account, user, static_cast<std::int64_t>(max_granted * max_kinds)));
    for (auto const& row : rows)
        if (auto* kind = of(granted, row.text(0))) kind->defaults.push_back(resource_in(row));
    return {};
}

Result<void> give(store::Tx& tx, AccountId account, UserId user, std::string const& kind,
                  ResourceId resource, access::ActorId const& by) {
    TRY(
        tx.exec("insert into grants (account_id, user_id, kind, resource_id, given_by, given_at) "
                "values ($1, $2, $3, $4, $5, $6)",
                account, user, kind, resource, by.text(), tx.now()));
    return {};
}

Result<void> take(store::Tx& tx, AccountId account, UserId user, std::string const& kind,
                  ResourceId resource) {
    TRY(
        tx.exec("delete from grants where account_id = $1 and user_id = $2 and kind = $3 "
                "and resource_id = $4",
                account, user, kind, resource));
    return {};
}

Result<void> replace_defaults(store::Tx& tx, AccountId account, UserId user, OfKind const& was,
                              OfKind const& is) {
    for (auto const& one : was.defaults)
        if (!has(is.defaults, one))
            TRY(
                tx.exec("delete from grant_defaults where account_id = $1 and user_id = $2 "
                        "and kind = $3 and resource_id = $4",
                        account, user, was.kind->key, one.id));
    for (auto const& one : is.defaults)
        if (!has(was.defaults, one))
            TRY(
                tx.exec("insert into grant_defaults (account_id, user_id, kind, group_name, "
                        "resource_id) values ($1, $2, $3, $4, $5)",
                        account, user, is.kind->key, group_of(*is.kind, one), one.id));
    return {};
}

Result<void> record(store::Tx& tx, AccountId account, access::ActorId const& by,
                    std::string_view act, Whom const& whom, Granted const& before,
                    Granted const& after, std::string const& request_id) {
    audit::Event event{account, std::string(act), by.text(), "user:" + whom.user.text(), whom.home};
    event.request_id = request_id;
    event.details = audit::difference(told(before), told(after));
    TRY(audit::record(tx, event));
    return {};
}

}  // namespace

Result<Granted> of_user(store::Snapshot& snapshot, access::Account const& account, UserId user) {
    auto granted = nothing(account);
    if (granted.empty()) return granted;
    auto rows = TRY(snapshot.many(
        "select g.kind, g.resource_id, r.key, r.name, r.group_name, r.place, r.version "
        "from grants g left join resources r on r.account_id = g.account_id "
        "and r.resource_id = g.resource_id where g.account_id = $1 and g.user_id = $2 "
        "order by g.kind, r.name_key limit $3",
        account.id, user, static_cast<std::int64_t>((max_granted + 1) * max_kinds)));
    for (auto const& row : rows) {
        auto* kind = of(granted, row.text(0));
        if (!kind) continue;  // vanished from the blueprint
        if (row.id<ResourceId>(1) == all_of_them) {
            kind->all = true;
        } else if (!row.null(2)) {
            kind->items.push_back(resource_in(row));
        }
    }
    TRY(load_defaults(snapshot, account.id, user, granted));
    return granted;
}

Result<void> replace(store::Tx& tx, AccountId account, UserId user, Granted const& before,
                     Granted const& after, access::ActorId const& by) {
    for (std::size_t i = 0; i < after.size(); ++i) {
        auto const& was = before[i];
        auto const& is = after[i];
        auto const& kind = is.kind->key;
        if (was.all && !is.all) TRY(take(tx, account, user, kind, all_of_them));
        if (!was.all && is.all) TRY(give(tx, account, user, kind, all_of_them, by));
        for (auto const& one : was.items)
            if (!has(is.items, one)) TRY(take(tx, account, user, kind, one.id));
        for (auto const& one : is.items)
            if (!has(was.items, one)) TRY(give(tx, account, user, kind, one.id, by));
        TRY(replace_defaults(tx, account, user, was, is));
    }
    return {};
}

namespace {

Result<void> write_assigned(store::Tx& tx, AccountId account, access::ActorId const& by,
                            Whom const& whom, Granted const& before, Granted const& after,
                            std::string const& request_id) {
    if (before == after) return {};
    TRY(replace(tx, account, whom.user, before, after, by));
    TRY(tx.exec("update users set version = version + 1 where account_id = $1 and user_id = $2",
                account, whom.user));
    TRY(record(tx, account, by, "grants.assign", whom, before, after, request_id));
    return tx.touch(account);
}

}  // namespace

Result<void> assign(store::Tx& tx, access::Permit<Act::grants_assign> const& permit,
                    access::Account const&, Whom const& whom, Granted const& before,
                    Granted const& after, std::string const& request_id) {
    return write_assigned(tx, permit.account, permit.by, whom, before, after, request_id);
}

Result<void> assign_own(store::Tx& tx, access::Actor const& actor, Granted const& before,
                        Granted const& after, std::string const& request_id) {
    Whom whom{actor.user, actor.home};
    return write_assigned(tx, actor.account.id, actor.id, whom, before, after, request_id);
}

Granted fitting(access::Account const& account, access::Places const& places, Time now,
                After change, access::PlaceNumber home, access::Assignments const& assignments,
                Granted granted) {
    for (auto& one : granted) {
        if (change == After::move)
            std::erase_if(one.items, [&](Resource const& r) {
                return !access::means(*one.kind, places, home, r.place);
            });
        auto scopes =
            access::scopes_of_all(*account.blueprint, assignments, one.kind->key, home, now);
        if (one.all) scopes.push_back(home);
        std::erase_if(one.defaults, [&](Resource const& r) {
            return !has(one.items, r) &&
                   std::ranges::none_of(scopes, [&](access::PlaceNumber scope) {
                       return access::means(*one.kind, places, scope, r.place);
                   });
        });
    }
    return granted;
}

Result<void> keep_fitting(store::Tx& tx, access::Actor const& by, After change, Whom const& whom,
                          access::Assignments const& assignments, std::string const& request_id) {
    auto const& account = by.account;
    if (account.blueprint->resources.empty()) return {};
    auto before = TRY(of_user(tx, account, whom.user));
    bool nothing = std::ranges::all_of(
        before, [](auto const& one) { return one.items.empty() && one.defaults.empty(); });
    if (nothing) return {};
    auto after = fitting(account, by.places, tx.now(), change, whom.home, assignments, before);
    if (before == after) return {};
    TRY(replace(tx, account.id, whom.user, before, after, by.id));
    return record(tx, account.id, by.id, "grants.end", whom, before, after, request_id);
}

}  // namespace usher::grants
