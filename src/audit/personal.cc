#include "audit/personal.h"

#include <algorithm>
#include <array>

#include "audit/chain.h"

namespace usher::audit {
namespace {

// Ids, words of the blueprint, places, moments and numbers: none tells who somebody is.
constexpr std::array<std::string_view, 40> facts = {"home",
                                                    "place",
                                                    "roles",
                                                    "role",
                                                    "scope",
                                                    "from",
                                                    "until",
                                                    "was",
                                                    "status",
                                                    "grants",
                                                    "grant",
                                                    "resource",
                                                    "resources",
                                                    "kind",
                                                    "default",
                                                    "defaults",
                                                    "all",
                                                    "given",
                                                    "taken",
                                                    "ended",
                                                    "dropped",
                                                    "identity",
                                                    "identity_before",
                                                    "identity_after",
                                                    "sent",
                                                    "old_ended",
                                                    "old_password_ended",
                                                    "sessions_ended",
                                                    "job",
                                                    "why",
                                                    "undo_of",
                                                    "becomes",
                                                    "review",
                                                    "decision",
                                                    "count",
                                                    "people",
                                                    "clients",
                                                    "first_at",
                                                    "last_at",
                                                    "others"};

bool is_fact(std::string_view name) { return std::ranges::find(facts, name) != facts.end(); }

json::Object& side_of(json::Object& object, std::string const& name) {
    auto found = std::ranges::find(object, name, &json::Member::first);
    if (found == object.end()) {
        object.emplace_back(name, json::Object{});
        found = std::prev(object.end());
    }
    return std::get<json::Object>(found->second.is);
}

void put(json::Object& object, std::string const& name, json::Value value) {
    auto found = std::ranges::find(object, name, &json::Member::first);
    if (found != object.end()) {
        found->second = std::move(value);
    } else {
        object.emplace_back(name, std::move(value));
    }
}

}  // namespace

bool is_side(std::string_view name) { return name == "before" || name == "after"; }

Details apart(std::string_view target, json::Value details) {
    auto* members = std::get_if<json::Object>(&details.is);
    bool of_a_person = target.starts_with("user:") || target.starts_with("identity:");
    if (!of_a_person || !members) return {std::move(details), {}};
    json::Object kept, personal;
    for (auto& [name, value] : *members) {
        auto* side = is_side(name) ? std::get_if<json::Object>(&value.is) : nullptr;
        if (!side) {
            (is_fact(name) ? kept : personal).emplace_back(name, std::move(value));
            continue;
        }
        side_of(kept, name);
        for (auto& [part, is] : *side) {
            auto& into = side_of(is_fact(part) ? kept : personal, name);
            into.emplace_back(part, std::move(is));
        }
    }
    Details told{std::move(kept), {}};
    if (!personal.empty()) told.personal = std::move(personal);
    return told;
}

Result<json::Value> details_of(Link const& link) {
    if (!link.details) return json::Value();
    auto whole = TRY(json::parse(*link.details));
    auto* members = std::get_if<json::Object>(&whole.is);
    if (!link.personal || !members) return whole;
    auto personal = TRY(json::parse(*link.personal));
    auto* others = std::get_if<json::Object>(&personal.is);
    if (!others) return whole;
    for (auto& [name, value] : *others) {
        auto* side = is_side(name) ? std::get_if<json::Object>(&value.is) : nullptr;
        if (!side) {
            put(*members, name, std::move(value));
            continue;
        }
        for (auto& [part, is] : *side) put(side_of(*members, name), part, std::move(is));
    }
    return whole;
}

}  // namespace usher::audit
