#include "access/check.h"

#include <algorithm>

#include "access/member.h"
#include "access/resource.h"
#include "access/roles.h"
#include "store/tx.h"

namespace usher::access {
namespace {

using blueprints::Permission;
using blueprints::Role;

Verdict no(std::string_view why) { return {false, std::string(why)}; }

// What is asked for, as the blueprint knows it: an act, or a permission of the product.
struct Asked {
    std::optional<Act> act;
    std::optional<std::size_t> index;
    Permission const* permission = nullptr;

    Asked(blueprints::Blueprint const& blueprint, std::string_view word)
        : act(act_named(word)), index(blueprint.permission_index(word)) {
        if (index) permission = &blueprint.permissions[*index];
    }
    bool known() const { return act || permission; }
    bool in(Role const& role, PlaceNumber at) const {
        return act ? acts_at(role, at).test(usher::index(*act)) : role.permissions.test(*index);
    }
};

// The roles that work for a user right now, each with its place.
struct Working {
    Role const* role;
    PlaceNumber place;
};
std::vector<Working> working(blueprints::Blueprint const& blueprint, Assignments const& assignments,
                             PlaceNumber home, Time now) {
    std::vector<Working> all;
    for (auto const& one : assignments)
        if (auto role = blueprint.role(one.role); role && in_force(one, now))
            all.push_back({role, place_of(one, home)});
    return all;
}

// A user as every question about them finds them.
struct Standing {
    Account const& account;
    Places const& places;
    UserId user;
    PlaceNumber home;
    Assignments const& assignments;
    std::vector<Working> roles;
};

// Nothing for a place that is not there: nobody holds anything in it.
std::optional<PlaceNumber> place_asked(Question const& question, Standing const& by) {
    if (!question.place) return by.home;
    if (*question.place == "account") return account_place;
    auto id = PlaceId::parse(*question.place);
    auto place = id ? by.places.find(*id) : nullptr;
    return place && !place->retired ? std::optional(place->number) : std::nullopt;
}

Verdict judge(Standing const& by, Asked const& asked, std::optional<PlaceNumber> at) {
    auto gives = [&](Working const& one) { return asked.in(*one.role, one.place); };
    if (std::ranges::none_of(by.roles, gives)) return no("no_role");
    if (!at) return no("place");
    auto role = std::ranges::find_if(by.roles, [&](Working const& one) {
        return gives(one) && by.places.covers(one.place, *at);
    });
    if (role == by.roles.end()) return no("place");
    return {true, "role:" + role->role->key};
}

// Why the user may do nothing at all; empty where they may do what their roles say.
std::string_view barred(Account const& account, std::optional<Member> const& found) {
    if (account.status != Account::Status::open) return "account_not_open";
    if (!found || found->status != Status::active) return "user_not_active";
    if (found->address_needed) return "address_needed";
    return found->reset_needed ? "reset_needed" : "";
}

// The one decision: by roles and place, then by grants where the permission names a resource.
Result<Verdict> decide(store::Snapshot& snapshot, Standing const& by, Asked const& asked,
                       std::optional<PlaceNumber> at, std::optional<std::string> const& resource) {
    auto const& blueprint = *by.account.blueprint;
    if (asked.permission && !has_any(by.account, asked.permission->features)) return no("feature");
    auto verdict = judge(by, asked, at);
    if (!verdict.allowed || !asked.permission) return verdict;
    auto kind = kind_named(blueprint, asked.permission->resource);
    if (!kind) return verdict;
    if (!resource) return no("resource_needed");
    Use use{by.user, by.home,
            scopes_of_all(blueprint, by.assignments, kind->key, by.home, snapshot.now())};
    bool may = TRY(granted(snapshot, by.account.id, by.places, *kind, use, *resource));
    return may ? verdict : no("resource_not_granted");
}

// Beyond the key's place; below the account, what is only done at the account (RT2).
bool beyond(Narrowing const& key, Asked const& asked, std::optional<PlaceNumber> at,
            Places const& places) {
    if (!key.place || !at) return false;
    if (*key.place != account_place && asked.act && account_only(*asked.act)) return true;
    return !places.covers(*key.place, *at);
}

int depth(Places const& places, PlaceNumber number) {
    auto const* place = number == account_place ? nullptr : places.find(number);
    if (!place) return 0;
    return place->level == blueprints::Level::division ? 1 : 2;
}

// The places where something is held, wider ones first: a narrower one that adds nothing is then
// not told of.
std::vector<PlaceNumber> places_held(Standing const& by) {
    std::vector<PlaceNumber> held;
    for (auto const& one : by.roles) held.push_back(one.place);
    std::ranges::sort(held, {},
                      [&](PlaceNumber place) { return std::pair(depth(by.places, place), place); });
    auto [first, last] = std::ranges::unique(held);
    held.erase(first, last);
    return held;
}

Result<void> add_effects(Effects& all, store::Snapshot& snapshot, Standing const& by,
                         std::vector<PlaceNumber> const& places, std::string_view word) {
    Asked asked(*by.account.blueprint, word);
    std::vector<PlaceNumber> allowed;
    for (auto at : places) {
        auto covers = [&](PlaceNumber wider) { return by.places.covers(wider, at); };
        if (std::ranges::any_of(allowed, covers)) continue;
        // Which resources are granted is the same at every place.
        auto verdict =
            allowed.empty() ? TRY(decide(snapshot, by, asked, at, "any")) : judge(by, asked, at);
        if (verdict.why == "feature" || verdict.why == "resource_not_granted") return {};
        if (!verdict.allowed) continue;
        allowed.push_back(at);
        Effect effect{std::string(word), asked.act.has_value(), at, verdict.why.substr(5), {}};
        if (asked.permission) effect.resource = asked.permission->resource;
        all.items.push_back(std::move(effect));
    }
    return {};
}

}  // namespace

Result<Verdict> check(store::Snapshot& snapshot, Account const& account, Places const& places,
                      UserId user, Question const& question) {
    Asked asked(*account.blueprint, question.permission);
    if (!asked.known()) return no("no_such_permission");
    std::optional<Member> found;
    if (account.status == Account::Status::open) found = TRY(member(snapshot, account.id, user));
    if (auto why = barred(account, found); !why.empty()) return no(why);
    if (asked.permission && !has_any(account, asked.permission->features)) return no("feature");
    bool is_service = found->kind == blueprints::UserKind::service;
    if (is_service && !lets(question.key, question.permission)) return no("key");
    auto assignments = TRY(assignments_of(snapshot, account.id, user));
    Standing by{account,     places,
                user,        found->home,
                assignments, working(*account.blueprint, assignments, found->home, snapshot.now())};
    auto at = place_asked(question, by);
    if (beyond(question.key, asked, at, places) && judge(by, asked, at).allowed) return no("place");
    return decide(snapshot, by, asked, at, question.resource);
}

Result<Effects> effects(store::Snapshot& snapshot, Account const& account, Places const& places,
                        UserId user, Assignments const& assignments) {
    Effects all;
    auto found = TRY(member(snapshot, account.id, user));
    all.why = barred(account, found);
    if (!all.why.empty()) return all;
    Standing by{account,     places,
                user,        found->home,
                assignments, working(*account.blueprint, assignments, found->home, snapshot.now())};
    auto at = places_held(by);
    all.more = at.size() > max_effect_places;
    if (all.more) at.resize(max_effect_places);
    for (std::size_t i = 0; i < act_count; ++i)
        TRY(add_effects(all, snapshot, by, at, name(static_cast<Act>(i))));
    for (auto const& permission : account.blueprint->permissions)
        if (!permission.retired) TRY(add_effects(all, snapshot, by, at, permission.key));
    return all;
}

}  // namespace usher::access
