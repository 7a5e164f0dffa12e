#include "grants/own.h"

#include <algorithm>

#include "base/text.h"
#include "grants/errors.h"
#include "store/tx.h"

namespace usher::grants {
namespace {

using access::Resource;
using blueprints::Defaults;

For self(access::Actor const& actor) { return {actor.home, actor.assignments, true}; }

// Where all of the kind is theirs: by roles, or by the grant, which holds at the home.
std::vector<access::PlaceNumber> scopes(access::Actor const& actor, OfKind const& granted) {
    auto found = access::scopes_of_all(*actor.account.blueprint, actor.assignments,
                                       granted.kind->key, actor.home, actor.now);
    if (granted.all) found.push_back(actor.home);
    return found;
}

access::Reach reach(access::Actor const& actor, OfKind const& granted) {
    return access::all_of_kind(*granted.kind, actor.places, scopes(actor, granted));
}

ResourceRef ref(blueprints::Resource const& kind, Resource const& one) {
    ResourceRef ref{one.id, one.key, one.name, {}};
    if (kind.defaults == Defaults::per_group && !one.group.empty()) ref.group = one.group;
    return ref;
}

std::string choose_of(Defaults defaults) {
    if (defaults == Defaults::none) return "none";
    return defaults == Defaults::one ? "one" : "per_group";
}

// The kind among what is granted; `resources.kind` where the plan has none of it.
Result<std::size_t> kind_in(access::Actor const& actor, Granted const& granted,
                            std::string_view kind) {
    auto found =
        std::ranges::find_if(granted, [&](OfKind const& one) { return one.kind->key == kind; });
    if (found == granted.end() || !access::has_any(actor.account, found->kind->features))
        return fail(refusal("resources.kind", "kind"));
    return static_cast<std::size_t>(found - granted.begin());
}

// What is not theirs is not there, so that nobody learns names by asking.
Result<void> only_theirs(store::Tx& tx, access::Actor const& actor, OfKind const& granted,
                         std::vector<std::string> const& defaults) {
    access::Use use{actor.user, actor.home, scopes(actor, granted)};
    for (std::size_t i = 0; i < defaults.size(); ++i) {
        auto theirs = TRY(
            access::granted(tx, actor.account.id, actor.places, *granted.kind, use, defaults[i]));
        if (!theirs || defaults[i] == "any")
            return fail(not_found().at("defaults[" + std::to_string(i) + "]"));
    }
    return {};
}

}  // namespace

void fields(FieldVisitor& v, OwnUse& use) {
    v.field("kind", use.kind);
    v.field("label", use.label);
    v.field("choose", use.choose,
            {.choices = {"none", "one", "per_group"},
             .about = "Whether one default may be chosen, or one of each group."});
    v.field("group_label", use.group_label);
    v.field("required", use.required, {.about = "True: there must be a default."});
    v.field("all", use.all, {.about = "All of the kind, future ones too."});
    v.field("defaults", use.defaults, {.max = static_cast<std::int64_t>(max_granted)});
}

Result<std::vector<OwnUse>> own_uses(store::Snapshot& snapshot, access::Actor const& actor) {
    auto granted = TRY(of_user(snapshot, actor.account, actor.user));
    std::vector<OwnUse> uses;
    for (auto const& one : granted) {
        bool all = !scopes(actor, one).empty();
        bool something = all || !one.items.empty();
        if (!something || !access::has_any(actor.account, one.kind->features)) continue;
        OwnUse use{one.kind->key,
                   one.kind->label,
                   choose_of(one.kind->defaults),
                   {},
                   one.kind->required,
                   all,
                   {}};
        if (!one.kind->group_label.empty()) use.group_label = one.kind->group_label;
        for (auto const& item : one.defaults) use.defaults.push_back(ref(*one.kind, item));
        uses.push_back(std::move(use));
    }
    return uses;
}

Result<OwnPage> own_resources(store::Snapshot& snapshot, access::Actor const& actor,
                              std::string_view kind, std::string const& words) {
    auto granted = TRY(of_user(snapshot, actor.account, actor.user));
    auto at = TRY(kind_in(actor, granted, kind));
    auto reached = reach(actor, granted[at]);
    auto rows = TRY(snapshot.many(
        "select resource_id, key, name, group_name, place, version from resources "
        "where account_id = $1 and kind = $2 and ({within place, $3} or resource_id in "
        "(select g.resource_id from grants g where g.account_id = $1 and g.user_id = $4 "
        "and g.kind = $2)) and (strpos(name_key, $5) > 0 or strpos(key, $6) > 0) "
        "order by name_key, resource_id limit $7",
        actor.account.id, kind, reached.bound(), actor.user, search_fold(words), words,
        max_own_shown + 1));
    OwnPage page;
    page.more = static_cast<std::int64_t>(rows.size()) > max_own_shown;
    for (auto const& row : rows) {
        if (static_cast<std::int64_t>(page.items.size()) == max_own_shown) break;
        Resource one{row.id<ResourceId>(0), std::string(kind), row.text(1),   row.text(2),
                     row.text(3),           row.integer(4),    row.integer(5)};
        page.items.push_back(ref(*granted[at].kind, one));
    }
    return page;
}

Result<void> choose_own(store::Tx& tx, access::Actor const& actor, std::string const& kind,
                        std::vector<std::string> const& defaults, std::string const& request_id) {
    auto before = TRY(of_user(tx, actor.account, actor.user));
    auto at = TRY(kind_in(actor, before, kind));
    TRY(only_theirs(tx, actor, before[at], defaults));
    Choice choice{kind, {}, {}, defaults};
    auto after = chosen(tx, actor, self(actor), {choice}, before);
    // The request names one kind, and no list of them.
    if (!after) return fail(std::move(after).error().at("defaults"));
    return assign_own(tx, actor, before, *after, request_id);
}

}  // namespace usher::grants
