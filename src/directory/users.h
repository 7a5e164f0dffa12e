// The users of one account: what is kept of each, and the verbs that change one. Each verb is one
// transaction with its audit event; the caller has locked the account and passed the gate.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/permit.h"
#include "access/roles.h"
#include "base/email.h"
#include "base/fields.h"
#include "base/result.h"
#include "grants/grants.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::directory {

// First and last name, or one whole name kept in `last`, as the blueprint says. Either may be
// empty.
struct Name {
    std::string first = {};
    std::string last = {};
    bool operator==(Name const&) const = default;
};
std::string whole(Name const&);         // "Ada Lovelace"; empty where both parts are
constexpr std::int64_t max_name = 100;  // code points of each part

struct User {
    UserId id;
    blueprints::UserKind kind = blueprints::UserKind::person;
    access::Status status = access::Status::invited;
    Name name;
    std::string email, username, language;
    access::PlaceNumber home = access::account_place;
    json::Object fields;
    std::optional<IdentityId> identity;
    Time created_at;
    std::optional<Time> activated_at, last_active_at, suspended_at, deleted_at;
    std::int64_t version = 1;
    std::string dir_key;
};

// Sort order, haystack and page cursor in one (architecture section 4).
std::string dir_key(User const&);

Result<std::optional<User>> find(store::Snapshot&, AccountId, UserId);
// Who has that address among users not deleted (RT32).
Result<std::optional<UserId>> with_email(store::Snapshot&, AccountId, Email const&);
// The subject that the gate reads of an already read user.
access::Subject subject(User const&, access::Assignments);

struct NewUser {
    Name name;
    Email email;
    access::PlaceNumber home = access::account_place;
    access::Assignments assignments;
    json::Object fields;
    std::string language;
    grants::Granted grants = {};  // empty: nothing of any kind
};
// Inserts an invited person: rows, counts, assignments; takes the seat. The address must be free
// in the account: `users.exists`, with param "user" only where that user is in `actor`'s sight.
// `seats.none_left`, `users.field_taken`. Audit is the caller's ("users.invite").
Result<UserId> add(store::Tx&, access::Actor const&, access::Permit<Act::users_invite> const&,
                   NewUser const&);

// A move also ends grants that no longer fit, and follows RT10.
struct Edit {
    std::optional<Name> name;
    std::optional<access::PlaceNumber> home;
    std::optional<json::Object> fields;  // members to change; null clears
};
Result<void> edit(store::Tx&, access::Permit<Act::users_edit> const&, access::Actor const&,
                  User const& before, Edit const&, std::string const& request_id);

// Suspending ends entries here at once, and nothing elsewhere (RT39). Suspending a suspended user
// is not an error. `users.not_active` for an invited or deleted one.
Result<void> suspend(store::Tx&, access::Permit<Act::users_suspend> const&, access::Account const&,
                     User const& before, std::string const& request_id);
Result<void> resume(store::Tx&, access::Permit<Act::users_suspend> const&, access::Account const&,
                    User const& before, std::string const& request_id);
// Also revokes an invitation (RT34). Status, seat, address and access end at once; the row, the
// name and the roles stay.
Result<void> remove(store::Tx&, access::Permit<Act::users_delete> const&, access::Account const&,
                    User const& before, std::string const& request_id);
// What deleting and leaving have in common, by whoever was found to be allowed to: called by
// remove() and leave() alone.
Result<void> end(store::Tx&, access::Account const&, access::ActorId const& by, User const& before,
                 std::string_view act, std::string const& request_id);
// Replaces all roles of a user (RT8 was passed with both).
Result<void> assign(store::Tx&, access::Permit<Act::roles_assign> const&, access::Actor const&,
                    User const& before, access::Assignments const& old_roles,
                    access::Assignments const& new_roles, std::string const& request_id);
// Roles as audit events tell them.
json::Value listed(access::Assignments const&);
// An invited user becomes active as that identity: by the invitation's link only.
Result<void> activate(store::Tx&, access::Account const&, User const& before, IdentityId,
                      Name const&);

// What the store keeps beside `users`: the walk's row and the exact counts per home and status.
// Called by the verbs above when name, home or status changed. `before` null: a new user.
Result<void> keep_directory(store::Tx&, AccountId, User const* before, User const& after);
// They have just been active here.
Result<void> note_active(store::Tx&, AccountId, UserId, Time at);

}  // namespace usher::directory
