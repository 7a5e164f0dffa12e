#include "grants/resources.h"

#include "audit/record.h"
#include "base/text.h"
#include "grants/errors.h"
#include "grants/grants.h"
#include "store/tx.h"

namespace usher::grants {
namespace {

using access::Resource;
using Permit = access::Permit<Act::resources_manage>;

json::Object facts(Resource const& one) {
    json::Object facts;
    facts.emplace_back("kind", one.kind);
    facts.emplace_back("key", one.key);
    facts.emplace_back("name", one.name);
    if (!one.group.empty()) facts.emplace_back("group", one.group);
    facts.emplace_back("place", one.place);
    return facts;
}

Result<void> record(store::Tx& tx, Permit const& permit, std::string_view act, Resource const& one,
                    json::Value details, std::string const& request_id) {
    audit::Event event{permit.account, std::string(act), permit.by.text(),
                       "resource:" + one.id.text(), one.place};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

Result<void> keep_limit(store::Tx& tx, AccountId account) {
    auto row = TRY(tx.one("select count(*) from resources where account_id = $1", account));
    if (row->integer(0) < max_resources) return {};
    return fail(refusal("resources.too_many", "", {{"max", std::to_string(max_resources)}}));
}

Result<void> group_fits(blueprints::Resource const& kind, std::string const& group) {
    bool has_groups = kind.defaults == blueprints::Defaults::per_group;
    if (has_groups || group.empty()) return {};
    return fail(refusal("resources.group", "group"));
}

}  // namespace

Result<std::optional<Resource>> find(store::Snapshot& snapshot, AccountId account, ResourceId id) {
    auto row =
        TRY(snapshot.one("select kind, key, name, group_name, place, version from resources "
                         "where account_id = $1 and resource_id = $2",
                         account, id));
    if (!row) return std::nullopt;
    return Resource{id,           row->text(0),    row->text(1),   row->text(2),
                    row->text(3), row->integer(4), row->integer(5)};
}

Result<Resource> register_one(store::Tx& tx, Permit const& permit, access::Account const& account,
                              NewResource const& wanted, std::string const& request_id) {
    auto const* kind = access::kind_named(*account.blueprint, wanted.kind);
    if (!kind || !access::has_any(account, kind->features))
        return fail(refusal("resources.kind", "kind"));
    TRY(group_fits(*kind, wanted.group));
    TRY(keep_limit(tx, permit.account));
    auto other =
        TRY(tx.one("select resource_id from resources where account_id = $1 and kind = $2 "
                   "and key = $3",
                   permit.account, wanted.kind, wanted.key));
    if (other) return fail(refusal("resources.taken", "key", {{"key", wanted.key}}));
    Resource one{tx.new_id<ResourceId>(),
                 wanted.kind,
                 wanted.key,
                 wanted.name,
                 wanted.group,
                 wanted.place,
                 1};
    TRY(
        tx.exec("insert into resources (account_id, resource_id, kind, key, name, name_key, "
                "group_name, place, created_at, version) "
                "values ($1, $2, $3, $4, $5, $6, $7, $8, $9, 1)",
                permit.account, one.id, one.kind, one.key, one.name, search_fold(one.name),
                one.group, one.place, tx.now()));
    TRY(record(tx, permit, "resources.register", one, facts(one), request_id));
    TRY(tx.touch(permit.account));
    return one;
}

namespace {

// A default of the group that the resource joins stays; this one gives way.
Result<void> regroup(store::Tx& tx, AccountId account, Resource const& one,
                     std::string const& group) {
    TRY(
        tx.exec("delete from grant_defaults where account_id = $1 and resource_id = $2 "
                "and exists (select 1 from grant_defaults o where o.account_id = $1 "
                "and o.user_id = grant_defaults.user_id and o.kind = $3 and o.group_name = $4)",
                account, one.id, one.kind, group));
    TRY(
        tx.exec("update grant_defaults set group_name = $3 "
                "where account_id = $1 and resource_id = $2",
                account, one.id, group));
    return {};
}

// Ends what fitted the old place and does not fit the new one, with its defaults; also defaults
// that stood on all of the kind.
Result<void> end_unfit(store::Tx& tx, AccountId account, blueprints::Resource const& kind,
                       access::Places const& places, Resource const& one, access::PlaceNumber to) {
    auto was = access::all_of_kind(kind, places, {one.place});
    auto is = access::all_of_kind(kind, places, {to});
    for (std::string_view table : {"grants", "grant_defaults"}) {
        TRY(tx.exec("delete from " + std::string(table) +
                        " as g where g.account_id = $1 and g.resource_id = $2 and exists "
                        "(select 1 from users u where u.account_id = $1 and u.user_id = g.user_id "
                        "and {within u.home, $3} and not {within u.home, $4})",
                    account, one.id, was.bound(), is.bound()));
    }
    return {};
}

}  // namespace

Result<void> change(store::Tx& tx, Permit const& permit, Permit const&, access::Actor const& actor,
                    Resource const& before, ResourceEdit const& edit,
                    std::string const& request_id) {
    auto after = before;
    if (edit.name) after.name = *edit.name;
    if (edit.group) after.group = *edit.group;
    if (edit.place) after.place = *edit.place;
    auto was = facts(before), is = facts(after);
    if (was == is) return {};
    auto const* kind = access::kind_named(*actor.account.blueprint, before.kind);
    if (!kind) return fail(refusal("resources.kind", "kind"));
    TRY(group_fits(*kind, after.group));
    TRY(tx.exec(
        "update resources set name = $3, name_key = $4, group_name = $5, place = $6, "
        "version = version + 1 where account_id = $1 and resource_id = $2",
        permit.account, before.id, after.name, search_fold(after.name), after.group, after.place));
    if (before.group != after.group) TRY(regroup(tx, permit.account, before, after.group));
    if (before.place != after.place)
        TRY(end_unfit(tx, permit.account, *kind, actor.places, before, after.place));
    TRY(record(tx, permit, "resources.change", before, audit::difference(was, is), request_id));
    return tx.touch(permit.account);
}

Result<void> remove(store::Tx& tx, Permit const& permit, Resource const& one,
                    std::string const& request_id) {
    TRY(tx.exec("delete from grant_defaults where account_id = $1 and resource_id = $2",
                permit.account, one.id));
    auto users = TRY(tx.exec("delete from grants where account_id = $1 and resource_id = $2",
                             permit.account, one.id));
    TRY(tx.exec("delete from resources where account_id = $1 and resource_id = $2", permit.account,
                one.id));
    auto details = facts(one);
    details.emplace_back("users", users);
    TRY(record(tx, permit, "resources.remove", one, std::move(details), request_id));
    return tx.touch(permit.account);
}

}  // namespace usher::grants
