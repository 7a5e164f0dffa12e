#include <algorithm>

#include "access/levels.h"
#include "base/errors.h"
#include "base/text.h"
#include "directory/form.h"
#include "directory/list.h"

namespace usher::directory {
namespace {

constexpr std::string_view any_status = "invited, active, suspended, deleted";
constexpr std::string_view any_activity = "7d, 30d, 90d, not_30d, not_90d, never";
constexpr std::string_view any_order = "name, -name, last_active, -last_active, created, -created";

Error not_of(std::string_view name, std::string_view choices) {
    return base_error("field.choice", name, {{"choices", std::string(choices)}});
}

// "a,b": each value once. An empty one is a value too, and none that is known.
Result<std::vector<std::string>> values(http::Request const& rq, std::string_view name) {
    std::vector<std::string> values;
    auto text = rq.query(name);
    if (!text) return values;
    for (std::size_t from = 0; from <= text->size();) {
        auto comma = std::min(text->find(',', from), text->size());
        std::string value(text->substr(from, comma - from));
        if (std::ranges::find(values, value) == values.end()) values.push_back(std::move(value));
        if (values.size() > max_filter_values) {
            return fail(
                base_error("field.too_long", name, {{"max", std::to_string(max_filter_values)}}));
        }
        from = comma + 1;
    }
    return values;
}

Result<std::vector<access::Status>> statuses(http::Request const& rq) {
    std::vector<access::Status> statuses;
    for (auto const& value : TRY(values(rq, "status"))) {
        auto known = access::status_named(value);
        if (!known) return fail(not_of("status", any_status));
        statuses.push_back(*known);
    }
    return statuses;
}

Result<std::vector<std::string>> roles(http::Request const& rq, access::Actor const& actor) {
    auto roles = TRY(values(rq, "role"));
    for (auto const& role : roles) {
        if (!actor.account.blueprint->role(role))
            return fail(invalid_field("role", "roles.unknown", "There is no such role."));
    }
    return roles;
}

// Where an assignment of the role is that level, if it is not so everywhere.
std::optional<std::vector<access::PlaceNumber>> held_at(access::Actor const& actor,
                                                        blueprints::Role const& role,
                                                        blueprints::LadderLevel const& level) {
    if (role.scopes.size() == 1) return std::nullopt;
    if (level.at == blueprints::Level::account) return std::vector{access::account_place};
    std::vector<access::PlaceNumber> at;
    for (auto const& place : actor.places.all())
        if (place.level == level.at) at.push_back(place.number);
    std::ranges::sort(at);
    return at;
}

// "admin.division": a ladder's key and that of one of its levels.
Result<std::vector<Holding>> levels(http::Request const& rq, access::Actor const& actor) {
    std::vector<Holding> levels;
    auto const& blueprint = *actor.account.blueprint;
    for (auto const& value : TRY(values(rq, "level"))) {
        auto dot = std::min(value.find('.'), value.size());
        auto known = levels.size();
        for (auto const& ladder : blueprint.ladders) {
            if (ladder.key != value.substr(0, dot) || !access::offers(actor.account, ladder))
                continue;
            for (auto const& level : ladder.levels)
                if (value.substr(dot) == "." + level.key)
                    if (auto const* role = blueprint.role(level.role))
                        levels.push_back({role->key, held_at(actor, *role, level)});
        }
        if (levels.size() == known)
            return fail(invalid_field("level", "levels.unknown", "There is no such level."));
    }
    return levels;
}

Result<std::vector<access::PlaceNumber>> homes(http::Request const& rq,
                                               access::Actor const& actor) {
    std::vector<access::PlaceNumber> homes;
    for (auto const& value : TRY(values(rq, "home")))
        homes.push_back(TRY(home_named(actor, value)));
    return homes;
}

// Of several spans the widest: within 7 or 30 days is within 30.
Result<LastActive> last_active(http::Request const& rq) {
    LastActive wanted;
    for (auto const& value : TRY(values(rq, "last_active"))) {
        auto within = [&](int n) { wanted.within = std::max(wanted.within, {days(n)}); };
        auto not_for = [&](int n) {
            wanted.not_for = std::min(wanted.not_for.value_or(days(n)), days(n));
        };
        if (value == "7d" || value == "30d" || value == "90d") {
            within(value == "7d" ? 7 : value == "30d" ? 30 : 90);
        } else if (value == "not_30d" || value == "not_90d") {
            not_for(value == "not_30d" ? 30 : 90);
        } else if (value == "never") {
            wanted.never = true;
        } else {
            return fail(not_of("last_active", any_activity));
        }
    }
    return wanted;
}

Result<void> order(http::Request const& rq, ListQuery& query) {
    auto sort = rq.query("sort").value_or("name");
    query.backwards = sort.starts_with('-');
    if (query.backwards) sort.remove_prefix(1);
    if (sort == "last_active") {
        query.order = Order::last_active;
    } else if (sort == "created") {
        query.order = Order::created;
    } else if (sort != "name") {
        return fail(not_of("sort", any_order));
    }
    return {};
}

}  // namespace

Result<ListQuery> list_query(http::Request const& rq, access::Actor const& actor) {
    ListQuery query;
    query.words = std::string(rq.query("q").value_or(""));
    if (code_points(query.words) > 200)
        return fail(base_error("field.too_long", "q", {{"max", "200"}}));
    query.statuses = TRY(statuses(rq));
    query.roles = TRY(roles(rq, actor));
    query.levels = TRY(levels(rq, actor));
    query.homes = TRY(homes(rq, actor));
    query.last_active = TRY(last_active(rq));
    TRY(order(rq, query));
    query.limit = TRY(http::page_limit(rq));
    if (auto after = rq.query("after")) {
        auto key = from_base64url(*after);
        if (!key || !well_formed(*key)) return fail(base_error("field.characters", "after", {}));
        query.after = *key;
    }
    return query;
}

}  // namespace usher::directory
