// GET …/service-users/{user}/permissions: what a key of that service user can be narrowed to, by
// the roles that the reader sees of it (RT27).
#include "blueprints/blueprint.h"
#include "keys/keys.h"
#include "keys/routes.h"

namespace usher::keys {
namespace {

using http::Request;
using http::Response;

struct PermissionView {
    static constexpr std::string_view schema = "ServicePermission";
    std::string permission, label, group;
    bool act = false;
};
void fields(FieldVisitor& v, PermissionView& one) {
    v.field("permission", one.permission, {.about = "An act, or a permission of the product."});
    v.field("label", one.label, {.about = "Of a permission of the product; empty for an act."});
    v.field("group", one.group);
    v.field("act", one.act);
}

constexpr auto max_items = static_cast<std::int64_t>(blueprints::max_permissions + act_count);

struct PermissionsView {
    static constexpr std::string_view schema = "ServicePermissions";
    std::vector<PermissionView> items;
};
void fields(FieldVisitor& v, PermissionsView& all) {
    v.field("items", all.items, {.max = max_items});
}

Result<Response> list(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<UserId>("user"));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(access::may_somewhere(Act::keys_manage, actor));
        auto subject = TRY(access::service_user(snapshot, actor, id));
        subject.assignments = access::shown(actor, subject).here;
        auto const& blueprint = *actor.account.blueprint;
        PermissionsView view;
        for (auto const& one : blueprint.permissions) {
            if (!one.retired && has(blueprint, subject, actor.now, one.key))
                view.items.push_back({one.key, one.label, one.group, false});
        }
        for (std::size_t i = 0; i < act_count; ++i) {
            auto word = name(static_cast<Act>(i));
            if (has(blueprint, subject, actor.now, word))
                view.items.push_back({std::string(word), "", "", true});
        }
        return http::ok(view);
    });
}

}  // namespace

void add_permissions_routes(http::Router& router, access::Authority const& authority) {
    http::Route row{http::Method::get, "/v1/accounts/{account}/service-users/{user}/permissions",
                    "service_permissions",
                    "What a service user has at all: its keys can be narrowed to some of it.",
                    "keys.manage"};
    row.handler = [&](Request& rq) { return list(rq, authority); };
    row.answer = http::shape<PermissionsView>();
    router.add(std::move(row));
}

}  // namespace usher::keys
