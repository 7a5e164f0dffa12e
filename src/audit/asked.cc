#include "audit/asked.h"

#include <charconv>

#include "base/errors.h"
#include "base/text.h"
#include "http/page.h"

namespace usher::audit {
namespace {

constexpr std::size_t max_text = 200;

std::string named_user(std::string_view given) {
    return given.starts_with("usr_") ? "user:" + std::string(given) : std::string(given);
}

Result<std::optional<Time>> moment(http::Request const& rq, std::string_view name) {
    auto text = rq.query(name);
    if (!text) return std::optional<Time>();
    auto time = parse_time(*text);
    if (!time) return fail(std::move(time).error().at(name));
    return std::optional<Time>(*time);
}

// What of the permit's reach lies at or below the place that is asked for.
access::Reach part(access::Actor const& actor, access::Reach const& reach, access::PlaceNumber at) {
    if (at == access::account_place) return reach;
    auto numbers = actor.places.at_or_below(at);
    std::erase_if(numbers, [&](auto number) { return !reach.holds(number); });
    return access::Reach::only(std::move(numbers));
}

Error no_cursor() { return invalid_field("after", "id.malformed", "after is no cursor of ours."); }

}  // namespace

Reading listing(SealingKey const& key) { return {key, "audit.cursor"}; }

Reading exporting(SealingKey const& key, http::Request const& rq, access::Actor const& actor) {
    auto narrowed = actor.id.text();
    for (auto name : filters) {
        auto value = rq.query(name).value_or("");
        narrowed.append(std::to_string(value.size())).append(":").append(value);
    }
    auto digest = sha256(narrowed);
    return {key, "audit.export.cursor " + base64url(bytes_of(digest))};
}

std::string cursor(Reading const& reading, Random& random, AccountId account, std::int64_t before) {
    auto plain = account.text() + " " + std::to_string(before);
    return base64url(reading.key.seal(reading.what, plain, random));
}

std::optional<std::int64_t> read_cursor(Reading const& reading, AccountId account,
                                        std::string_view text) {
    auto sealed = from_base64url(text);
    auto plain = sealed ? reading.key.open(reading.what, *sealed) : std::nullopt;
    auto front = account.text() + " ";
    if (!plain || !plain->starts_with(front)) return std::nullopt;
    std::int64_t before = 0;
    auto end = plain->data() + plain->size();
    auto [at, error] = std::from_chars(plain->data() + front.size(), end, before);
    if (error != std::errc{} || at != end) return std::nullopt;
    return before;
}

Result<Asked> asked(http::Request const& rq, access::Actor const& actor,
                    access::Permit<Act::audit_view> const& permit, Reading const& reading) {
    Asked asked;
    asked.filter.target = named_user(rq.query("target").value_or(""));
    asked.filter.actor = named_user(rq.query("actor").value_or(""));
    asked.filter.acts = rq.query_list("act");
    if (asked.filter.acts.size() > max_acts)
        return fail(base_error("field.too_long", "act", {{"max", std::to_string(max_acts)}}));
    asked.filter.from = TRY(moment(rq, "from"));
    asked.filter.to = TRY(moment(rq, "to"));
    asked.within = permit.reach;
    if (auto place = rq.query("place"))
        asked.within = part(actor, permit.reach, TRY(access::place_named(actor, *place)));
    auto text = rq.query("text").value_or("");
    if (text.size() > max_text)
        return fail(base_error("field.too_long", "text", {{"max", std::to_string(max_text)}}));
    asked.text = search_fold(text);
    if (auto after = rq.query("after")) {
        auto before = read_cursor(reading, actor.account.id, *after);
        if (!before) return fail(no_cursor());
        asked.filter.before = *before;
    }
    return asked;
}

std::vector<http::QueryParam> filter_params() {
    return {{"target", "Only events about it: a user's id, place:plc_…, account:acc_…"},
            {"actor", "Only what they did: a user's id, operator:idn_…, instance"},
            {"act", "Only these acts, with commas between them: users.edit,users.suspend"},
            {"place", "Only events at or below that place: its id."},
            {"from", "From that moment on (RFC 3339)."},
            {"to", "Before that moment (RFC 3339)."},
            {"text", "Only events that hold that text, as you see them."},
            http::after_param};
}

}  // namespace usher::audit
