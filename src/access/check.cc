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

// Nothing for a place that is not there: nobody holds anything in it.
std::optional<PlaceNumber> place_asked(Question const& question, Places const& places,
                                       PlaceNumber home) {
    if (!question.place) return home;
    if (*question.place == "account") return account_place;
    auto id = PlaceId::parse(*question.place);
    auto place = id ? places.find(*id) : nullptr;
    return place && !place->retired ? std::optional(place->number) : std::nullopt;
}

Verdict judge(std::vector<Working> const& roles, Asked const& asked, Question const& question,
              Places const& places, PlaceNumber home) {
    auto gives = [&](Working const& one) { return asked.in(*one.role, one.place); };
    if (std::ranges::none_of(roles, gives)) return no("no_role");
    auto at = place_asked(question, places, home);
    if (!at) return no("place");
    auto by = std::ranges::find_if(
        roles, [&](Working const& one) { return gives(one) && places.covers(one.place, *at); });
    if (by == roles.end()) return no("place");
    return {true, "role:" + by->role->key};
}

}  // namespace

Result<Verdict> check(store::Snapshot& snapshot, Account const& account, Places const& places,
                      UserId user, Question const& question) {
    auto const& blueprint = *account.blueprint;
    Asked asked(blueprint, question.permission);
    if (!asked.known()) return no("no_such_permission");
    if (account.status != Account::Status::open) return no("account_not_open");
    auto found = TRY(member(snapshot, account.id, user));
    if (!found || found->status != Status::active) return no("user_not_active");
    if (found->address_needed) return no("address_needed");
    if (found->reset_needed) return no("reset_needed");
    if (asked.permission && !has_any(account, asked.permission->features)) return no("feature");
    auto assignments = TRY(assignments_of(snapshot, account.id, user));
    auto roles = working(blueprint, assignments, found->home, snapshot.now());
    auto verdict = judge(roles, asked, question, places, found->home);
    if (!verdict.allowed || !asked.permission) return verdict;
    auto kind = kind_named(blueprint, asked.permission->resource);
    if (!kind) return verdict;
    if (!question.resource) return no("resource_needed");
    Use use{user, found->home,
            scopes_of_all(blueprint, assignments, kind->key, found->home, snapshot.now())};
    bool may = TRY(granted(snapshot, account.id, places, *kind, use, *question.resource));
    return may ? verdict : no("resource_not_granted");
}

}  // namespace usher::access
