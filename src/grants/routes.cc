#include "grants/routes.h"

#include "base/text.h"
#include "grants/resources.h"
#include "http/page.h"

namespace usher::grants {
namespace {

using http::Request;
using http::Response;

struct PlaceOfResource {
    static constexpr std::string_view schema = "ResourcePlace";
    PlaceId id;
    std::string name;
};
void fields(FieldVisitor& v, PlaceOfResource& dto) {
    v.field("id", dto.id);
    v.field("name", dto.name);
}

struct ResourceView {
    static constexpr std::string_view schema = "Resource";
    ResourceId id;
    std::string kind, key, name;
    std::optional<std::string> group;
    std::optional<PlaceOfResource> place;
    std::int64_t version = 0;
};
void fields(FieldVisitor& v, ResourceView& dto) {
    v.field("id", dto.id);
    v.field("kind", dto.kind);
    v.field("key", dto.key, {.about = "The product's own id of it."});
    v.field("name", dto.name);
    v.field("group", dto.group);
    v.field("place", dto.place, {.about = "Absent: the account, or a place above yours."});
    v.field("version", dto.version);
}

struct ResourceList : http::Page<ResourceView> {
    static constexpr std::string_view schema = "ResourceList";
};
void fields(FieldVisitor& v, ResourceList& list) { http::page_fields(v, list); }

struct Register {
    static constexpr std::string_view schema = "RegisterResource";
    std::string kind, key, name;
    std::optional<std::string> group, place;
};
void fields(FieldVisitor& v, Register& dto) {
    v.field("kind", dto.kind, {.min = 1, .max = 40});
    v.field("key", dto.key, {.min = 1, .max = max_key, .about = "The product's own id of it."});
    v.field("name", dto.name, {.min = 1, .max = max_resource_name});
    v.field("group", dto.group,
            {.max = 100, .about = "What defaults of a kind with groups go by: a carrier."});
    v.field("place", dto.place, {.min = 1, .max = 40, .about = "Left out: the account."});
}

struct Change {
    static constexpr std::string_view schema = "ChangeResource";
    std::optional<std::string> name, group, place;
};
void fields(FieldVisitor& v, Change& dto) {
    v.field("name", dto.name, {.min = 1, .max = max_resource_name});
    v.field("group", dto.group, {.max = 100});
    v.field("place", dto.place, {.min = 1, .max = 40, .about = "A place's id, or \"account\"."});
}

ResourceView view(access::Actor const& actor, access::Resource const& one) {
    ResourceView view{one.id, one.kind, one.key, one.name, {}, {}, one.version};
    if (!one.group.empty()) view.group = one.group;
    auto const* place = actor.places.find(one.place);
    if (place && access::knows(actor, one.place)) view.place = {place->id, place->name};
    return view;
}

Result<access::PlaceNumber> place_of(access::Actor const& actor,
                                     std::optional<std::string> const& text) {
    if (!text) return access::account_place;
    auto place = access::place_named(actor, *text);
    if (!place) return fail(std::move(place).error().at("place"));
    return *place;
}

Result<Response> show_list(Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        ResourceQuery query;
        query.kind = std::string(rq.query("kind").value_or(""));
        query.words = std::string(rq.query("q").value_or(""));
        if (code_points(query.words) > 200)
            return fail(invalid_field("q", "field.too_long", "q may have at most 200 characters."));
        query.after = std::string(rq.query("after").value_or(""));
        query.limit = TRY(http::page_limit(rq));
        auto page = TRY(list(snapshot, actor, query));
        ResourceList answer;
        for (auto const& one : page.resources) answer.items.push_back(view(actor, one));
        answer.next = std::move(page.next);
        return http::ok(answer);
    });
}

Result<Response> post(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<Register>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        TRY(access::may_somewhere(Act::resources_manage, actor));
        auto place = TRY(place_of(actor, wanted.place));
        auto may = TRY(access::permit<Act::resources_manage>(tx, actor, place));
        NewResource fresh{wanted.kind, wanted.key, wanted.name, wanted.group.value_or(""), place};
        auto one = TRY(register_one(tx, may, actor.account, fresh, rq.id().text()));
        auto where = "/v1/accounts/" + actor.account.slug + "/resources/" + one.id.text();
        return http::created(view(actor, one), where).version(one.version);
    });
}

// In sight, and of the version that was named.
Result<access::Resource> target(store::Tx& tx, Request const& rq, access::Actor const& actor,
                                ResourceId id) {
    auto one = TRY(find(tx, actor.account.id, id));
    auto const* kind = one ? access::kind_named(*actor.account.blueprint, one->kind) : nullptr;
    if (!kind || !access::knows(actor, one->place)) return fail(not_found());
    auto version = TRY(rq.if_match());
    if (!version || *version == one->version) return std::move(*one);
    return fail(Error{Code::precondition_failed, "http.version",
                      "Somebody else has changed this resource since you read it."}
                    .with("version", std::to_string(one->version)));
}

Result<Response> patch(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<ResourceId>("resource"));
    auto wanted = TRY(rq.body<Change>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto before = TRY(target(tx, rq, actor, id));
        auto may = TRY(access::permit<Act::resources_manage>(tx, actor, before.place));
        ResourceEdit edit{wanted.name, wanted.group, {}};
        if (wanted.place) edit.place = TRY(place_of(actor, wanted.place));
        auto to = TRY(
            access::permit<Act::resources_manage>(tx, actor, edit.place.value_or(before.place)));
        TRY(change(tx, may, to, actor, before, edit, rq.id().text()));
        auto now = TRY(find(tx, actor.account.id, id));
        return http::ok(view(actor, *now)).version(now->version);
    });
}

Result<Response> take_away(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<ResourceId>("resource"));
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto one = TRY(target(tx, rq, actor, id));
        auto may = TRY(access::permit<Act::resources_manage>(tx, actor, one.place));
        TRY(remove(tx, may, one, rq.id().text()));
        return http::no_content();
    });
}

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority) {
    constexpr std::string_view all = "/v1/accounts/{account}/resources";
    constexpr std::string_view one = "/v1/accounts/{account}/resources/{resource}";
    http::Route list_row{http::Method::get, all, "list_resources",
                         "What users may be let use, by kind and name, as far as it is in sight.",
                         "users.view"};
    list_row.handler = [&](Request& rq) { return show_list(rq, authority); };
    list_row.query = {{"kind", "Only this kind."},
                      {"q", "A part of the name or the key."},
                      http::after_param,
                      http::limit_param};
    list_row.answer = http::shape<ResourceList>();
    list_row.errors = {"resources.kind"};
    router.add(std::move(list_row));

    http::Route register_row{http::Method::post, all, "register_resource",
                             "Registers something that users may be let use.", "resources.manage"};
    register_row.handler = [&](Request& rq) { return post(rq, authority); };
    register_row.body = http::shape<Register>();
    register_row.answer = http::shape<ResourceView>();
    register_row.status = 201;
    register_row.errors = {"resources.kind", "resources.taken", "resources.group",
                           "resources.too_many"};
    router.add(std::move(register_row));

    http::Route change_row{http::Method::patch, one, "change_resource",
                           "Changes name, group or place.", "resources.manage"};
    change_row.handler = [&](Request& rq) { return patch(rq, authority); };
    change_row.body = http::shape<Change>();
    change_row.answer = http::shape<ResourceView>();
    change_row.errors = {"http.version", "resources.group"};
    router.add(std::move(change_row));

    http::Route remove_row{http::Method::delete_, one, "remove_resource",
                           "Removes it; nobody may use it any more.", "resources.manage"};
    remove_row.handler = [&](Request& rq) { return take_away(rq, authority); };
    remove_row.status = 204;
    remove_row.errors = {"http.version"};
    router.add(std::move(remove_row));
}

}  // namespace usher::grants
