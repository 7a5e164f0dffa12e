// POST …/users/{user}/ending: what a move, or another choice of roles and levels, would end.
// Nothing is changed by asking; forms show it before they save (RT10).
#include <algorithm>

#include "access/foretell.h"
#include "access/levels.h"
#include "directory/form.h"
#include "directory/routes.h"
#include "directory/users.h"
#include "directory/view.h"
#include "grants/fitting.h"

namespace usher::directory {
namespace {

using http::Request;
using http::Response;

struct AskEnding {
    static constexpr std::string_view schema = "AskEnding";
    std::optional<std::string> home;
    std::optional<std::vector<access::RoleChoice>> roles;
    std::optional<std::vector<access::LevelChoice>> levels;
};
void fields(FieldVisitor& v, AskEnding& asked) {
    v.field("home", asked.home, {.about = "As in a change of the user; left out: as it is."});
    v.field("roles", asked.roles,
            {.max = access::max_assignments, .about = "All of them; left out: as they are."});
    v.field("levels", asked.levels, {.about = "By ladder; needs roles beside it."});
}

struct EndingRole {
    static constexpr std::string_view schema = "EndingRole";
    std::string role, label;
    std::optional<std::string> ladder;
    std::optional<PlaceRef> place;
};
void fields(FieldVisitor& v, EndingRole& one) {
    v.field("role", one.role);
    v.field("label", one.label);
    v.field("ladder", one.ladder, {.about = "Of a level: the ladder that it is given by."});
    v.field("place", one.place, {.about = "Where it holds; absent: at home, or the account."});
}

struct EndingGrants {
    static constexpr std::string_view schema = "EndingGrants";
    std::string kind, label;
    std::vector<grants::ResourceRef> resources, defaults;
};
void fields(FieldVisitor& v, EndingGrants& one) {
    v.field("kind", one.kind);
    v.field("label", one.label);
    v.field("resources", one.resources, {.max = static_cast<std::int64_t>(grants::max_granted)});
    v.field("defaults", one.defaults, {.max = static_cast<std::int64_t>(grants::max_granted)});
}

struct Ending {
    static constexpr std::string_view schema = "Ending";
    std::vector<EndingRole> roles;
    std::vector<EndingGrants> grants;
    std::vector<MadeKeyView> keys;
    std::int64_t more_keys = 0;
};
void fields(FieldVisitor& v, Ending& ending) {
    v.field("roles", ending.roles, {.max = access::max_assignments});
    v.field("grants", ending.grants, {.max = static_cast<std::int64_t>(grants::max_kinds)});
    v.field("keys", ending.keys, {.about = "Keys of service users that would stop."});
    v.field("more_keys", ending.more_keys, {.about = "More of them, whom you do not see."});
}

std::vector<EndingRole> ending_roles(access::Actor const& actor, access::Subject const& before,
                                     access::Assignments const& after) {
    std::vector<EndingRole> ending;
    auto const& blueprint = *actor.account.blueprint;
    for (auto const& one : access::shown(actor, before).here) {
        if (std::ranges::find(after, one) != after.end()) continue;
        auto const* role = blueprint.role(one.role);
        EndingRole gone{one.role, role ? role->label : one.role, {}, {}};
        auto level = access::level_of(blueprint, actor.places, one);
        if (level.ladder) gone.ladder = level.ladder->key;
        auto const* place = actor.places.find(one.scope);
        if (place && one.scope != access::account_place) gone.place = {place->id, place->name};
        ending.push_back(std::move(gone));
    }
    return ending;
}

std::vector<grants::ResourceRef> without(std::vector<grants::ResourceRef> before,
                                         std::vector<grants::ResourceRef> const& after) {
    std::erase_if(before, [&](grants::ResourceRef const& one) {
        return std::ranges::find(after, one.id, &grants::ResourceRef::id) != after.end();
    });
    return before;
}

// What the reader sees of it, as they see it in the user.
std::vector<EndingGrants> ending_grants(access::Actor const& actor, access::Subject const& before,
                                        grants::Granted const& was, grants::Granted const& is) {
    grants::For whom{before.home, before.assignments, false};
    auto shown_before = grants::views(actor, whom, was);
    auto shown_after = grants::views(actor, whom, is);
    std::vector<EndingGrants> ending;
    for (std::size_t i = 0; i < shown_before.size(); ++i) {
        auto& one = shown_before[i];
        EndingGrants gone{one.kind, one.label, without(one.resources, shown_after[i].resources),
                          without(one.defaults, shown_after[i].defaults)};
        if (!gone.resources.empty() || !gone.defaults.empty()) ending.push_back(std::move(gone));
    }
    return ending;
}

Result<Response> foretell(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<UserId>("user"));
    auto asked = TRY(rq.body<AskEnding>());
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto before = TRY(access::subject(snapshot, actor, id));
        auto after = before;
        if (asked.home) after.home = TRY(home_named(actor, asked.home));
        if (asked.roles)
            after.assignments = TRY(
                access::chosen_access(actor, {*asked.roles, asked.levels}, before.kind, &before));
        auto act = asked.roles ? Act::roles_assign : Act::users_edit;
        // Who may not change that is not told what would come of it.
        TRY(access::foretell(act, actor, {before, after}));
        auto was = TRY(grants::of_user(snapshot, actor.account, id));
        auto is = was;
        using grants::After;
        if (after.home != before.home)
            is = grants::fitting(actor.account, actor.places, actor.now, After::move, after.home,
                                 before.assignments, std::move(is));
        if (after.assignments != before.assignments)
            is = grants::fitting(actor.account, actor.places, actor.now, After::roles, after.home,
                                 after.assignments, std::move(is));
        auto keys = TRY(stopping_keys(snapshot, actor, before, after));
        return http::ok(Ending{ending_roles(actor, before, after.assignments),
                               ending_grants(actor, before, was, is), std::move(keys.items),
                               keys.more});
    });
}

}  // namespace

void add_ending_routes(http::Router& router, access::Authority const& authority) {
    http::Route row{
        http::Method::post, "/v1/accounts/{account}/users/{user}/ending", "foretell_ending",
        "What a move, or other roles and levels, would end. Changes nothing.", "users.view"};
    row.handler = [&](Request& rq) { return foretell(rq, authority); };
    row.body = http::shape<AskEnding>();
    row.answer = http::shape<Ending>();
    row.errors = {
        "access.self",    "access.not_contained", "roles.unknown",       "roles.not_given_this_way",
        "roles.scope",    "roles.pick_one",       "roles.one_elsewhere", "roles.not_in_plan",
        "levels.unknown", "levels.one",           "levels.places",       "levels.twice"};
    router.add(std::move(row));
}

}  // namespace usher::directory
