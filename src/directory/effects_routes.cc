// GET …/users/{user}/permissions: what a user may do, where, and by which role, as the decision
// itself says it (access/check.h). Of the roles that the reader sees of them, and no others (RT27);
// for who may read what roles hold (RT29).
#include "access/check.h"
#include "directory/routes.h"
#include "directory/users.h"
#include "directory/view.h"

namespace usher::directory {
namespace {

using http::Request;
using http::Response;

struct EffectView {
    static constexpr std::string_view schema = "EffectivePermission";
    std::string permission, label, group, role, role_label;
    bool act = false;
    std::optional<PlaceRef> place;
    std::optional<std::string> resource;
};
void fields(FieldVisitor& v, EffectView& one) {
    v.field("permission", one.permission, {.about = "An act, or a permission of the product."});
    v.field("label", one.label, {.about = "Of a permission of the product; empty for an act."});
    v.field("group", one.group);
    v.field("act", one.act);
    v.field("place", one.place, {.about = "There and below; absent: in the whole account."});
    v.field("role", one.role, {.about = "Why: the role that allows it."});
    v.field("role_label", one.role_label);
    v.field("resource", one.resource, {.about = "For what of that kind they are let use, only."});
}

constexpr auto max_items = static_cast<std::int64_t>((blueprints::max_permissions + act_count) *
                                                     access::max_effect_places);

struct EffectsView {
    static constexpr std::string_view schema = "EffectivePermissions";
    std::string why;
    bool elsewhere = false, more = false;
    std::vector<EffectView> items;
};
void fields(FieldVisitor& v, EffectsView& all) {
    v.field(
        "why", all.why,
        {.choices = {"", "account_not_open", "user_not_active", "address_needed", "reset_needed"},
         .about = "Why nothing is allowed at the moment; empty where the items hold."});
    v.field("elsewhere", all.elsewhere, {.about = "They may do more, outside your places."});
    v.field("more", all.more, {.about = "They hold roles at more places than are looked at."});
    v.field("items", all.items, {.max = max_items});
}

EffectView view_of(access::Actor const& reader, access::Effect const& one) {
    auto const& blueprint = *reader.account.blueprint;
    EffectView view;
    view.permission = one.permission;
    view.act = one.is_act;
    view.role = one.role;
    if (auto const* role = blueprint.role(one.role)) view.role_label = role->label;
    if (auto index = blueprint.permission_index(one.permission); index && !one.is_act) {
        view.label = blueprint.permissions[*index].label;
        view.group = blueprint.permissions[*index].group;
    }
    auto const* place = one.at == access::account_place ? nullptr : reader.places.find(one.at);
    if (place) view.place = PlaceRef{place->id, place->name};
    if (!one.resource.empty()) view.resource = one.resource;
    return view;
}

Result<Response> explain(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<UserId>("user"));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto reader = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto subject = TRY(access::subject(snapshot, reader, id));
        // Of who is at home elsewhere only their roles here are told (RT28), not what comes of
        // them.
        if (access::sight(reader, subject) != access::Sight::full) return fail(not_found());
        TRY(access::may_somewhere(Act::roles_assign, reader));
        auto seen = access::shown(reader, subject);
        auto found = TRY(access::effects(snapshot, reader.account, reader.places, id, seen.here));
        EffectsView view{found.why, seen.elsewhere, found.more, {}};
        for (auto const& one : found.items) view.items.push_back(view_of(reader, one));
        return http::ok(view);
    });
}

}  // namespace

void add_effects_routes(http::Router& router, access::Authority const& authority) {
    http::Route row{http::Method::get, "/v1/accounts/{account}/users/{user}/permissions",
                    "effective_permissions",
                    "What a user may do, where, and by which role, as far as you see their roles.",
                    "roles.assign"};
    row.handler = [&](Request& rq) { return explain(rq, authority); };
    row.answer = http::shape<EffectsView>();
    router.add(std::move(row));
}

}  // namespace usher::directory
