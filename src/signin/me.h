// GET /v1/me: who is signed in, where they are users, and what they may do in one account. The UI
// shows what stands here and works nothing out by itself.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/actor.h"
#include "base/fields.h"
#include "base/result.h"
#include "directory/form.h"
#include "http/request.h"
#include "signin/own_view.h"

namespace usher::store {
class Snapshot;
}

namespace usher::signin {

struct MyIdentity {
    static constexpr std::string_view schema = "MyIdentity";
    std::string name, email;
};
// `entry`: whether this session enters it now, and if not, why (RT39): "open"; "suspended" the
// user, "closed" the account; "address_needed", until the new one is accepted (RT42);
// "reset_needed"; "ended", until the person proves who they are.
struct MyAccount {
    static constexpr std::string_view schema = "MyAccount";
    AccountId id;
    std::string slug, name, product, status, entry;
};
struct PlanInfo {
    static constexpr std::string_view schema = "PlanInfo";
    std::string key, label;
    std::optional<std::string> more;
    bool self_service = false;
};
struct MyUser {
    static constexpr std::string_view schema = "MyUser";
    UserId id;
    std::string name, email;
    std::optional<PlaceId> home;  // absent: the account itself
};
struct SeatsInfo {
    static constexpr std::string_view schema = "SeatsInfo";
    std::int64_t used = 0;
    std::optional<std::int64_t> bought;
};
// Whether one more user can be invited now, and if not, why: "no_seat", or "plan" where the plan
// is for one user only (SO2).
struct InviteInfo {
    static constexpr std::string_view schema = "InviteInfo";
    bool allowed = true;
    std::optional<std::string> why, more;
};
struct RoleInfo {
    static constexpr std::string_view schema = "RoleInfo";
    std::string key, label, about;
    bool acts = false;     // a role of administration
    bool offered = false;  // may be given by the reader
    bool base = false;
    std::vector<std::string> scopes;
    std::vector<std::string> uses;        // kinds of resource that its permissions name
    std::vector<std::string> all_of;      // kinds of which it gives all
    std::optional<Time> until = {};       // its latest end, where the reader gives it
    std::vector<std::string> kinds = {};  // of users who may have it
};
// A ladder of access levels, and which of them the reader may give somewhere (RT17).
struct LevelInfo {
    static constexpr std::string_view schema = "LevelInfo";
    std::string key, label, at;  // `at`: account, division or location
    bool acts = false, offered = false;
};
struct LadderInfo {
    static constexpr std::string_view schema = "LadderInfo";
    std::string key, label, none;  // `none`: what having no level is called
    std::vector<LevelInfo> levels;
};
// A kind of resource that users are let use (RT18).
struct KindInfo {
    static constexpr std::string_view schema = "ResourceKindInfo";
    std::string key, label, defaults;  // "none", "one", "per_group"
    std::optional<std::string> group_label;
    bool required = false, all_by_default = false;
};
struct PlaceInfo {
    static constexpr std::string_view schema = "PlaceInfo";
    PlaceId id;
    std::string name, level;
    std::optional<PlaceId> parent;
};
struct PolicyInfo {
    static constexpr std::string_view schema = "PolicyInfo";
    std::int64_t invitation_days = 7, restore_days = 30;
    bool leave = true;
};
// An operator looks into the account at the moment (RT26). `mine`: it is the reader.
struct SupportInfo {
    static constexpr std::string_view schema = "SupportInfo";
    IdentityId operator_id;
    std::string name, reason;
    Time until;
    bool mine = false;
};
struct AccountView {
    static constexpr std::string_view schema = "AccountView";
    AccountId id;
    std::string slug, name, product, blueprint, status, names, pick;
    PlanInfo plan;
    std::vector<std::string> levels, features;
    json::Value words;  // the product's own words: {"location": "site"}
    MyUser user;
    json::Value can;                 // {"users.invite": "all" | [place ids]}
    std::optional<SeatsInfo> seats;  // absent where the numbers are not for the reader (RT29)
    InviteInfo invite;
    std::vector<RoleInfo> roles;  // for who assigns them (RT29); so are ladders
    std::vector<LadderInfo> ladders;
    std::vector<KindInfo> resources;  // for who gives grants or manages resources
    std::vector<PlaceInfo> places;
    std::vector<directory::FieldInfo> fields;
    PolicyInfo policies;
    std::optional<SupportInfo> support;  // for who sees users of the whole account
};
struct Me {
    static constexpr std::string_view schema = "Me";
    MyIdentity identity;
    bool is_operator = false;
    std::vector<MyAccount> accounts;
    std::optional<AccountView> account;
    std::optional<std::string> language, zone;  // preferences.h
    OwnView view;
};
void fields(FieldVisitor&, Me&);

// What the reader may give: roles, levels, kinds of resource.
void add_offers(AccountView&, access::Actor const&);

constexpr std::int64_t max_accounts = 200;  // listed of one person

// `account` is an id or slug, or empty. Fails with `signin.needed`; with an account, also as
// Authority::actor does.
Result<Me> me(store::Snapshot&, access::Authority const&, http::Credential const&,
              std::string_view account);

}  // namespace usher::signin
