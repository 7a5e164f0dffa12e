#include "directory/made_keys.h"

#include <map>

#include "access/api_key.h"
#include "access/roles.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

constexpr std::size_t most_named = 200;

struct Made {
    access::ApiKey key;
    std::string of;  // its service user's name
    access::PlaceNumber home;
};
Result<std::vector<Made>> made(store::Snapshot& snapshot, AccountId account, UserId maker) {
    static std::string const sql =
        "select" + std::string(access::api_key_columns) +
        ", u.last_name, u.home from api_keys k "
        "join users u on u.account_id = k.account_id and u.user_id = k.user_id "
        "where k.account_id = $1 and k.maker = $2 and k.ended_at is null order by k.key_id";
    std::vector<Made> all;
    for (auto const& row : TRY(snapshot.many(sql, account, maker))) {
        auto key = TRY(access::api_key_in(row));
        all.push_back({std::move(key), row.text(7), row.integer(8)});
    }
    return all;
}

bool seen(access::Actor const& actor, access::PlaceNumber home) {
    return actor.unbound || access::holds(actor.held, Act::keys_manage, home, actor.places) ||
           access::holds(actor.held, Act::users_view, home, actor.places);
}

void add(MadeKeys& to, access::Actor const& actor, Made const& one) {
    if (seen(actor, one.home) && to.items.size() < most_named) {
        to.items.push_back({one.key.id, one.key.name, {one.key.user, one.of}});
    } else {
        ++to.more;
    }
}

access::Maker as_maker(access::Actor const& actor, access::Subject const& subject) {
    return {subject.status == access::Status::active, "",
            access::held(*actor.account.blueprint, subject.assignments, subject.home, actor.now)};
}

}  // namespace

void fields(FieldVisitor& v, ServiceRef& service) {
    v.field("id", service.id);
    v.field("name", service.name);
}

void fields(FieldVisitor& v, MadeKeyView& key) {
    v.field("id", key.id);
    v.field("name", key.name);
    v.field("service_user", key.service_user);
}

Result<MadeKeys> made_keys(store::Snapshot& snapshot, access::Actor const& actor, UserId maker) {
    MadeKeys keys;
    for (auto const& one : TRY(made(snapshot, actor.account.id, maker))) add(keys, actor, one);
    return keys;
}

Result<MadeKeys> stopping_keys(store::Snapshot& snapshot, access::Actor const& actor,
                               access::Subject const& before, access::Subject const& after) {
    MadeKeys keys;
    auto was = as_maker(actor, before), is = as_maker(actor, after);
    std::map<UserId, access::Power> of_services;
    auto const& blueprint = *actor.account.blueprint;
    for (auto const& one : TRY(made(snapshot, actor.account.id, before.user))) {
        if (!of_services.contains(one.key.user)) {
            auto roles = TRY(access::assignments_of(snapshot, actor.account.id, one.key.user));
            of_services[one.key.user] = access::held(blueprint, roles, one.home, actor.now);
        }
        auto power =
            access::narrowed(blueprint, of_services[one.key.user], one.key.narrowing, actor.places);
        using access::Stopped;
        if (access::stopped(power, was, actor.places) == Stopped::no &&
            access::stopped(power, is, actor.places) != Stopped::no)
            add(keys, actor, one);
    }
    return keys;
}

}  // namespace usher::directory
