// /v1/me/accounts/{account}: the own user in one account.
#include "directory/form.h"
#include "directory/own.h"
#include "directory/routes.h"

namespace usher::directory {
namespace {

using http::Request;
using http::Response;

struct OwnUser {
    static constexpr std::string_view schema = "OwnUser";
    std::string names, name, first_name, last_name, email;
    std::vector<FieldInfo> fields;
    json::Value values;
};
void fields(FieldVisitor& v, OwnUser& own) {
    v.field("names", own.names, {.choices = {"parts", "whole"}});
    v.field("name", own.name);
    v.field("first_name", own.first_name);
    v.field("last_name", own.last_name);
    v.field("email", own.email, {.max = 254, .about = "As the account has it."});
    v.field("fields", own.fields, {.about = "Those that you may fill in yourself."});
    v.field("values", own.values, {.about = "By the field's key."});
}

struct EditOwn {
    static constexpr std::string_view schema = "EditOwnUser";
    NameFields name;
    std::optional<json::Value> fields;
};
void fields(FieldVisitor& v, EditOwn& edit) {
    name_fields(v, edit.name);
    v.field("fields", edit.fields);
}

Result<Response> shown(store::Snapshot& snapshot, access::Actor const& actor) {
    auto user = TRY(own_user(snapshot, actor));
    OwnUser own;
    bool whole_names = actor.account.blueprint->names == blueprints::Names::whole;
    own.names = whole_names ? "whole" : "parts";
    own.name = whole(user.name);
    own.first_name = user.name.first;
    own.last_name = user.name.last;
    own.email = user.email;
    json::Object values;
    for (auto const* field : own_fields(actor.account)) {
        own.fields.push_back(info(*field));
        if (auto const* value = json::Value(user.fields).member(field->key))
            values.emplace_back(field->key, *value);
    }
    own.values = std::move(values);
    return http::ok(own).version(user.version);
}

Result<Response> show(Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        return shown(snapshot, actor);
    });
}

Result<Response> patch(Request& rq, access::Authority const& authority) {
    auto asked = TRY(rq.body<EditOwn>());
    auto version = TRY(rq.if_match());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto user = TRY(own_user(tx, actor));
        if (version && *version != user.version) return fail(http::known("http.version"));
        Edit edit;
        edit.name = TRY(name_from(actor.account, asked.name, user.name));
        if (asked.fields)
            edit.fields = TRY(checked_fields(actor.account, *asked.fields, Which::some));
        TRY(edit_own(tx, actor, user, edit, rq.id().text()));
        return shown(tx, actor);
    });
}

}  // namespace

void add_own_routes(http::Router& router, access::Authority const& authority) {
    http::Route shows{http::Method::get, "/v1/me/accounts/{account}", "own_user",
                      "You, as a user of this account, and what you may change of it.", "self"};
    shows.handler = [&](Request& rq) { return show(rq, authority); };
    shows.answer = http::shape<OwnUser>();
    router.add(std::move(shows));

    http::Route edits{http::Method::patch, "/v1/me/accounts/{account}", "edit_own_user",
                      "Changes your own name, and the fields that are left to you.", "self"};
    edits.handler = [&](Request& rq) { return patch(rq, authority); };
    edits.body = http::shape<EditOwn>();
    edits.answer = http::shape<OwnUser>();
    edits.errors = {"http.version", "users.name", "users.field", "users.field_taken",
                    "field.unknown"};
    router.add(std::move(edits));
    add_own_use_routes(router, authority);
}

}  // namespace usher::directory
