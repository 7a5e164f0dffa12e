#include "keys/routes.h"

#include "access/levels.h"
#include "base/errors.h"
#include "directory/form.h"
#include "http/page.h"
#include "keys/keys.h"
#include "keys/view.h"

namespace usher::keys {
namespace {

using http::Request;
using http::Response;
using Roles = std::vector<access::RoleChoice>;

constexpr Limits name_limits{.min = 1, .max = max_name, .about = "What it is: the log says it."};

struct AddService {
    static constexpr std::string_view schema = "AddServiceUser";
    std::string name;
    std::optional<std::string> home;
    std::optional<Roles> roles;
};
void fields(FieldVisitor& v, AddService& dto) {
    v.field("name", dto.name, name_limits);
    v.field("home", dto.home, {.about = "A place's id, or \"account\". Left out: the account."});
    v.field("roles", dto.roles,
            {.max = access::max_assignments,
             .about = "Left out: the base role, where a service user may have it."});
}

struct EditService {
    static constexpr std::string_view schema = "EditServiceUser";
    std::optional<std::string> name;
    std::optional<Roles> roles;
};
void fields(FieldVisitor& v, EditService& dto) {
    v.field("name", dto.name, name_limits);
    v.field("roles", dto.roles,
            {.max = access::max_assignments, .about = "All of them. Left out: as they are."});
}

struct NewKey {
    static constexpr std::string_view schema = "MakeApiKey";
    std::string name;
    std::optional<std::vector<std::string>> permissions;
    std::optional<std::string> place;
};
void fields(FieldVisitor& v, NewKey& dto) {
    v.field("name", dto.name, name_limits);
    v.field("permissions", dto.permissions,
            {.min = 1, .max = 250, .about = "Only these acts and permissions. Left out: all."});
    v.field("place", dto.place,
            {.min = 1, .max = 40, .about = "Only at or below that place. Left out: anywhere."});
}

struct MadeKeyDto {
    static constexpr std::string_view schema = "MadeApiKey";
    KeyId id;
    std::string key;
};
void fields(FieldVisitor& v, MadeKeyDto& dto) {
    v.field("id", dto.id);
    v.field("key", dto.key, {.about = "Shown this once."});
}

struct ServicePage : http::Page<ServiceView> {
    static constexpr std::string_view schema = "ServiceUserPage";
};
void fields(FieldVisitor& v, ServicePage& page) { http::page_fields(v, page); }

Result<Response> list(Request& rq, access::Authority const& authority) {
    auto limit = TRY(http::page_limit(rq));
    std::optional<std::string> after;
    if (auto text = rq.query("after")) {
        after = from_base64url(*text);
        if (!after) return fail(base_error("field.characters", "after", {}));
    }
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(access::may_somewhere(Act::keys_manage, actor));
        auto found = TRY(directory::service_users(snapshot, actor, after, limit));
        Viewer viewer(snapshot, actor);
        ServicePage page;
        for (auto& user : found.items) {
            auto one = TRY(viewer.view(std::move(user)));
            page.items.push_back(std::move(one));
        }
        if (found.next) page.next = base64url(*found.next);
        return http::ok(page);
    });
}

// Who manages keys nowhere is told so, whatever the path names.
template <class Verb>
Result<Response> write(Request& rq, access::Authority const& authority, Verb verb) {
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        TRY(access::may_somewhere(Act::keys_manage, actor));
        return verb(tx, actor);
    });
}

// The frame of what is done to one service user. verb: (Tx&, Actor const&, Service const&) →
// Result<Response>.
template <class Verb>
Result<Response> change(Request& rq, access::Authority const& authority, Verb verb) {
    auto version = TRY(rq.if_match());
    return write(rq, authority, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto id = TRY(rq.id_param<UserId>("user"));
        auto of = TRY(service(tx, actor, id));
        if (version && *version != of.subject.version)
            return fail(
                http::known("http.version").with("version", std::to_string(of.subject.version)));
        return verb(tx, actor, of);
    });
}

Result<Gate> gate(store::Tx& tx, access::Actor const& actor, Service const& of) {
    return access::permit<Act::keys_manage>(tx, actor, {of.subject, {}});
}

Result<Response> post_service(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<AddService>());
    return write(rq, authority, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        NewService user{wanted.name, {}, {}};
        user.home = TRY(directory::home_named(actor, wanted.home));
        user.assignments = TRY(access::chosen_access(actor, {wanted.roles.value_or(Roles{}), {}},
                                                     blueprints::UserKind::service, nullptr));
        access::Subject after;
        after.kind = blueprints::UserKind::service;
        after.home = user.home;
        after.assignments = user.assignments;
        auto may = TRY(access::permit<Act::keys_manage>(tx, actor, {{}, after}));
        auto id = TRY(add(tx, may, actor.account, user, rq.id().text()));
        auto shown = TRY(view(tx, actor, id));
        return http::created(
                   shown, "/v1/accounts/" + actor.account.id.text() + "/service-users/" + id.text())
            .version(shown.version);
    });
}

Result<Response> patch_service(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<EditService>());
    return change(
        rq, authority,
        [&](store::Tx& tx, access::Actor const& actor, Service const& of) -> Result<Response> {
            auto after = of.subject;
            Edit wish{wanted.name, {}};
            if (wanted.roles) {
                after.assignments = TRY(access::chosen_access(
                    actor, {*wanted.roles, {}}, blueprints::UserKind::service, &of.subject));
                wish.assignments = after.assignments;
            }
            auto may = TRY(access::permit<Act::keys_manage>(tx, actor, {of.subject, after}));
            TRY(edit(tx, may, of, wish, rq.id().text()));
            auto shown = TRY(view(tx, actor, of.subject.user));
            return http::ok(shown).version(shown.version);
        });
}

Result<Response> delete_service(Request& rq, access::Authority const& authority) {
    return change(
        rq, authority,
        [&](store::Tx& tx, access::Actor const& actor, Service const& of) -> Result<Response> {
            auto may = TRY(gate(tx, actor, of));
            TRY(remove(tx, may, of, rq.id().text()));
            return http::no_content();
        });
}

// The account covers every place: that narrows nothing.
Result<std::optional<access::PlaceNumber>> place_of(access::Actor const& actor,
                                                    std::optional<std::string> const& named) {
    if (!named) return std::optional<access::PlaceNumber>();
    auto place = access::place_named(actor, *named);
    if (!place) return fail(std::move(place).error().at("place"));
    return *place == access::account_place ? std::nullopt : std::optional(*place);
}

Response shown_once(MadeKey const& key, std::string_view path) {
    auto answer = http::created(MadeKeyDto{key.id, std::string(key.token.text.reveal())}, path);
    answer.holds_secret = true;
    return answer;
}

std::string key_path(access::Actor const& actor, Service const& of, KeyId key) {
    return "/v1/accounts/" + actor.account.id.text() + "/service-users/" + of.subject.user.text() +
           "/keys/" + key.text();
}

Result<Response> post_key(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<NewKey>());
    return change(
        rq, authority,
        [&](store::Tx& tx, access::Actor const& actor, Service const& of) -> Result<Response> {
            auto place = TRY(place_of(actor, wanted.place));
            access::Narrowing narrowing{wanted.permissions, place};
            auto may = TRY(gate(tx, actor, of));
            if (narrowing.permissions)
                TRY(check_permissions(*actor.account.blueprint, of.subject, actor.now,
                                      *narrowing.permissions));
            auto key = TRY(make(tx, may, of, wanted.name, narrowing, rq.id().text()));
            return shown_once(key, key_path(actor, of, key.id));
        });
}

Result<Response> rotate_key(Request& rq, access::Authority const& authority) {
    return change(
        rq, authority,
        [&](store::Tx& tx, access::Actor const& actor, Service const& of) -> Result<Response> {
            auto id = TRY(rq.id_param<KeyId>("key"));
            auto may = TRY(gate(tx, actor, of));
            auto key = TRY(rotate(tx, may, of, id, rq.id().text()));
            return shown_once(key, key_path(actor, of, key.id));
        });
}

Result<Response> delete_key(Request& rq, access::Authority const& authority) {
    return change(
        rq, authority,
        [&](store::Tx& tx, access::Actor const& actor, Service const& of) -> Result<Response> {
            auto id = TRY(rq.id_param<KeyId>("key"));
            auto may = TRY(gate(tx, actor, of));
            TRY(end(tx, may, of, id, rq.id().text()));
            return http::no_content();
        });
}

constexpr std::string_view all = "/v1/accounts/{account}/service-users";
constexpr std::string_view one = "/v1/accounts/{account}/service-users/{user}";
constexpr std::string_view keys = "/v1/accounts/{account}/service-users/{user}/keys";

http::Route row(http::Method method, std::string_view path, std::string_view name,
                std::string_view about) {
    http::Route route{method, path, name, about, "keys.manage"};
    if (method != http::Method::get) route.errors = {"access.not_contained", "http.version"};
    return route;
}

void add_key_routes(http::Router& router, access::Authority const& authority) {
    auto makes = row(http::Method::post, keys, "make_api_key",
                     "Makes a key with which a program asks as that service user.");
    makes.handler = [&](Request& rq) { return post_key(rq, authority); };
    makes.body = http::shape<NewKey>();
    makes.answer = http::shape<MadeKeyDto>();
    makes.status = 201;
    makes.errors.insert(makes.errors.end(), {"keys.too_many", "keys.permission"});
    router.add(std::move(makes));

    auto rotates =
        row(http::Method::post, "/v1/accounts/{account}/service-users/{user}/keys/{key}/rotation",
            "rotate_api_key",
            "Another token for a key: the old one opens nothing any more, and you are "
            "its maker now.");
    rotates.handler = [&](Request& rq) { return rotate_key(rq, authority); };
    rotates.answer = http::shape<MadeKeyDto>();
    rotates.status = 201;
    router.add(std::move(rotates));

    auto ends =
        row(http::Method::delete_, "/v1/accounts/{account}/service-users/{user}/keys/{key}",
            "end_api_key", "Ends a key for good: from the next request on it opens nothing.");
    ends.handler = [&](Request& rq) { return delete_key(rq, authority); };
    ends.status = 204;
    router.add(std::move(ends));
}

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority) {
    auto lists = row(http::Method::get, all, "service_users",
                     "The service users in sight, by name, with their keys.");
    lists.handler = [&](Request& rq) { return list(rq, authority); };
    lists.query = {http::after_param, http::limit_param};
    lists.answer = http::shape<ServicePage>();
    router.add(std::move(lists));

    auto adds = row(http::Method::post, all, "add_service_user",
                    "Adds a service user: a program, which takes no seat and never signs in.");
    adds.handler = [&](Request& rq) { return post_service(rq, authority); };
    adds.body = http::shape<AddService>();
    adds.answer = http::shape<ServiceView>();
    adds.status = 201;
    adds.errors = {"access.not_contained", "accounts.not_joined", "keys.name_taken",
                   "keys.too_many_users",  "roles.unknown",       "roles.scope",
                   "roles.kind",           "roles.twice",         "roles.pick_one"};
    router.add(std::move(adds));

    auto edits = row(http::Method::patch, one, "edit_service_user",
                     "Changes name or roles of a service user.");
    edits.handler = [&](Request& rq) { return patch_service(rq, authority); };
    edits.body = http::shape<EditService>();
    edits.answer = http::shape<ServiceView>();
    edits.errors.insert(edits.errors.end(), {"keys.name_taken", "roles.unknown", "roles.scope",
                                             "roles.kind", "roles.twice", "roles.pick_one"});
    router.add(std::move(edits));

    auto deletes = row(http::Method::delete_, one, "delete_service_user",
                       "Deletes a service user for good, and ends its keys.");
    deletes.handler = [&](Request& rq) { return delete_service(rq, authority); };
    deletes.status = 204;
    router.add(std::move(deletes));
    add_key_routes(router, authority);
}

}  // namespace usher::keys
