// What the reader may give to others: the choices of a form (RT13, RT17, RT18, RT29).
#include <algorithm>

#include "access/levels.h"
#include "access/permit.h"
#include "access/resource.h"
#include "access/roles.h"
#include "signin/me.h"

namespace usher::signin {
namespace {

using access::Actor;

std::string_view scope_name(blueprints::ScopeKind scope) {
    switch (scope) {
        case blueprints::ScopeKind::home:
            return "home";
        case blueprints::ScopeKind::account:
            return "account";
        case blueprints::ScopeKind::division:
            return "division";
        case blueprints::ScopeKind::location:
            return "location";
    }
    return "";
}

std::string_view level_name(blueprints::Level level) {
    if (level == blueprints::Level::account) return "account";
    return level == blueprints::Level::division ? "division" : "location";
}

std::string_view kind_name(blueprints::UserKind kind) {
    if (kind == blueprints::UserKind::device) return "device";
    return kind == blueprints::UserKind::service ? "service" : "person";
}

std::string_view defaults_name(blueprints::Defaults defaults) {
    if (defaults == blueprints::Defaults::none) return "none";
    return defaults == blueprints::Defaults::one ? "one" : "per_group";
}

// Kinds of resource that the role's permissions name, as far as the plan has them.
std::vector<std::string> uses_of(access::Account const& account, blueprints::Role const& role) {
    std::vector<std::string> kinds;
    auto const& all = account.blueprint->permissions;
    for (std::size_t i = 0; i < all.size(); ++i) {
        auto const& kind = all[i].resource;
        bool named =
            role.permissions.test(i) && !kind.empty() && access::has_any(account, all[i].features);
        if (named && std::ranges::find(kinds, kind) == kinds.end()) kinds.push_back(kind);
    }
    return kinds;
}

// Where the reader would add somebody first.
access::PlaceNumber usual_home(Actor const& actor) {
    auto invites = access::reach(actor.held, Act::users_invite, actor.places);
    if (invites.all()) return access::account_place;
    return invites.numbers().empty() ? actor.home : invites.numbers().front();
}

std::vector<RoleInfo> roles_of(Actor const& actor) {
    auto const& account = actor.account;
    auto may_give = access::offered(actor, usual_home(actor));
    std::vector<RoleInfo> roles;
    for (auto const& role : account.blueprint->roles) {
        if (role.retired || account.blueprint->in_ladder(role)) continue;
        if (!access::in_plan(account, role)) continue;
        auto offer = std::ranges::find(may_give, role.key, &access::Offer::role);
        bool offered = offer != may_give.end();
        RoleInfo info{role.key, role.label, role.about, role.acts.any(), offered, role.base, {},
                      {},       {},         {}};
        if (offered) info.until = offer->until;
        for (auto const& key : role.all_of)
            if (auto const* kind = access::kind_named(*account.blueprint, key))
                if (access::has_any(account, kind->features)) info.all_of.push_back(key);
        for (auto scope : role.scopes) info.scopes.emplace_back(scope_name(scope));
        info.uses = uses_of(account, role);
        for (auto kind : role.kinds) {
            // The top role is never a program's (RT23).
            if (role.top && kind == blueprints::UserKind::service) continue;
            info.kinds.emplace_back(kind_name(kind));
        }
        roles.push_back(std::move(info));
    }
    return roles;
}

std::vector<LadderInfo> ladders_of(Actor const& actor) {
    std::vector<LadderInfo> ladders;
    for (auto const& ladder : actor.account.blueprint->ladders) {
        if (!access::offers(actor.account, ladder)) continue;
        LadderInfo info{ladder.key, ladder.label, ladder.none, {}};
        for (auto const& level : ladder.levels) {
            auto const* role = actor.account.blueprint->role(level.role);
            info.levels.push_back({level.key, level.label, std::string(level_name(level.at)),
                                   role && role->acts.any(), access::may_give_level(actor, level)});
        }
        ladders.push_back(std::move(info));
    }
    return ladders;
}

std::vector<KindInfo> kinds_of(access::Account const& account) {
    std::vector<KindInfo> kinds;
    for (auto const& kind : account.blueprint->resources) {
        if (!access::has_any(account, kind.features)) continue;
        KindInfo info{kind.key, kind.label,    std::string(defaults_name(kind.defaults)),
                      {},       kind.required, kind.all_by_default};
        if (!kind.group_label.empty()) info.group_label = kind.group_label;
        kinds.push_back(std::move(info));
    }
    return kinds;
}

}  // namespace

void add_offers(AccountView& view, Actor const& actor) {
    auto holds = [&](Act act) { return access::holds_anywhere(actor.held, act); };
    if (holds(Act::roles_assign)) {
        view.roles = roles_of(actor);
        view.ladders = ladders_of(actor);
    }
    if (holds(Act::grants_assign) || holds(Act::resources_manage))
        view.resources = kinds_of(actor.account);
}

}  // namespace usher::signin
