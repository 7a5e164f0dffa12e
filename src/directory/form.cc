#include "directory/form.h"

#include "access/permit.h"
#include "access/resource.h"
#include "base/text.h"

namespace usher::directory {
namespace {

using blueprints::Field;
using blueprints::FieldType;

// `form` says the same as `expected`, in one word, for who words it themselves.
Error wrong(Field const& field, std::string_view form, std::string_view expected) {
    auto path = "fields." + field.key;
    auto error =
        invalid_field(path, "users.field", field.label + " must be " + std::string(expected) + ".");
    error.params.push_back({"expected", std::string(expected)});
    error.params.push_back({"form", std::string(form)});
    return error;
}

bool available(Field const& field, access::Account const& account) {
    return !field.retired && access::has_any(account, field.features);
}

bool is_date(std::string_view text) {
    return text.size() == 10 && parse_time(std::string(text) + "T00:00:00Z").has_value();
}

bool is_phone(std::string_view text) {
    if (text.size() < 4 || text.size() > 40) return false;
    return text.find_first_not_of("0123456789+-() ./") == std::string_view::npos;
}

std::int64_t length(std::string_view text) { return static_cast<std::int64_t>(code_points(text)); }

Error too_long(Field const& field) {
    return wrong(field, "long", "at most " + std::to_string(field.max) + " characters long");
}

// This runs inside a write, in everybody's way: what cannot fit afterwards is refused unread.
Result<std::string> composed(Field const& field, std::string const& typed) {
    constexpr auto most = static_cast<std::int64_t>(most_composed);
    if (length(typed) > most * field.max) return fail(too_long(field));
    if (!has_few_marks(typed))
        return fail(wrong(field, "text", "text without so many marks on one letter"));
    return nfc(typed);
}

Result<json::Value> checked(Field const& field, json::Value const& value) {
    if (value.null() && !field.required) return value;
    if (field.type == FieldType::number) {
        if (value.integer() || value.real()) return value;
        return fail(wrong(field, "number", "a number"));
    }
    if (!value.text()) return fail(wrong(field, "text", "text"));
    auto text = TRY(composed(field, trimmed(*value.text())));
    if (!fits_one_line(text)) return fail(wrong(field, "text", "one line of text"));
    if (length(text) > field.max) return fail(too_long(field));
    if (text.empty() && field.required) return fail(wrong(field, "missing", "filled in"));
    if (field.type == FieldType::date && !is_date(text))
        return fail(wrong(field, "date", "a date such as 2026-11-21"));
    if (field.type == FieldType::phone && !is_phone(text))
        return fail(wrong(field, "phone", "a telephone number"));
    bool chosen =
        std::find(field.choices.begin(), field.choices.end(), text) != field.choices.end();
    if (field.type == FieldType::choice && !chosen)
        return fail(wrong(field, "choice", "one of its choices"));
    return json::Value(std::move(text));
}

Error name_form(std::string_view field, std::string_view expected) {
    auto error = invalid_field(field, "users.name",
                               "Names of this account have " + std::string(expected) + ".");
    error.params.push_back({"expected", std::string(expected)});
    return error;
}

}  // namespace

Result<access::PlaceNumber> home_named(access::Actor const& actor,
                                       std::optional<std::string> const& home) {
    if (!home) return access::account_place;
    auto place = access::place_named(actor, *home);
    if (!place) return fail(std::move(place).error().at("home"));
    return *place;
}

void name_fields(FieldVisitor& v, NameFields& name) {
    v.field("name", name.name, {.max = max_name, .about = "Where names are whole."});
    v.field("first_name", name.first_name, {.max = max_name, .about = "Where names have parts."});
    v.field("last_name", name.last_name, {.max = max_name, .about = "Where names have parts."});
}

Result<std::optional<Name>> name_from(access::Account const& account, NameFields const& asked,
                                      Name const& now) {
    if (account.blueprint->names == blueprints::Names::whole) {
        if (asked.first_name) return fail(name_form("first_name", "one field, name"));
        if (asked.last_name) return fail(name_form("last_name", "one field, name"));
        if (!asked.name) return std::optional<Name>();
        return std::optional<Name>(Name{"", *asked.name});
    }
    if (asked.name) return fail(name_form("name", "two fields, first_name and last_name"));
    if (!asked.first_name && !asked.last_name) return std::optional<Name>();
    return std::optional<Name>(
        Name{asked.first_name.value_or(now.first), asked.last_name.value_or(now.last)});
}

void access_fields(FieldVisitor& v, AccessFields& dto) {
    v.field("roles", dto.roles,
            {.max = access::max_assignments, .about = "Left out: the base role."});
    v.field("levels", dto.levels, {.about = "Access levels, by ladder. Left out: none."});
    v.field("grants", dto.grants,
            {.max = static_cast<std::int64_t>(grants::max_kinds),
             .about = "What they may use, by kind. Left out: as the product has it."});
}

Result<void> put_access(store::Snapshot& snapshot, access::Actor const& actor,
                        AccessFields const& wanted, NewUser& user) {
    static std::vector<access::RoleChoice> const no_roles;
    user.assignments =
        TRY(access::chosen_access(actor, {wanted.roles ? *wanted.roles : no_roles, wanted.levels},
                                  blueprints::UserKind::person, nullptr));
    bool gives =
        actor.unbound || access::holds(actor.held, Act::grants_assign, user.home, actor.places);
    user.grants = gives ? grants::initial(actor.account) : grants::nothing(actor.account);
    if (!wanted.grants) return {};
    grants::For whom{user.home, user.assignments, false};
    user.grants = TRY(grants::chosen(snapshot, actor, whom, *wanted.grants, user.grants));
    return {};
}

void fields(FieldVisitor& v, FieldInfo& field) {
    v.field("key", field.key);
    v.field("label", field.label);
    v.field("type", field.type, {.choices = {"text", "number", "date", "choice", "phone"}});
    v.field("required", field.required);
    v.field("choices", field.choices);
    v.field("max", field.max);
}

FieldInfo info(blueprints::Field const& field) {
    return {field.key,      field.label,   std::string(type_name(field.type)),
            field.required, field.choices, field.max};
}

Result<json::Object> checked_fields(access::Account const& account, json::Value const& given,
                                    Which which) {
    json::Object checked_values;
    static json::Object const none;
    if (!given.null() && !given.object())
        return fail(invalid_field("fields", "field.type", "fields must be an object."));
    auto const& members = given.null() ? none : *given.object();
    for (auto const& [name, value] : members) {
        auto const& all = account.blueprint->fields;
        auto field =
            std::find_if(all.begin(), all.end(), [&](Field const& one) { return one.key == name; });
        if (field == all.end() || !available(*field, account)) {
            return fail(invalid_field("fields." + name, "field.unknown",
                                      "This account has no field \"" + name + "\"."));
        }
        auto value_checked = TRY(checked(*field, value));
        checked_values.emplace_back(name, std::move(value_checked));
    }
    for (auto const& field : account.blueprint->fields) {
        if (which == Which::some || !field.required || field.retired) continue;
        if (!json::Value(members).member(field.key))
            return fail(wrong(field, "missing", "filled in"));
    }
    return checked_values;
}

}  // namespace usher::directory
