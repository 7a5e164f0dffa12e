#include "directory/places.h"

#include "audit/record.h"
#include "base/text.h"
#include "store/tx.h"

namespace usher::directory {
namespace {

// What stands directly below that place: the next level of the blueprint, or nothing.
Result<blueprints::Level> level_below(access::Actor const& actor, access::PlaceNumber parent) {
    auto const& blueprint = *actor.account.blueprint;
    auto const& feature = blueprint.organisation_feature;
    bool has = feature.empty() || actor.account.features.contains(feature);
    if (blueprint.levels.empty() || !has) {
        return fail(Error{Code::conflict, "places.none",
                          "The plan of this account has no places below the account."});
    }
    if (parent == access::account_place) return blueprint.levels.front();
    auto const* place = actor.places.find(parent);
    if (place && blueprint.levels.size() == 2 && place->level == blueprint.levels[0])
        return blueprint.levels[1];
    return fail(invalid_field("parent", "places.level", "This place cannot hold another one."));
}

Error taken(std::string const& place) {
    return invalid_field("name", "places.taken",
                         "There is a place called \"" + place + "\" here already.");
}

Result<void> record(store::Tx& tx, access::Permit<Act::places_manage> const& permit,
                    std::string_view act, PlaceId id, access::PlaceNumber number,
                    json::Object details, std::string const& request_id) {
    audit::Event event{permit.account, std::string(act), permit.by.text(), "place:" + id.text(),
                       number};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

Result<bool> name_taken(store::Tx& tx, AccountId account, access::PlaceNumber parent,
                        std::string const& key, access::PlaceNumber except) {
    auto row =
        TRY(tx.one("select number from places where account_id = $1 and parent = $2 "
                   "and name_key = $3 and retired_at is null and number <> $4",
                   account, parent, key, except));
    return row.has_value();
}

}  // namespace

Result<access::Place> create_place(store::Tx& tx, access::Permit<Act::places_manage> const& permit,
                                   access::Actor const& actor, access::PlaceNumber parent,
                                   std::string const& name, std::string const& request_id) {
    auto level = TRY(level_below(actor, parent));
    auto key = search_fold(name);
    if (TRY(name_taken(tx, permit.account, parent, key, access::account_place)))
        return fail(taken(name));
    auto row =
        TRY(tx.one("update accounts set next_place = next_place + 1 where account_id = $1 "
                   "and next_place <= $2 returning next_place - 1",
                   permit.account, access::max_places));
    if (!row) {
        return fail(
            Error{Code::conflict, "places.too_many", "An account has at most 20,000 places."});
    }
    auto number = row->integer(0);
    auto id = tx.new_id<PlaceId>();
    TRY(
        tx.exec("insert into places (account_id, number, place_id, parent, level, name, name_key, "
                "version) values ($1, $2, $3, $4, $5, $6, $7, 1)",
                permit.account, number, id, parent,
                level == blueprints::Level::division ? "division" : "location", name, key));
    json::Object details;
    details.emplace_back("name", name);
    TRY(record(tx, permit, "places.create", id, number, std::move(details), request_id));
    TRY(access::places_changed(tx, permit.account));
    return access::Place{
        .number = number, .id = id, .parent = parent, .level = level, .name = name};
}

Result<PlaceVersions> place_versions(store::Snapshot& snapshot, AccountId account) {
    auto rows =
        TRY(snapshot.many("select number, version from places where account_id = $1 "
                          "order by number limit $2",
                          account, access::max_places));
    PlaceVersions versions;
    for (auto const& row : rows)
        versions.emplace_hint(versions.end(), row.integer(0), row.integer(1));
    return versions;
}

Result<std::int64_t> place_version(store::Snapshot& snapshot, AccountId account,
                                   access::PlaceNumber number) {
    auto row = TRY(snapshot.one("select version from places where account_id = $1 and number = $2",
                                account, number));
    if (!row) return fail(not_found());
    return row->integer(0);
}

Result<void> rename_place(store::Tx& tx, access::Permit<Act::places_manage> const& permit,
                          access::Place const& place, std::string const& name,
                          std::string const& request_id) {
    if (place.name == name) return {};
    auto key = search_fold(name);
    if (TRY(name_taken(tx, permit.account, place.parent, key, place.number)))
        return fail(taken(name));
    TRY(
        tx.exec("update places set name = $3, name_key = $4, version = version + 1 "
                "where account_id = $1 and number = $2",
                permit.account, place.number, name, key));
    json::Object was, is, details;
    was.emplace_back("name", place.name);
    is.emplace_back("name", name);
    details.emplace_back("before", std::move(was));
    details.emplace_back("after", std::move(is));
    TRY(record(tx, permit, "places.rename", place.id, place.number, std::move(details),
               request_id));
    return access::places_changed(tx, permit.account);
}

}  // namespace usher::directory
