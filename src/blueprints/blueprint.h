// A product's vocabulary and rules as data (rights.md part B). Immutable once loaded; shared by
// all accounts of the product. Everything keeps the order of the file.
#pragma once

#include <bitset>
#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "blueprints/acts.h"

namespace usher::blueprints {

constexpr std::size_t max_permissions = 192;       // product permissions of one blueprint
using Permissions = std::bitset<max_permissions>;  // by position in Blueprint::permissions

enum class Level : std::uint8_t { account, division, location };  // kinds of place
enum class ScopeKind : std::uint8_t { home, account, division, location };
enum class UserKind : std::uint8_t { person, device, service };
enum class Names : std::uint8_t { parts, whole };
enum class Pick : std::uint8_t { one, many };
enum class Defaults : std::uint8_t { none, one, per_group };
enum class GivenBy : std::uint8_t { below, place };
enum class FieldType : std::uint8_t { text, number, date, choice, phone };
std::string_view type_name(FieldType);  // as the file and the API say it
enum class DeviceSignIn : std::uint8_t { off, optional, required };

struct Feature {
    std::string key, label;
};
struct Permission {
    std::string key, label, group;
    bool sensitive = false;
    std::string resource;               // a kind of resource, or empty
    std::vector<std::string> features;  // any one suffices; empty: always there
    bool device = false;
    bool retired = false;
};
struct Field {
    std::string key, label;
    FieldType type = FieldType::text;
    bool required = false, unique = false, self = false, retired = false;
    std::vector<std::string> choices;
    std::int64_t max = 200;
    std::vector<std::string> features;
};
struct Role {
    std::string key, label, about;
    Acts acts;
    Permissions permissions;
    Permissions sensitive;  // permissions that are marked sensitive: what containment compares
    std::vector<ScopeKind> scopes{ScopeKind::home};  // the first is the default
    std::vector<UserKind> kinds{UserKind::person, UserKind::device, UserKind::service};
    bool top = false, unique = false, base = false, retired = false;
    std::string replaced_by;
    std::vector<std::string> all_of;
    Permissions restrict_;  // what an account may switch off
    bool may_be_at(ScopeKind) const;
    bool may_be_held_by(UserKind) const;
};
struct LadderLevel {
    std::string key, label, role;
    Level at = Level::account;
};
struct Ladder {
    std::string key, label, none, feature;
    std::vector<LadderLevel> levels;
};
struct Resource {
    std::string key, label, group_label;
    Defaults defaults = Defaults::none;
    GivenBy given_by = GivenBy::below;
    bool required = false, all_by_default = false;
    std::vector<std::string> features;
};
struct Plan {
    std::string key, label;
    std::optional<std::int64_t> seats;  // nothing: unlimited
    std::vector<std::string> features;
    bool self_service = false;
    std::string more;
    bool has(std::string_view feature) const;
};
struct Policies {
    int invitation_days = 7, restore_days = 30, dormant_days = 0, review_months = 0;
    bool security_questions = false, time_limits = true, leave = true;
};
struct Ownership {
    std::string transfer_to, after;
    int recovery_days = 7;
};
struct Devices {
    DeviceSignIn sign_in = DeviceSignIn::off;
    std::string open_role;
    bool password_required = true;
    bool hint_after_failure = false;
    Acts acts;
    int lease_hours = 72;
};
struct Opening {
    std::string plan;
    std::vector<std::string> roles;
    std::map<std::string, std::string> levels;  // ladder → level
};

struct Blueprint {
    std::string id, name;
    std::int64_t version = 1;
    std::vector<Level> levels;         // below the account: {}, {location}, {division, location}
    std::string organisation_feature;  // places only with it; empty: always
    Names names = Names::parts;
    std::map<std::string, std::string> words;
    std::vector<Feature> features;
    std::vector<Permission> permissions;
    std::vector<Field> fields;
    Pick pick = Pick::many;
    bool custom_roles = false;
    Acts custom_role_acts;
    std::vector<Role> roles;
    std::vector<Ladder> ladders;
    std::vector<Resource> resources;
    Policies policies;
    std::optional<Ownership> ownership;
    std::optional<Devices> devices;
    std::vector<UserKind> seats_counts{UserKind::person};
    std::vector<Plan> plans;
    Opening opening;
    std::string import_template = "users.csv";
    std::string digest;  // hex SHA-256 of the text it was loaded from

    Role const* role(std::string_view key) const;
    Role const& top_role() const;
    Role const* base_role() const;
    Plan const* plan(std::string_view key) const;
    std::optional<std::size_t> permission_index(std::string_view key) const;
    bool counts_seat(UserKind) const;
    bool in_ladder(Role const&) const;  // given only through its ladder (RT17)
};

// All blueprints of this instance; built at start, read by every thread, never changed.
class Catalog {
 public:
    explicit Catalog(std::vector<std::shared_ptr<Blueprint const>>);
    Blueprint const* find(std::string_view id) const;
    std::vector<std::shared_ptr<Blueprint const>> const& all() const { return all_; }

 private:
    std::vector<std::shared_ptr<Blueprint const>> all_;
};

}  // namespace usher::blueprints
