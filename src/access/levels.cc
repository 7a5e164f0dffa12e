#include "access/levels.h"

#include <algorithm>
#include <set>

#include "access/errors.h"

namespace usher::access {
namespace {

using blueprints::Blueprint;
using blueprints::Ladder;
using blueprints::LadderLevel;
using blueprints::Level;

template <class Row>
Row const* keyed(std::vector<Row> const& rows, std::string_view key) {
    auto found = std::ranges::find(rows, key, &Row::key);
    return found == rows.end() ? nullptr : &*found;
}

Level level_at(Places const& places, PlaceNumber number) {
    auto place = places.find(number);
    return place ? place->level : Level::account;
}

Error about(std::string_view key, std::string const& field, std::string const& label) {
    return refusal(key, field, {{"level", label}});
}

// A level at the account names no place; any other names one or more of its kind, each once.
Result<std::vector<PlaceNumber>> places_of(Actor const& by, LevelChoice const& choice,
                                           LadderLevel const& level, std::string const& field) {
    static std::vector<std::string> const none;
    auto const& named = choice.places ? *choice.places : none;
    if (level.at == Level::account) {
        bool fits = named.empty() || (named.size() == 1 && named.front() == "account");
        if (!fits) return fail(about("levels.places", field, level.label));
        return std::vector<PlaceNumber>{account_place};
    }
    if (named.empty()) return fail(about("levels.places", field, level.label));
    std::vector<PlaceNumber> numbers;
    for (auto const& text : named) {
        auto path = field + "[" + std::to_string(numbers.size()) + "]";
        auto number = place_named(by, text);
        if (!number) return fail(std::move(number).error().at(path));
        if (level_at(by.places, *number) != level.at)
            return fail(about("levels.places", path, level.label));
        if (std::ranges::find(numbers, *number) != numbers.end())
            return fail(about("levels.twice", path, level.label));
        numbers.push_back(*number);
    }
    return numbers;
}

Result<Assignments> of_ladder(Actor const& by, Ladder const& ladder, LevelChoice const& choice,
                              std::string const& field, blueprints::UserKind kind,
                              Assignments const& now) {
    if (!choice.level) return Assignments{};
    auto level = keyed(ladder.levels, *choice.level);
    if (!level) return fail(refusal("levels.unknown", field + ".level"));
    auto role = by.account.blueprint->role(level->role);
    if (!role || !role->may_be_held_by(kind))
        return fail(refusal("roles.kind", field + ".level", {{"role", level->label}}));
    Assignments given;
    for (auto place : TRY(places_of(by, choice, *level, field + ".places"))) {
        Assignment fresh{level->role, place, {}, {}};
        auto held = std::ranges::find_if(now, [&](Assignment const& one) {
            return one.role == fresh.role && one.scope == fresh.scope;
        });
        given.push_back(held == now.end() ? fresh : *held);
    }
    return given;
}

bool is_of(Blueprint const& blueprint, Places const& places, Assignment const& one,
           Ladder const& ladder) {
    return level_of(blueprint, places, one).ladder == &ladder;
}

Result<void> keep_one_of_each(Actor const& by, Assignments const& all) {
    for (auto const& ladder : by.account.blueprint->ladders) {
        std::set<LadderLevel const*> levels;
        for (auto const& one : all) {
            auto held = level_of(*by.account.blueprint, by.places, one);
            if (held.ladder == &ladder && !ended(one, by.now)) levels.insert(held.level);
        }
        if (levels.size() > 1)
            return fail(refusal("levels.one", "levels", {{"ladder", ladder.label}}));
    }
    return {};
}

}  // namespace

void fields(FieldVisitor& v, LevelChoice& dto) {
    v.field("ladder", dto.ladder, {.min = 1, .max = 40, .about = "The key of a ladder."});
    v.field("level", dto.level, {.min = 1, .max = 40, .about = "Left out: no level of it."});
    v.field("places", dto.places,
            {.max = static_cast<std::int64_t>(max_assignments),
             .about = "Where it holds: places of the level's kind. None at the account."});
}

bool offers(Account const& account, Ladder const& ladder) {
    return ladder.feature.empty() || account.features.contains(ladder.feature);
}

LevelOf level_of(Blueprint const& blueprint, Places const& places, Assignment const& assignment) {
    if (assignment.scope == home_scope) return {};
    auto at = level_at(places, assignment.scope);
    for (auto const& ladder : blueprint.ladders)
        for (auto const& level : ladder.levels)
            if (level.role == assignment.role && level.at == at) return {&ladder, &level};
    return {};
}

bool may_give_level(Actor const& actor, LadderLevel const& level) {
    auto role = actor.account.blueprint->role(level.role);
    if (!role) return false;
    if (level.at == Level::account) return may_give(actor, *role, account_place);
    return std::ranges::any_of(actor.places.all(), [&](Place const& place) {
        return !place.retired && place.level == level.at && may_give(actor, *role, place.number);
    });
}

Result<Assignments> with_levels(Actor const& by, std::vector<LevelChoice> const& choices,
                                blueprints::UserKind kind, Assignments const& now) {
    auto const& blueprint = *by.account.blueprint;
    auto after = now;
    std::set<Ladder const*> named;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        auto field = "levels[" + std::to_string(i) + "]";
        auto ladder = keyed(blueprint.ladders, choices[i].ladder);
        if (!ladder || !offers(by.account, *ladder))
            return fail(refusal("levels.unknown", field + ".ladder"));
        if (!named.insert(ladder).second)
            return fail(refusal("levels.one", field + ".ladder", {{"ladder", ladder->label}}));
        auto given = TRY(of_ladder(by, *ladder, choices[i], field, kind, now));
        std::erase_if(after, [&](Assignment const& one) {
            return is_of(blueprint, by.places, one, *ladder);
        });
        after.insert(after.end(), given.begin(), given.end());
    }
    return after;
}

Result<Assignments> chosen_access(Actor const& by, AccessChoice const& choice,
                                  blueprints::UserKind kind, Subject const* before) {
    auto const& blueprint = *by.account.blueprint;
    static Assignments const none;
    // What is out of sight is asked for like anything else that the user might not have (RT27).
    auto const seen = before ? shown(by, *before) : Shown{};
    auto is_level = [&](Assignment const& one) {
        return level_of(blueprint, by.places, one).level != nullptr;
    };
    // Who keeps roles elsewhere is left without one here; the base role is for who has none at all.
    bool none_here = choice.roles.empty() && seen.elsewhere;
    auto after = none_here ? none : TRY(chosen(by, choice.roles, kind, seen.here));
    std::erase_if(after, is_level);  // one held already stands with the others of its ladder
    auto levels = seen.here;
    std::erase_if(levels, [&](Assignment const& one) { return !is_level(one); });
    if (choice.levels) levels = TRY(with_levels(by, *choice.levels, kind, levels));
    after.insert(after.end(), levels.begin(), levels.end());
    if (before) after = TRY(with_unseen(by, *before, std::move(after)));
    TRY(keep_one_of_each(by, after));
    return after;
}

}  // namespace usher::access
