// Resources by kind and name, within sight.
#include "base/secret.h"
#include "base/text.h"
#include "grants/errors.h"
#include "grants/grants.h"
#include "grants/resources.h"
#include "store/tx.h"

namespace usher::grants {
namespace {

using access::Resource;

constexpr char between = '\x1f';

// Where a page ended: kind, folded name, id.
struct Cursor {
    std::string kind, name_key;
    ResourceId id{};
};
std::string text_of(Cursor const& cursor) {
    return base64url(cursor.kind + between + cursor.name_key + between + cursor.id.text());
}
Result<Cursor> cursor_of(std::string const& text) {
    if (text.empty()) return Cursor{};
    auto raw = from_base64url(text);
    auto first = raw ? raw->find(between) : std::string::npos;
    auto last = raw ? raw->rfind(between) : std::string::npos;
    if (first == std::string::npos || first == last || !well_formed(*raw))
        return fail(invalid_field("after", "field.characters", "after is no cursor of ours."));
    auto id = ResourceId::parse(std::string_view(*raw).substr(last + 1));
    if (!id) return fail(invalid_field("after", "field.characters", "after is no cursor of ours."));
    return Cursor{raw->substr(0, first), raw->substr(first + 1, last - first - 1), *id};
}

Result<void> may_list(access::Actor const& actor) {
    if (access::may_somewhere(Act::users_view, actor)) return {};
    if (access::may_somewhere(Act::resources_manage, actor)) return {};
    return access::may_somewhere(Act::grants_assign, actor);
}

// One kind, from a cursor on; one more than asked for says whether there are others.
Result<void> add_kind(store::Snapshot& snapshot, access::Actor const& actor,
                      blueprints::Resource const& kind, ResourceQuery const& query,
                      Cursor const& from, std::vector<Resource>& found) {
    auto room = query.limit + 1 - static_cast<std::int64_t>(found.size());
    auto sight = in_sight(actor, kind);
    auto rows = TRY(snapshot.many(
        "select resource_id, key, name, group_name, place, version from resources "
        "where account_id = $1 and kind = $2 and (name_key, resource_id) > ($3, $4) "
        "and {within place, $5} and (strpos(name_key, $6) > 0 or strpos(key, $7) > 0) "
        "order by name_key, resource_id limit $8",
        actor.account.id, kind.key, from.name_key, from.id, sight.bound(), search_fold(query.words),
        query.words, room));
    for (auto const& row : rows)
        found.push_back({row.id<ResourceId>(0), kind.key, row.text(1), row.text(2), row.text(3),
                         row.integer(4), row.integer(5)});
    return {};
}

}  // namespace

Result<ResourcePage> list(store::Snapshot& snapshot, access::Actor const& actor,
                          ResourceQuery const& query) {
    TRY(may_list(actor));
    auto const& blueprint = *actor.account.blueprint;
    auto offered = [&](blueprints::Resource const& kind) {
        return access::has_any(actor.account, kind.features);
    };
    auto const* only = access::kind_named(blueprint, query.kind);
    if (!query.kind.empty() && (!only || !offered(*only)))
        return fail(refusal("resources.kind", "kind"));
    auto from = TRY(cursor_of(query.after));
    ResourcePage page;
    bool reached = from.kind.empty();
    for (auto const& kind : blueprint.resources) {
        bool here = kind.key == from.kind;
        reached = reached || here;
        bool full = static_cast<std::int64_t>(page.resources.size()) > query.limit;
        if (!reached || full || !offered(kind) || (only && only != &kind)) continue;
        TRY(add_kind(snapshot, actor, kind, query, here ? from : Cursor{}, page.resources));
    }
    if (static_cast<std::int64_t>(page.resources.size()) <= query.limit) return page;
    page.resources.pop_back();
    auto const& last = page.resources.back();
    page.next = text_of({last.kind, search_fold(last.name), last.id});
    return page;
}

}  // namespace usher::grants
