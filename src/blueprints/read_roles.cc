#include <algorithm>

#include "blueprints/read.h"

namespace usher::blueprints {
namespace {

Choices<ScopeKind> const scope_kinds{{"home", ScopeKind::home},
                                     {"account", ScopeKind::account},
                                     {"division", ScopeKind::division},
                                     {"location", ScopeKind::location}};
Choices<UserKind> const user_kinds{
    {"person", UserKind::person}, {"device", UserKind::device}, {"service", UserKind::service}};
Choices<Level> const levels{
    {"account", Level::account}, {"division", Level::division}, {"location", Level::location}};

template <class List>
void refuse_empty(Section& row, std::string_view key, List const& list) {
    auto entry = find(row.table(), key);
    if (list.empty() && entry && entry->value.list() && entry->value.list()->empty())
        row.fault(key, "range", "At least one is expected.");
}

void refuse_act(Section& row, Role const& role, Word const& word, Act act) {
    if (top_only(act) && !role.top)
        row.fault(word.spot, "top_only", "Only the top role may hold this act.");
    else if (account_only(act) && !may_be_at_account(role))
        row.fault(word.spot, "account_only",
                  "This act counts at the account only, where this role can never be.");
}

Acts every_act(Vocabularies const& known) {
    Acts acts;
    for (auto word : known.act.words) acts.set(index(*act_named(word)));
    return acts;
}

// A text where a list was expected: a wildcard of the top role, or a fault.
bool wildcard(Section& row, Role const& role, Item const& found,
              std::vector<std::string_view> const& words) {
    auto const& word = *found.node->text();
    if (std::find(words.begin(), words.end(), word) == words.end())
        row.fault(
            found.spot, "choice",
            "A list" + std::string(role.top ? ", or " + one_of(words) : "") + " is expected.");
    else if (!role.top)
        row.fault(found.spot, "wildcard",
                  "Wildcards are for the top role: a later version must not widen another unseen.");
    else
        return true;
    return false;
}

void read_acts(Section& row, Vocabularies const& known, Role& role) {
    auto found = row.item("acts");
    if (!found) return;
    if (found->node->text()) {
        if (wildcard(row, role, *found, {"all"})) role.acts = every_act(known);
        return;
    }
    for (auto const& word : row.words_of(*found)) {
        auto act = read_act(row, word, known);
        if (!act) continue;
        refuse_act(row, role, word, *act);
        role.acts.set(index(*act));
    }
}

Permissions listed(Section& row, Item const& found, Vocabularies const& known,
                   Blueprint const& made) {
    Permissions permissions;
    for (auto const& word : row.words_of(found)) {
        if (!row.refers(word, known.permission)) continue;
        if (auto at = made.permission_index(word.text)) permissions.set(*at);
    }
    return permissions;
}

void read_permissions(Section& row, Vocabularies const& known, Blueprint const& made, Role& role) {
    auto found = row.item("permissions");
    if (!found) return;
    if (!found->node->text()) {
        role.permissions = listed(row, *found, known, made);
    } else if (wildcard(row, role, *found, {"all", "sensitive"})) {
        role.permissions = sensitive_ones(made);
        if (*found->node->text() == "all")
            for (std::size_t i = 0; i < made.permissions.size(); ++i) role.permissions.set(i);
    }
    role.sensitive = role.permissions & sensitive_ones(made);
}

bool in_organisation(Blueprint const& made, std::string_view level) {
    auto wanted = level == "division" ? Level::division : Level::location;
    return (level != "division" && level != "location") ||
           std::find(made.levels.begin(), made.levels.end(), wanted) != made.levels.end();
}

void read_scopes(Section& row, Blueprint const& made, Role& role) {
    role.scopes = row.choices("scopes", scope_kinds, role.scopes);
    refuse_empty(row, "scopes", role.scopes);
    auto entry = find(row.table(), "scopes");
    auto list = entry ? entry->value.list() : nullptr;
    for (std::size_t i = 0; list && i < list->size(); ++i) {
        auto const& item = (*list)[i];
        if (item.text() && !in_organisation(made, *item.text()))
            row.fault(Spot{item.at, indexed(dotted(row.spot().path, "scopes"), i)}, "no_such_level",
                      "The organisation has no level " + in_quotes(*item.text()) + '.');
    }
}

void read_kinds(Section& row, Role& role) {
    role.kinds = row.choices("kinds", user_kinds, role.kinds);
    refuse_empty(row, "kinds", role.kinds);
    if (role.unique && role.kinds != std::vector{UserKind::person})
        row.fault("kinds", "person_only", "The unique role is for people only: [\"person\"].");
    else if (role.top && !role.may_be_held_by(UserKind::person))
        row.fault("kinds", "needs_person", "The top role must be open to a person (RT24).");
}

void read_role(std::string const& key, Section& row, Vocabularies const& known, Blueprint& made) {
    Role role;
    role.key = key;
    role.label = row.line("label", Need::required);
    role.about = row.line("about", Need::optional, max_about);
    role.top = row.flag("top");
    role.unique = row.flag("unique");
    role.base = row.flag("base");
    role.retired = row.flag("retired");
    role.replaced_by = row.reference("replaced_by", known.role);
    read_scopes(row, made, role);
    read_kinds(row, role);
    read_acts(row, known, role);
    read_permissions(row, known, made, role);
    role.all_of = row.references("all_of", known.resource);
    if (auto found = row.item("restrict")) role.restrict_ = listed(row, *found, known, made);
    made.roles.push_back(std::move(role));
}

LadderLevel read_level(std::string const& key, Section& row, Vocabularies const& known,
                       Blueprint const& made) {
    LadderLevel level{.key = key,
                      .label = row.line("label", Need::required),
                      .role = row.reference("role", known.role, Need::required),
                      .at = row.choice("at", levels, Level::account, Need::required)};
    auto at = find(row.table(), "at");
    if (at && at->value.text() && !in_organisation(made, *at->value.text()))
        row.fault("at", "no_such_level",
                  "The organisation has no level " + in_quotes(*at->value.text()) + '.');
    return level;
}

void read_ladder(std::string const& key, Section& row, Vocabularies const& known, Blueprint& made) {
    Ladder ladder;
    ladder.key = key;
    ladder.label = row.line("label", Need::required);
    ladder.none = row.line("none", Need::required);
    ladder.feature = row.reference("feature", known.feature);
    row.each("levels", Form::id, [&](auto& level, Section& inner) {
        ladder.levels.push_back(read_level(level, inner, known, made));
    });
    auto entry = find(row.table(), "levels");
    if (!entry || (entry->value.table() && entry->value.table()->empty()))
        row.fault("levels", "missing", "A ladder has at least one level.");
    made.ladders.push_back(std::move(ladder));
}

void read_ownership(Section& root, Vocabularies const& known, Blueprint& made) {
    root.inside("ownership", Need::optional, [&](Section& section) {
        made.ownership.emplace();
        made.ownership->transfer_to = section.reference("transfer_to", known.role, Need::required);
        made.ownership->after = section.reference("after", known.role, Need::required);
        made.ownership->recovery_days =
            static_cast<int>(section.integer("recovery_days", {1, 365}, 7));
    });
}

void read_device_acts(Section& section, Vocabularies const& known, Devices& devices) {
    for (auto const& word : section.words("acts"))
        if (auto act = read_act(section, word, known)) devices.acts.set(index(*act));
}

void read_devices(Section& root, Vocabularies const& known, Blueprint& made) {
    static Choices<DeviceSignIn> const sign_in{{"required", DeviceSignIn::required},
                                               {"optional", DeviceSignIn::optional},
                                               {"off", DeviceSignIn::off}};
    static Choices<bool> const password{{"required", true}, {"optional", false}};
    static Choices<bool> const hint{{"off", false}, {"after_failure", true}};
    root.inside("devices", Need::optional, [&](Section& section) {
        Devices devices;
        devices.sign_in = section.choice("sign_in", sign_in, DeviceSignIn::off);
        devices.open_role = section.reference("open_role", known.role);
        devices.password_required = section.choice("password", password, true);
        devices.hint_after_failure = section.choice("hint", hint, false);
        devices.lease_hours = static_cast<int>(section.integer("lease_hours", {1, 8760}, 72));
        read_device_acts(section, known, devices);
        if (devices.sign_in != DeviceSignIn::required && !section.has("open_role"))
            section.fault("open_role", "missing",
                          "A device on which nobody signs in acts by this role (RT48).");
        made.devices = devices;
    });
}

void read_opening_levels(Section& chosen, Blueprint& made) {
    Vocabulary ladders{"ladder", {}};
    for (auto const& ladder : made.ladders) ladders.words.push_back(ladder.key);
    for (auto const& entry : chosen.table()) {
        chosen.ask(entry.key);
        if (!chosen.refers({entry.key, chosen.spot_of(entry.key)}, ladders)) continue;
        Vocabulary levels_of{"level of this ladder", {}};
        auto const& ladder = *std::find_if(made.ladders.begin(), made.ladders.end(),
                                           [&](Ladder const& l) { return l.key == entry.key; });
        for (auto const& level : ladder.levels) levels_of.words.push_back(level.key);
        auto level = chosen.reference(entry.key, levels_of);
        if (!level.empty()) made.opening.levels[entry.key] = level;
    }
}

void read_opening(Section& root, Vocabularies const& known, Blueprint& made) {
    root.inside("opening", Need::required, [&](Section& opening) {
        made.opening.plan = opening.reference("plan", known.plan, Need::required);
        made.opening.roles = opening.references("roles", known.role);
        opening.inside("levels", Need::optional,
                       [&](Section& chosen) { read_opening_levels(chosen, made); });
    });
}

}  // namespace

bool may_be_at_account(Role const& role) {
    return role.may_be_at(ScopeKind::account) || role.may_be_at(ScopeKind::home);
}

Permissions sensitive_ones(Blueprint const& made) {
    Permissions marked;
    for (std::size_t i = 0; i < made.permissions.size(); ++i)
        marked.set(i, made.permissions[i].sensitive);
    return marked;
}

void read_roles(Section& root, Vocabularies const& known, Blueprint& made) {
    root.each("roles", Form::id,
              [&](auto& key, Section& row) { read_role(key, row, known, made); });
    root.each("ladders", Form::id,
              [&](auto& key, Section& row) { read_ladder(key, row, known, made); });
    read_ownership(root, known, made);
    read_devices(root, known, made);
    read_opening(root, known, made);
}

}  // namespace usher::blueprints
