// A user as the API shows one, cut to what the reader may see (RT27, RT28).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "access/permit.h"
#include "base/fields.h"
#include "base/result.h"
#include "directory/made_keys.h"
#include "directory/users.h"

namespace usher::store {
class Snapshot;
}

namespace usher::directory {

struct PlaceRef {
    static constexpr std::string_view schema = "PlaceRef";
    PlaceId id;
    std::string name;
};
void fields(FieldVisitor&, PlaceRef&);

struct RoleView {
    static constexpr std::string_view schema = "UserRole";
    std::string role, label;
    std::optional<std::string> ladder;  // of a level: the ladder that it is given by
    bool at_home = false;               // follows the user's home (RT3)
    std::optional<PlaceRef> place;      // absent and not at_home: the account
    std::optional<Time> from, until;
};
void fields(FieldVisitor&, RoleView&);

// One ladder of the account's plan, and which level of it the user has.
struct LevelView {
    static constexpr std::string_view schema = "UserLevel";
    std::string ladder, label;
    std::optional<std::string> level;   // absent: none
    std::string level_label;            // what the ladder calls having none, where that is so
    std::vector<PlaceRef> places;       // none at the account
    std::vector<std::string> by_roles;  // without a level: roles that give acts all the same
};
void fields(FieldVisitor&, LevelView&);

struct InvitationView {
    static constexpr std::string_view schema = "UserInvitation";
    Time sent_at, expires_at;
    bool expired = false;
};
void fields(FieldVisitor&, InvitationView&);

// A new address that waits to be accepted (RT42).
struct EmailChangeView {
    static constexpr std::string_view schema = "UserEmailChange";
    std::string email;
    Time sent_at, expires_at;
    bool expired = false;
    bool old_ended = false;  // the way in by the old address was ended at once
};
void fields(FieldVisitor&, EmailChangeView&);

struct UserView {
    static constexpr std::string_view schema = "User";
    UserId id;
    std::string kind, status, name, first_name, last_name;
    std::optional<std::string> email, username;
    std::optional<PlaceRef> home;  // absent: the account itself
    std::vector<RoleView> roles;
    std::vector<LevelView> levels;
    std::optional<std::vector<grants::View>> grants;  // of one user; lists leave them out
    bool elsewhere = false;                           // has access outside your places
    json::Value fields;
    std::optional<InvitationView> invitation;
    std::optional<EmailChangeView> email_change;
    bool reset_needed = false;          // enters again once a new password was set (RT41)
    bool address_needed = false;        // once another address was accepted, or the old one is kept
    std::optional<Time> restore_until;  // of a deleted user who can still come back
    bool erased = false;
    Time created_at;
    std::optional<Time> activated_at, last_active_at, suspended_at, deleted_at;
    std::int64_t version = 0;
    std::vector<std::string> can;       // "edit", "suspend", …: what the reader may do to them
    std::optional<std::string> locked;  // why not more: an error key
    // Of one user; lists leave them out. Keys of service users that stop with what they may (RT23).
    std::optional<std::vector<MadeKeyView>> makes_keys;
    std::optional<std::int64_t> makes_more_keys;
};
void fields(FieldVisitor&, UserView&);

// One user in sight; `not_found` otherwise.
Result<UserView> view(store::Snapshot&, access::Actor const&, UserId);

}  // namespace usher::directory
