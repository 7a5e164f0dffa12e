#include "access/api_key.h"

#include <algorithm>

#include "access/roles.h"
#include "base/json.h"
#include "store/tx.h"

namespace usher::access {
namespace {

Result<Narrowing> narrowing_in(std::optional<std::string> const& permissions,
                               std::optional<PlaceNumber> place) {
    Narrowing narrowing;
    narrowing.place = place;
    if (!permissions) return narrowing;
    auto list = TRY(json::parse(*permissions));
    narrowing.permissions.emplace();
    if (auto const* words = list.array())
        for (auto const& word : *words)
            if (word.text()) narrowing.permissions->push_back(*word.text());
    return narrowing;
}

Power without_ends(Power power) {
    for (auto& slice : power.slices) slice.until.reset();
    return power;
}

// RT2: what counts at the account alone.
void void_below_account(Slice& slice) {
    if (slice.place == account_place) return;
    for (std::size_t i = 0; i < act_count; ++i)
        if (account_only(static_cast<Act>(i))) slice.acts.reset(i);
}

// Where of a slice's place the key still reaches; nothing: nowhere.
std::optional<PlaceNumber> within(PlaceNumber at, PlaceNumber place, Places const& places) {
    if (places.covers(place, at)) return at;
    return places.covers(at, place) ? std::optional(place) : std::nullopt;
}

}  // namespace

bool lets(Narrowing const& narrowing, std::string_view permission) {
    auto act = act_named(permission);
    if (act && never_by_key(*act)) return false;
    return !narrowing.permissions ||
           std::ranges::find(*narrowing.permissions, permission) != narrowing.permissions->end();
}

Power narrowed(blueprints::Blueprint const& blueprint, Power power, Narrowing const& narrowing,
               Places const& places) {
    Acts acts;
    for (std::size_t i = 0; i < act_count; ++i)
        acts.set(i, lets(narrowing, name(static_cast<Act>(i))));
    blueprints::Permissions permissions;
    for (std::size_t i = 0; i < blueprint.permissions.size(); ++i)
        permissions.set(i, lets(narrowing, blueprint.permissions[i].key));
    Power left;
    for (auto& slice : power.slices) {
        auto at = narrowing.place ? within(slice.place, *narrowing.place, places)
                                  : std::optional(slice.place);
        if (!at) continue;
        slice.place = *at;
        slice.acts &= acts;
        void_below_account(slice);
        slice.sensitive &= permissions;
        if (slice.acts.any() || slice.sensitive.any()) left.slices.push_back(std::move(slice));
    }
    return left;
}

Power common(Power const& one, Power const& other, Places const& places) {
    Power both;
    for (auto const& p : one.slices) {
        for (auto const& q : other.slices) {
            auto at = within(p.place, q.place, places);
            if (!at) continue;
            Slice slice{*at, p.until, p.acts & q.acts, p.sensitive & q.sensitive};
            if (q.until && (!slice.until || *q.until < *slice.until)) slice.until = q.until;
            void_below_account(slice);
            if (slice.acts.any() || slice.sensitive.any()) both.slices.push_back(std::move(slice));
        }
    }
    return both;
}

std::string_view const api_key_columns =
    " k.key_id, k.account_id, k.user_id, k.maker, k.name, k.permissions, k.place ";

Result<ApiKey> api_key_in(store::Row const& row, int first) {
    ApiKey key{row.id<KeyId>(first),      row.id<AccountId>(first + 1), row.id<UserId>(first + 2),
               row.id<UserId>(first + 3), row.text(first + 4),          {}};
    key.narrowing = TRY(narrowing_in(row.maybe_text(first + 5), row.maybe_integer(first + 6)));
    return key;
}

Result<std::optional<ApiKey>> api_key(store::Snapshot& snapshot, Secret const& token) {
    static std::string const sql = "select" + std::string(api_key_columns) +
                                   "from api_keys k where k.digest = $1 and k.ended_at is null "
                                   "/* across accounts: a token names its account */";
    auto digest = token_digest(token.reveal());
    if (!digest) return std::nullopt;
    auto row = TRY(snapshot.one(sql, *digest));
    if (!row) return std::nullopt;
    auto key = TRY(api_key_in(*row));
    return std::optional(std::move(key));
}

Result<std::optional<ApiKey>> api_key(store::Snapshot& snapshot, AccountId account, KeyId id) {
    static std::string const sql = "select" + std::string(api_key_columns) +
                                   "from api_keys k where k.account_id = $1 and k.key_id = $2 "
                                   "and k.ended_at is null";
    auto row = TRY(snapshot.one(sql, account, id));
    if (!row) return std::nullopt;
    auto key = TRY(api_key_in(*row));
    return std::optional(std::move(key));
}

Result<Maker> maker(store::Snapshot& snapshot, Account const& account, UserId user) {
    Maker maker;
    auto found = TRY(member(snapshot, account.id, user));
    if (!found) return maker;
    maker.name = found->name;
    maker.active =
        found->status == Status::active && !found->reset_needed && !found->address_needed;
    if (!maker.active) return maker;
    auto assignments = TRY(assignments_of(snapshot, account.id, user));
    maker.held = held(*account.blueprint, assignments, found->home, snapshot.now());
    return maker;
}

Stopped stopped(Power const& of_key, Maker const& maker, Places const& places) {
    if (!maker.active) return Stopped::maker_gone;
    bool holds = contained(without_ends(of_key), without_ends(maker.held), places);
    return holds ? Stopped::no : Stopped::maker_lacks;
}

}  // namespace usher::access
