// From what a request asks for to what a user will be let use.
#include <algorithm>
#include <set>

#include "grants/errors.h"
#include "grants/grants.h"

namespace usher::grants {
namespace {

using access::Resource;
using blueprints::Defaults;

bool has(std::vector<Resource> const& all, Resource const& one) {
    return std::ranges::find(all, one) != all.end();
}

// One kind of one request, with what is needed to judge it.
struct Asked {
    store::Snapshot& snapshot;
    access::Actor const& actor;
    For const& whom;
    blueprints::Resource const& kind;
    access::Reach known;  // places whose resources the actor sees
    std::string field;    // "grants[1]"

    bool seen(Resource const& one) const { return whom.self || known.holds(one.place); }
    Error about(std::string_view key, std::string const& path, Resource const& one) const {
        return refusal(key, path, {{"name", one.name}});
    }
};

// RT18: its place covers the home, or the actor gives grants at its place.
bool fits(Asked const& asked, Resource const& one) {
    auto const& actor = asked.actor;
    if (actor.unbound) return true;
    bool below = asked.kind.given_by == blueprints::GivenBy::below;
    return (below && actor.places.covers(one.place, asked.whom.home)) ||
           access::holds(actor.held, Act::grants_assign, one.place, actor.places);
}

Result<std::vector<Resource>> named(Asked const& asked, std::vector<std::string> const& texts,
                                    std::string const& list) {
    std::vector<Resource> found;
    for (auto const& text : texts) {
        auto path = asked.field + "." + list + "[" + std::to_string(found.size()) + "]";
        auto one = TRY(
            access::resource_named(asked.snapshot, asked.actor.account.id, asked.kind.key, text));
        if (!one || !asked.seen(*one)) return fail(not_found().at(path));
        if (has(found, *one)) return fail(refusal("grants.twice", path));
        found.push_back(*one);
    }
    return found;
}

// What the actor does not see stays; what they name is what they see of it from now on.
void put_seen(std::vector<Resource>& now, std::vector<Resource> chosen, Asked const& asked) {
    for (auto const& one : now)
        if (!asked.seen(one) && !has(chosen, one)) chosen.push_back(one);
    now = std::move(chosen);
}

Result<void> put_items(OfKind& now, std::vector<std::string> const& texts, Asked const& asked) {
    auto chosen = TRY(named(asked, texts, "resources"));
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        auto path = asked.field + ".resources[" + std::to_string(i) + "]";
        if (!has(now.items, chosen[i]) && !fits(asked, chosen[i]))
            return fail(asked.about("grants.not_here", path, chosen[i]));
    }
    put_seen(now.items, std::move(chosen), asked);
    if (now.items.size() <= max_granted) return {};
    return fail(refusal("grants.too_many", asked.field + ".resources",
                        {{"max", std::to_string(max_granted)}, {"kind", asked.kind.label}}));
}

// Granted as it will be: one by one, or by all of the kind where its place is reached.
bool granted(OfKind const& now, Resource const& one, Asked const& asked) {
    if (has(now.items, one)) return true;
    auto scopes = access::scopes_of_all(*asked.actor.account.blueprint, asked.whom.assignments,
                                        asked.kind.key, asked.whom.home, asked.actor.now);
    if (now.all) scopes.push_back(asked.whom.home);
    return std::ranges::any_of(scopes, [&](access::PlaceNumber scope) {
        return access::means(asked.kind, asked.actor.places, scope, one.place);
    });
}

std::string group_of(Asked const& asked, Resource const& one) {
    return asked.kind.defaults == Defaults::per_group ? one.group : std::string();
}

Result<void> put_defaults(OfKind& now, std::vector<std::string> const& texts, Asked const& asked) {
    auto chosen = TRY(named(asked, texts, "defaults"));
    if (!chosen.empty() && asked.kind.defaults == Defaults::none)
        return fail(
            refusal("grants.no_defaults", asked.field + ".defaults", {{"kind", asked.kind.label}}));
    std::set<std::string> groups;
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        auto path = asked.field + ".defaults[" + std::to_string(i) + "]";
        if (!granted(now, chosen[i], asked))
            return fail(asked.about("grants.default", path, chosen[i]));
        if (!groups.insert(group_of(asked, chosen[i])).second)
            return fail(asked.about("grants.one_default", path, chosen[i]));
    }
    // One that is out of sight gives way to one of its group that is chosen now.
    std::erase_if(now.defaults,
                  [&](Resource const& one) { return groups.contains(group_of(asked, one)); });
    put_seen(now.defaults, std::move(chosen), asked);
    return {};
}

Result<void> put(OfKind& now, Choice const& choice, Asked const& asked) {
    if (choice.all || choice.resources) now.all = choice.all.value_or(false);
    if (choice.resources) TRY(put_items(now, *choice.resources, asked));
    if (choice.defaults) TRY(put_defaults(now, *choice.defaults, asked));
    // Taking a grant takes its default.
    std::erase_if(now.defaults, [&](Resource const& one) { return !granted(now, one, asked); });
    bool something = now.all || !now.items.empty();
    if (asked.kind.required && something && now.defaults.empty())
        return fail(refusal("grants.default_needed", asked.field + ".defaults",
                            {{"kind", asked.kind.label}}));
    return {};
}

}  // namespace

Result<Granted> chosen(store::Snapshot& snapshot, access::Actor const& actor, For const& whom,
                       std::vector<Choice> const& choices, Granted const& now) {
    auto after = now;
    std::set<std::string_view> kinds;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        auto field = "grants[" + std::to_string(i) + "]";
        auto const& choice = choices[i];
        auto found = std::ranges::find_if(
            after, [&](OfKind const& one) { return one.kind->key == choice.kind; });
        if (found == after.end() || !access::has_any(actor.account, found->kind->features))
            return fail(refusal("grants.kind", field + ".kind"));
        if (!kinds.insert(choice.kind).second)
            return fail(refusal("grants.twice", field + ".kind"));
        Asked asked{snapshot,        actor, whom, *found->kind, in_sight(actor, *found->kind),
                    std::move(field)};
        TRY(put(*found, choice, asked));
    }
    return after;
}

}  // namespace usher::grants
