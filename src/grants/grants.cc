#include "grants/grants.h"

#include <algorithm>

namespace usher::grants {
namespace {

using access::Resource;

json::Array names(std::vector<Resource> const& resources) {
    json::Array list;
    for (auto const& one : resources)
        list.emplace_back(json::Object{{"name", one.name}, {"place", one.place}});
    return list;
}

ResourceRef ref(blueprints::Resource const& kind, Resource const& one) {
    ResourceRef ref{one.id, one.key, one.name, {}};
    if (kind.defaults == blueprints::Defaults::per_group && !one.group.empty())
        ref.group = one.group;
    return ref;
}

}  // namespace

bool OfKind::operator==(OfKind const& other) const {
    return kind == other.kind && all == other.all &&
           std::ranges::is_permutation(items, other.items) &&
           std::ranges::is_permutation(defaults, other.defaults);
}

Granted initial(access::Account const& account) {
    Granted granted;
    for (auto const& kind : account.blueprint->resources)
        granted.push_back(
            {&kind, kind.all_by_default && access::has_any(account, kind.features), {}, {}});
    return granted;
}

Granted nothing(access::Account const& account) {
    Granted granted;
    for (auto const& kind : account.blueprint->resources) granted.push_back({&kind, false, {}, {}});
    return granted;
}

json::Object told(Granted const& granted) {
    json::Object facts;
    for (auto const& one : granted) {
        if (one.all) {
            facts.emplace_back(one.kind->key, "all");
        } else if (!one.items.empty()) {
            facts.emplace_back(one.kind->key, names(one.items));
        }
        if (!one.defaults.empty())
            facts.emplace_back(one.kind->key + ".default", names(one.defaults));
    }
    return facts;
}

access::Reach in_sight(access::Actor const& actor, blueprints::Resource const& kind) {
    return access::resources_in_sight(actor, kind);
}

bool sees(access::Actor const& actor, blueprints::Resource const& kind, Resource const& resource) {
    return in_sight(actor, kind).holds(resource.place);
}

void fields(FieldVisitor& v, Choice& dto) {
    v.field("kind", dto.kind, {.min = 1, .max = 40, .about = "A kind of resource."});
    v.field("all", dto.all,
            {.about = "All of the kind, future ones too. Left out: false where resources are "
                      "named, else as it is."});
    v.field("resources", dto.resources,
            {.max = static_cast<std::int64_t>(max_granted),
             .about = "Only these, by id or by the product's key. Left out: as they are."});
    v.field("defaults", dto.defaults,
            {.max = static_cast<std::int64_t>(max_granted),
             .about = "One, or one of each group; of what is granted. Left out: as they are."});
}

void fields(FieldVisitor& v, ResourceRef& dto) {
    v.field("id", dto.id);
    v.field("key", dto.key);
    v.field("name", dto.name);
    v.field("group", dto.group);
}

void fields(FieldVisitor& v, View& dto) {
    v.field("kind", dto.kind);
    v.field("label", dto.label);
    v.field("all", dto.all, {.about = "All of the kind, future ones too."});
    v.field("by_role", dto.by_role, {.about = "A role gives all of the kind."});
    v.field("resources", dto.resources, {.max = static_cast<std::int64_t>(max_granted)});
    v.field("defaults", dto.defaults, {.max = static_cast<std::int64_t>(max_granted)});
}

std::vector<View> views(access::Actor const& reader, For const& whom, Granted const& granted) {
    std::vector<View> all;
    for (auto const& one : granted) {
        if (!access::has_any(reader.account, one.kind->features)) continue;
        auto by_role = access::scopes_of_all(*reader.account.blueprint, whom.assignments,
                                             one.kind->key, whom.home, reader.now);
        View view{one.kind->key, one.kind->label, one.all, !by_role.empty(), {}, {}};
        auto known = in_sight(reader, *one.kind);
        auto shown = [&](Resource const& r) { return whom.self || known.holds(r.place); };
        for (auto const& item : one.items)
            if (shown(item)) view.resources.push_back(ref(*one.kind, item));
        for (auto const& item : one.defaults)
            if (shown(item)) view.defaults.push_back(ref(*one.kind, item));
        all.push_back(std::move(view));
    }
    return all;
}

}  // namespace usher::grants
