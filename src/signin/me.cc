#include "signin/me.h"

#include "access/permit.h"
#include "access/resource.h"
#include "access/roles.h"
#include "access/support.h"
#include "seats/seats.h"
#include "signin/identity.h"
#include "signin/preferences.h"

namespace usher::signin {
namespace {

using access::Actor;

std::string_view status_name(access::Account::Status status) {
    if (status == access::Account::Status::open) return "open";
    return status == access::Account::Status::suspended ? "suspended" : "closed";
}

std::string_view level_name(blueprints::Level level) {
    if (level == blueprints::Level::account) return "account";
    return level == blueprints::Level::division ? "division" : "location";
}

// {"users.invite": "all" | ["plc_…"]}: only acts that are held somewhere; at these places and at
// all that lie below them.
json::Value acts_of(Actor const& actor) {
    json::Object can;
    for (std::size_t i = 0; i < act_count; ++i) {
        auto act = static_cast<Act>(i);
        if (!actor.unbound && !access::holds_anywhere(actor.held, act)) continue;
        auto name = std::string(usher::name(act));
        auto where =
            actor.unbound ? access::Reach::whole() : access::reach(actor.held, act, actor.places);
        if (where.all()) {
            can.emplace_back(name, "all");
            continue;
        }
        json::Array places;
        // What lies below one of them goes without saying.
        for (auto number : where.numbers())
            if (auto const* place = actor.places.find(number); place && !where.holds(place->parent))
                places.push_back(place->id.text());
        can.emplace_back(name, std::move(places));
    }
    return can;
}

PlanInfo plan_of(access::Account const& account) {
    PlanInfo info{account.plan, account.plan, {}, false};
    if (auto const* plan = account.blueprint->plan(account.plan)) {
        info.label = plan->label;
        if (!plan->more.empty()) info.more = plan->more;
        info.self_service = plan->self_service;
    }
    return info;
}

// Why one more user cannot be invited now, without numbers (RT29): SO2 for a plan of one user.
InviteInfo invite_of(Actor const& actor, seats::Use use) {
    InviteInfo invite;
    if (seats::any_left(use)) return invite;
    invite.allowed = false;
    auto plan = plan_of(actor.account);
    auto const* sold = actor.account.blueprint->plan(actor.account.plan);
    bool for_one = sold && sold->seats == 1 && !sold->self_service;
    invite.why = for_one && use.bought == 1 ? "plan" : "no_seat";
    if (seats::may_see(actor)) invite.more = plan.more;
    return invite;
}

std::vector<PlaceInfo> places_of(Actor const& actor) {
    std::vector<PlaceInfo> places;
    auto known = access::known_places(actor);
    for (auto const& place : actor.places.all()) {
        if (place.retired || !known.holds(place.number)) continue;
        PlaceInfo info{place.id, place.name, std::string(level_name(place.level)), {}};
        auto const* parent = actor.places.find(place.parent);
        if (parent && !parent->id.none() && known.holds(parent->number)) info.parent = parent->id;
        places.push_back(std::move(info));
    }
    return places;
}

void add_vocabulary(AccountView& view, access::Account const& account) {
    auto const& blueprint = *account.blueprint;
    view.product = blueprint.name;
    view.blueprint = blueprint.id;
    view.names = blueprint.names == blueprints::Names::whole ? "whole" : "parts";
    view.pick = blueprint.pick == blueprints::Pick::one ? "one" : "many";
    auto const& feature = blueprint.organisation_feature;
    if (feature.empty() || account.features.contains(feature))
        for (auto level : blueprint.levels) view.levels.emplace_back(level_name(level));
    view.features.assign(account.features.begin(), account.features.end());
    json::Object words;
    for (auto const& [word, own] : blueprint.words) words.emplace_back(word, own);
    view.words = std::move(words);
    for (auto const& field : blueprint.fields) {
        if (field.retired || !access::has_any(account, field.features)) continue;
        view.fields.push_back(directory::info(field));
    }
    view.policies = {blueprint.policies.invitation_days, blueprint.policies.restore_days,
                     blueprint.policies.leave};
}

// Whom a bar in the account's pages names: not hidden from those whom it concerns.
Result<std::optional<SupportInfo>> support_for(store::Snapshot& snapshot, Actor const& actor) {
    bool concerned = actor.unbound || access::holds(actor.held, Act::users_view,
                                                    access::account_place, actor.places);
    std::optional<SupportInfo> info;
    if (!concerned) return info;
    auto support = TRY(access::support_now(snapshot, actor.account.id));
    bool looks_in = actor.id.kind == access::ActorId::Kind::operator_;
    if (looks_in)
        support = TRY(access::support_of(snapshot, actor.account.id, IdentityId{actor.id.bytes}));
    if (!support) return info;
    info = SupportInfo{support->identity, support->name.empty() ? support->email : support->name,
                       support->reason, support->until, looks_in};
    return info;
}

Result<AccountView> account_view(store::Snapshot& snapshot, Actor const& actor) {
    AccountView view;
    view.id = actor.account.id;
    view.slug = actor.account.slug;
    view.name = actor.account.name;
    view.status = status_name(actor.account.status);
    add_vocabulary(view, actor.account);
    view.plan = plan_of(actor.account);
    view.user = {actor.user, actor.name, actor.email, {}};
    if (auto const* home = actor.places.find(actor.home); home && !home->id.none())
        view.user.home = home->id;
    view.can = acts_of(actor);
    auto use = TRY(seats::use(snapshot, actor.account.id));
    if (seats::may_see(actor)) view.seats = SeatsInfo{use.used, use.bought};
    view.invite.allowed = false;
    if (access::holds_anywhere(actor.held, Act::users_invite)) view.invite = invite_of(actor, use);
    add_offers(view, actor);
    view.places = places_of(actor);
    view.support = TRY(support_for(snapshot, actor));
    return view;
}

struct Mine {
    std::vector<MyAccount> accounts;
    std::string name;
};
// In the order in which Authority::actor refuses.
std::string entry_of(store::Row const& row, Time authenticated_at) {
    if (row.text(7) == "suspended") return "suspended";
    if (row.text(4) != "open") return "closed";
    if (row.boolean(10)) return "address_needed";
    if (row.boolean(8)) return "reset_needed";
    return authenticated_at > row.time(9) ? "open" : "ended";
}

Result<Mine> mine(store::Snapshot& snapshot, access::Authority const& authority,
                  access::Person const& person) {
    auto rows = TRY(snapshot.many(
        "select a.account_id, a.slug, a.name, a.blueprint, a.status, u.first_name, u.last_name, "
        "u.status, u.reset_needed, u.entries_after, u.address_needed "
        "from memberships_of m join accounts a on a.account_id = m.account_id "
        "join users u on u.account_id = m.account_id and u.user_id = m.user_id "
        "where m.identity_id = $1 and u.status in ('active', 'suspended') "
        "order by a.name limit $2 /* across accounts: one person's own */",
        person.identity, max_accounts));
    Mine mine;
    for (auto const& row : rows) {
        auto const* product = authority.catalog().find(row.text(3));
        mine.accounts.push_back({row.id<AccountId>(0), row.text(1), row.text(2),
                                 product ? product->name : row.text(3), row.text(4),
                                 entry_of(row, person.authenticated_at)});
        auto first = row.text(5), last = row.text(6);
        if (mine.name.empty())
            mine.name = first.empty() || last.empty() ? first + last : first + " " + last;
    }
    return mine;
}

}  // namespace

Result<Me> me(store::Snapshot& snapshot, access::Authority const& authority,
              http::Credential const& credential, std::string_view account) {
    auto person = TRY(authority.person(snapshot, credential));
    Me me;
    me.is_operator = person.is_operator;
    me.identity.email = TRY(email_of(snapshot, person.identity));
    auto preferences = TRY(preferences_of(snapshot, person.identity));
    me.language = std::move(preferences.language);
    me.zone = std::move(preferences.zone);
    me.view = TRY(own_view(snapshot, person.identity));
    auto own = TRY(mine(snapshot, authority, person));
    me.identity.name = own.name.empty() ? me.identity.email : own.name;
    me.accounts = std::move(own.accounts);
    if (account.empty()) return me;
    auto actor = TRY(authority.actor(snapshot, credential, account));
    me.account = TRY(account_view(snapshot, actor));
    return me;
}

}  // namespace usher::signin
