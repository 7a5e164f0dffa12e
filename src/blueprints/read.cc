#include "blueprints/read.h"

#include <algorithm>
#include <limits>

namespace usher::blueprints {
namespace {

constexpr Range any_version{1, 1'000'000'000};
constexpr Range field_length{1, 1000};
constexpr Range seat_numbers{1, 1'000'000'000};

Choices<UserKind> const seat_kinds{{"person", UserKind::person}, {"device", UserKind::device}};

// The words of Usher that a product may call otherwise; each in the singular and the plural.
constexpr std::string_view own_words[] = {
    "instance",  "blueprint",     "account",     "division",  "location",  "identity",
    "user",      "seat",          "permission",  "role",      "scope",     "resource",
    "grant",     "access_level",  "invitation",  "device",    "job",       "audit_event",
    "instances", "blueprints",    "accounts",    "divisions", "locations", "identities",
    "users",     "seats",         "permissions", "roles",     "scopes",    "resources",
    "grants",    "access_levels", "invitations", "devices",   "jobs",      "audit_events"};

// Beside these a blueprint declares fields of its own.
constexpr std::string_view fixed_fields[] = {"name",   "first_name", "last_name", "email",
                                             "e-mail", "username",   "home"};

template <class List>
bool among(List const& list, std::string_view word) {
    return std::find(std::begin(list), std::end(list), word) != std::end(list);
}

void read_product(Section& root, std::string_view stem, Blueprint& made) {
    root.inside("product", Need::required, [&](Section& product) {
        made.id = product.line("id", Need::required);
        made.name = product.line("name", Need::required);
        made.version = product.integer("version", any_version, 1, Need::required);
        if (!made.id.empty() && !is_id(made.id))
            product.fault("id", "bad_id",
                          "A small letter and up to 39 small letters, digits, _ or -.");
        else if (!made.id.empty() && made.id != stem)
            product.fault("id", "not_file_name",
                          "The file is called " + in_quotes(stem) + ": its id must be the same.");
    });
}

void read_levels(Section& organisation, Blueprint& made) {
    auto found = organisation.item("levels");
    if (!found) return;
    std::vector<std::string> names;
    for (auto const& word : organisation.words_of(*found)) names.push_back(word.text);
    using Texts = std::vector<std::string>;
    if (names == Texts{"location"})
        made.levels = {Level::location};
    else if (names == Texts{"division", "location"})
        made.levels = {Level::division, Level::location};
    else if (found->node->list() && !found->node->list()->empty())
        organisation.fault("levels", "choice",
                           "[], [\"location\"] or [\"division\", \"location\"] is expected.");
}

void read_organisation(Section& root, Vocabularies const& known, Blueprint& made) {
    root.inside("organisation", Need::optional, [&](Section& organisation) {
        read_levels(organisation, made);
        made.organisation_feature = organisation.reference("feature", known.feature);
        if (organisation.has("feature") && made.levels.empty())
            organisation.fault("feature", "needs_levels",
                               "A feature switches places on: without levels there are none.");
    });
}

void read_words(Section& root, Blueprint& made) {
    root.inside("words", Need::optional, [&](Section& words) {
        for (auto word : own_words) {
            words.ask(word);
            if (!words.has(word)) continue;
            made.words[std::string(word)] = words.line(word);
        }
    });
}

void read_features(Section& root, Blueprint& made) {
    root.each("features", Form::id, [&](std::string const& key, Section& row) {
        made.features.push_back({key, row.line("label", Need::required)});
    });
}

void read_permission(std::string const& key, Section& row, Vocabularies const& known,
                     Blueprint& made) {
    Permission permission{.key = key,
                          .label = row.line("label", Need::required),
                          .group = row.line("group"),
                          .sensitive = row.flag("sensitive"),
                          .resource = row.reference("resource", known.resource),
                          .features = row.references("features", known.feature),
                          .device = row.flag("device"),
                          .retired = row.flag("retired")};
    if (reserved_prefix(key))
        row.fault(row.spot(), "reserved",
                  in_quotes(key.substr(0, key.find('.'))) + " begins Usher's own acts.");
    if (made.permissions.size() == max_permissions)
        return row.fault(
            row.spot(), "too_many",
            "A blueprint has at most " + std::to_string(max_permissions) + " permissions.");
    made.permissions.push_back(std::move(permission));
}

void read_choices(Section& row, Field& field) {
    for (auto& word : row.words("choices")) field.choices.push_back(std::move(word.text));
    if (field.type == FieldType::choice && (!row.has("choices") || field.choices.empty()))
        row.fault("choices", "missing", "A field of type \"choice\" has choices.");
}

void read_field(std::string const& key, Section& row, Vocabularies const& known, Blueprint& made) {
    static Choices<FieldType> const types{{"text", FieldType::text},
                                          {"number", FieldType::number},
                                          {"date", FieldType::date},
                                          {"choice", FieldType::choice},
                                          {"phone", FieldType::phone}};
    Field field;
    field.key = key;
    field.label = row.line("label", Need::required);
    field.type = row.choice("type", types, FieldType::text);
    field.required = row.flag("required");
    field.unique = row.flag("unique");
    field.self = row.flag("self");
    field.retired = row.flag("retired");
    field.max = row.integer("max", field_length, 200);
    field.features = row.references("features", known.feature);
    read_choices(row, field);
    if (among(fixed_fields, key))
        row.fault(row.spot(), "reserved", "Every user has this field; choose another id.");
    if (field.required && row.has("features"))
        row.fault("required", "conflict",
                  "A field that a plan may hide cannot be required of everybody.");
    made.fields.push_back(std::move(field));
}

void read_custom_roles(Section& root, Vocabularies const& known, Blueprint& made) {
    root.inside("custom_roles", Need::optional, [&](Section& custom) {
        made.custom_roles = custom.flag("allowed");
        for (auto const& word : custom.words("acts")) {
            auto act = read_act(custom, word, known);
            if (!act) continue;
            if (account_only(*act))
                custom.fault(word.spot, "account_only",
                             "This act counts at the account only; no custom role may hold it.");
            made.custom_role_acts.set(index(*act));
        }
    });
}

void read_resource(std::string const& key, Section& row, Vocabularies const& known,
                   Blueprint& made) {
    static Choices<Defaults> const defaults{
        {"none", Defaults::none}, {"one", Defaults::one}, {"per_group", Defaults::per_group}};
    static Choices<GivenBy> const given{{"below", GivenBy::below}, {"place", GivenBy::place}};
    Resource resource;
    resource.key = key;
    resource.label = row.line("label", Need::required);
    resource.defaults = row.choice("defaults", defaults, Defaults::none);
    resource.group_label = row.line("group_label");
    resource.required = row.flag("required");
    resource.given_by = row.choice("given_by", given, GivenBy::below);
    resource.all_by_default = row.flag("all_by_default");
    resource.features = row.references("features", known.feature);
    if (resource.defaults == Defaults::per_group && !row.has("group_label"))
        row.fault("group_label", "missing", "A default per group needs the word for a group.");
    if (resource.required && resource.defaults == Defaults::none)
        row.fault("required", "conflict", "Only a default can be required: say `defaults` too.");
    made.resources.push_back(std::move(resource));
}

int days(Section& section, std::string_view key, Range range, int otherwise) {
    return static_cast<int>(section.integer(key, range, otherwise));
}

void read_policies(Section& root, Policies& made) {
    root.inside("policies", Need::optional, [&](Section& policies) {
        made.invitation_days = days(policies, "invitation_days", {1, 30}, 7);
        made.restore_days = days(policies, "restore_days", {0, 90}, 30);
        made.dormant_days = days(policies, "dormant_days", {0, 36'500}, 0);
        made.review_months = days(policies, "review_months", {0, 1200}, 0);
        made.security_questions = policies.flag("security_questions", false);
        made.time_limits = policies.flag("time_limits", true);
        made.leave = policies.flag("leave", true);
    });
}

std::optional<std::int64_t> read_seat_number(Section& row) {
    auto found = row.item("seats", Need::required);
    if (!found) return std::nullopt;
    auto word = found->node->text();
    if (word && *word == "unlimited") return std::nullopt;
    if (word || !found->node->integer()) {
        row.wrong_type(*found, "A whole number or \"unlimited\"");
        return std::nullopt;
    }
    return row.integer("seats", seat_numbers, 1);
}

bool https_address(std::string_view link) {
    constexpr std::string_view scheme = "https://";
    constexpr std::string_view never = " \"<>\\^`{|}";
    return link.starts_with(scheme) && link.size() > scheme.size() && link[scheme.size()] != '/' &&
           link.find_first_of(never) == std::string_view::npos;
}

void read_plan(std::string const& key, Section& row, Vocabularies const& known, Blueprint& made) {
    Plan plan;
    plan.key = key;
    plan.label = row.line("label", Need::required);
    plan.seats = read_seat_number(row);
    plan.features = row.references("features", known.feature);
    plan.self_service = row.flag("self_service");
    plan.more = row.line("more", Need::optional, max_address);
    if (!plan.more.empty() && !https_address(plan.more))
        row.fault("more", "not_https", "An address that begins with https:// is expected.");
    if (plan.seats && !plan.self_service && !row.has("more"))
        row.fault("more", "missing",
                  "Seats are limited and nobody may add any here: say where more are bought.");
    made.plans.push_back(std::move(plan));
}

void read_seats(Section& root, Blueprint& made) {
    root.inside("seats", Need::optional, [&](Section& seats) {
        made.seats_counts = seats.choices("counts", seat_kinds, made.seats_counts);
    });
}

void read_import(Section& root, Blueprint& made) {
    root.inside("import", Need::optional, [&](Section& import) {
        auto name = import.line("template");
        if (name.find_first_of("/\\") != std::string::npos)
            import.fault("template", "has_slash", "The name of a file, without a folder.");
        if (!name.empty()) made.import_template = name;
    });
}

Vocabulary vocabulary(std::string noun, Table const& root, std::string_view table) {
    Vocabulary made{std::move(noun), {}};
    auto entry = find(root, table);
    if (!entry || !entry->value.table()) return made;
    for (auto const& row : *entry->value.table()) made.words.push_back(row.key);
    return made;
}

bool any_unique_role(Table const& root) {
    auto roles = find(root, "roles");
    if (!roles || !roles->value.table()) return false;
    return std::any_of(roles->value.table()->begin(), roles->value.table()->end(), [](auto& role) {
        auto unique = role.value.table() ? find(*role.value.table(), "unique") : nullptr;
        return unique && unique->value.flag() && *unique->value.flag();
    });
}

Vocabularies vocabularies(Table const& root) {
    Vocabularies known{.feature = vocabulary("feature", root, "features"),
                       .permission = vocabulary("permission", root, "permissions"),
                       .role = vocabulary("role", root, "roles"),
                       .resource = vocabulary("kind of resource", root, "resources"),
                       .plan = vocabulary("plan", root, "plans"),
                       .act = {"act", {}},
                       .unique_top = any_unique_role(root)};
    for (std::size_t i = 0; i < act_count; ++i) {
        auto act = static_cast<Act>(i);
        if (act != Act::ownership_transfer || known.unique_top)
            known.act.words.push_back(name(act));
    }
    return known;
}

}  // namespace

std::optional<Act> read_act(Section& section, Word const& word, Vocabularies const& known) {
    if (word.text == name(Act::ownership_transfer) && !known.unique_top)
        section.fault(word.spot, "unknown_reference",
                      "There is ownership.transfer only where the top role is unique.");
    else if (section.refers(word, known.act))
        return act_named(word.text);
    return std::nullopt;
}

Blueprint read(Table const& table, std::string_view stem, Faults& faults) {
    static Choices<Names> const names{{"parts", Names::parts}, {"whole", Names::whole}};
    static Choices<Pick> const picks{{"one", Pick::one}, {"many", Pick::many}};
    auto known = vocabularies(table);
    Blueprint made;
    Section root(faults, {}, table);
    read_product(root, stem, made);
    read_organisation(root, known, made);
    made.names = root.choice("names", names, Names::parts);
    made.pick = root.choice("pick", picks, Pick::many);
    read_words(root, made);
    read_features(root, made);
    root.each("permissions", Form::permission,
              [&](auto& key, Section& row) { read_permission(key, row, known, made); });
    root.each("fields", Form::id,
              [&](auto& key, Section& row) { read_field(key, row, known, made); });
    root.each("resources", Form::id,
              [&](auto& key, Section& row) { read_resource(key, row, known, made); });
    root.each("plans", Form::id,
              [&](auto& key, Section& row) { read_plan(key, row, known, made); });
    read_custom_roles(root, known, made);
    read_policies(root, made.policies);
    read_seats(root, made);
    read_import(root, made);
    read_roles(root, known, made);
    root.close();
    return made;
}

}  // namespace usher::blueprints
