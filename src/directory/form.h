// What a request says about a user, checked against the account's blueprint.
#pragma once

#include <optional>
#include <string>

#include "access/actor.h"
#include "access/levels.h"
#include "base/fields.h"
#include "base/result.h"
#include "directory/users.h"
#include "grants/grants.h"

namespace usher::directory {

// A home as asked for: a place's id or "account"; nothing is the account. `not_found`, with the
// field, for a place that the actor cannot know of (RT29).
Result<access::PlaceNumber> home_named(access::Actor const&, std::optional<std::string> const&);

// First and last, or the whole name, as the blueprint says. Part of the DTOs that carry a name.
struct NameFields {
    std::optional<std::string> name = {}, first_name = {}, last_name = {};
};
void name_fields(FieldVisitor&, NameFields&);
// Nothing where the request names nothing; parts that are left out stay as in `now`. Fails with
// `users.name` where it uses the other form than the account's.
Result<std::optional<Name>> name_from(access::Account const&, NameFields const&, Name const& now);

// Roles, levels and grants of somebody who is about to be invited.
struct AccessFields {
    std::optional<std::vector<access::RoleChoice>> roles = {};
    std::optional<std::vector<access::LevelChoice>> levels = {};
    std::optional<std::vector<grants::Choice>> grants = {};
};
void access_fields(FieldVisitor&, AccessFields&);
// Puts them into a new user whose home stands. Kinds that are not named are as the blueprint has
// them (`all_by_default`), where the actor gives grants at that home. Refusals of
// access::chosen_access and grants::chosen.
Result<void> put_access(store::Snapshot&, access::Actor const&, AccessFields const&, NewUser&);

// A field of the blueprint's own, as a form needs it.
struct FieldInfo {
    static constexpr std::string_view schema = "FieldInfo";
    std::string key, label, type;
    bool required = false;
    std::vector<std::string> choices;
    std::int64_t max = 200;
};
void fields(FieldVisitor&, FieldInfo&);
FieldInfo info(blueprints::Field const&);

// The blueprint's own fields: known, of their type, within their length, one of their choices.
// `users.field` with the field's path. With `all`, required ones must be there.
enum class Which : std::uint8_t { all, some };
Result<json::Object> checked_fields(access::Account const&, json::Value const&, Which);

}  // namespace usher::directory
