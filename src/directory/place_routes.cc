#include "directory/places.h"
#include "directory/routes.h"

namespace usher::directory {
namespace {

using http::Request;
using http::Response;

struct PlaceView {
    static constexpr std::string_view schema = "Place";
    PlaceId id;
    std::string name, level;
    std::optional<PlaceId> parent;
    std::int64_t version = 1;
};
void fields(FieldVisitor& v, PlaceView& place) {
    v.field("id", place.id);
    v.field("name", place.name);
    v.field("level", place.level, {.choices = {"division", "location"}});
    v.field("parent", place.parent,
            {.about = "Absent: directly below the account, or not in your reach."});
    v.field("version", place.version, {.about = "For If-Match."});
}

struct PlaceList {
    static constexpr std::string_view schema = "PlaceList";
    std::vector<PlaceView> items;
};
void fields(FieldVisitor& v, PlaceList& list) {
    v.field("items", list.items, {.max = access::max_places});
}

struct CreatePlace {
    static constexpr std::string_view schema = "CreatePlace";
    std::string name;
    std::optional<PlaceId> parent;
};
void fields(FieldVisitor& v, CreatePlace& place) {
    v.field("name", place.name, {.min = 1, .max = 120});
    v.field("parent", place.parent);
}

struct RenamePlace {
    static constexpr std::string_view schema = "RenamePlace";
    std::string name;
};
void fields(FieldVisitor& v, RenamePlace& place) {
    v.field("name", place.name, {.min = 1, .max = 120});
}

// What lies above the reader's places does not exist for them (RT29).
PlaceView shown(access::Actor const& actor, access::Place const& place, std::int64_t version) {
    PlaceView view{place.id, place.name, "location", {}, version};
    if (place.level == blueprints::Level::division) view.level = "division";
    if (place.parent != access::account_place && access::knows(actor, place.parent))
        if (auto const* parent = actor.places.find(place.parent)) view.parent = parent->id;
    return view;
}

Result<Response> list_places(Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto may = TRY(access::permit<Act::users_view>(snapshot, actor));
        auto versions = TRY(place_versions(snapshot, actor.account.id));
        PlaceList list;
        for (auto const& place : actor.places.all())
            if (!place.retired && may.reach.holds(place.number))
                list.items.push_back(shown(actor, place, versions[place.number]));
        return http::ok(list);
    });
}

Result<access::PlaceNumber> parent_named(access::Actor const& actor,
                                         std::optional<PlaceId> const& id) {
    if (!id) return access::account_place;
    auto const* place = actor.places.find(*id);
    bool known = place && !place->retired && access::knows(actor, place->number);
    if (!known) return fail(not_found().at("parent"));  // out of reach is as unknown is (RT31)
    return place->number;
}

Result<Response> post_place(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<CreatePlace>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto parent = TRY(parent_named(actor, wanted.parent));
        auto may = TRY(access::permit<Act::places_manage>(tx, actor, parent));
        auto place = TRY(create_place(tx, may, actor, parent, wanted.name, rq.id().text()));
        auto view = shown(actor, place, 1);
        auto where = "/v1/accounts/" + actor.account.slug + "/places/" + place.id.text();
        return http::created(view, where).version(view.version);
    });
}

Result<void> as_read(store::Snapshot& snapshot, Request const& rq, AccountId account,
                     access::PlaceNumber number) {
    auto version = TRY(rq.if_match());
    auto now = TRY(place_version(snapshot, account, number));
    if (!version || *version == now) return {};
    return fail(Error{Code::precondition_failed, "http.version",
                      "Somebody else has changed this place since you read it."}
                    .with("version", std::to_string(now)));
}

Result<Response> patch_place(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<PlaceId>("place"));
    auto wanted = TRY(rq.body<RenamePlace>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto const* place = actor.places.find(id);
        if (!place || place->retired) return fail(not_found());
        auto may = TRY(access::permit<Act::places_manage>(tx, actor, place->number));
        TRY(as_read(tx, rq, actor.account.id, place->number));
        TRY(rename_place(tx, may, *place, wanted.name, rq.id().text()));
        auto version = TRY(place_version(tx, actor.account.id, place->number));
        auto view = shown(actor, *place, version);
        view.name = wanted.name;
        return http::ok(view).version(version);
    });
}

}  // namespace

void add_place_routes(http::Router& router, access::Authority const& authority) {
    http::Route list{http::Method::get, "/v1/accounts/{account}/places", "list_places",
                     "The divisions and locations in reach.", "users.view"};
    list.handler = [&](Request& rq) { return list_places(rq, authority); };
    list.answer = http::shape<PlaceList>();
    router.add(std::move(list));

    http::Route create{http::Method::post, "/v1/accounts/{account}/places", "create_place",
                       "Adds a division or a location.", "places.manage"};
    create.handler = [&](Request& rq) { return post_place(rq, authority); };
    create.body = http::shape<CreatePlace>();
    create.answer = http::shape<PlaceView>();
    create.status = 201;
    create.errors = {"places.none", "places.level", "places.taken", "places.too_many"};
    router.add(std::move(create));

    http::Route rename{http::Method::patch, "/v1/accounts/{account}/places/{place}", "rename_place",
                       "Renames a division or a location.", "places.manage"};
    rename.handler = [&](Request& rq) { return patch_place(rq, authority); };
    rename.body = http::shape<RenamePlace>();
    rename.answer = http::shape<PlaceView>();
    rename.errors = {"http.version", "places.taken"};
    router.add(std::move(rename));
}

}  // namespace usher::directory
