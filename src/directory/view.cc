#include "directory/view.h"

#include "store/tx.h"

namespace usher::directory {

void fields(FieldVisitor& v, PlaceRef& place) {
    v.field("id", place.id);
    v.field("name", place.name);
}

void fields(FieldVisitor& v, RoleView& role) {
    v.field("role", role.role);
    v.field("label", role.label);
    v.field("ladder", role.ladder, {.about = "Of a level: the ladder that it is given by."});
    v.field("at_home", role.at_home, {.about = "True: it follows the user's home."});
    v.field("place", role.place, {.about = "Absent and not at_home: the whole account."});
    v.field("from", role.from);
    v.field("until", role.until);
}

void fields(FieldVisitor& v, LevelView& level) {
    v.field("ladder", level.ladder);
    v.field("label", level.label);
    v.field("level", level.level, {.about = "Absent: no level of it."});
    v.field("level_label", level.level_label);
    v.field("places", level.places, {.max = 1000, .about = "Where it holds; none at the account."});
    v.field("by_roles", level.by_roles,
            {.about = "Without a level: roles by which they administer all the same."});
}

void fields(FieldVisitor& v, InvitationView& invitation) {
    v.field("sent_at", invitation.sent_at);
    v.field("expires_at", invitation.expires_at);
    v.field("expired", invitation.expired);
}

void fields(FieldVisitor& v, EmailChangeView& change) {
    v.field("email", change.email, {.max = 254});
    v.field("sent_at", change.sent_at);
    v.field("expires_at", change.expires_at);
    v.field("expired", change.expired);
    v.field("old_ended", change.old_ended,
            {.about = "True: the old address no longer lets them in."});
}

void fields(FieldVisitor& v, UserView& user) {
    v.field("id", user.id);
    v.field("kind", user.kind, {.choices = {"person", "device", "service"}});
    v.field("status", user.status, {.choices = {"invited", "active", "suspended", "deleted"}});
    v.field("name", user.name);
    v.field("first_name", user.first_name);
    v.field("last_name", user.last_name);
    v.field("email", user.email, {.max = 254});
    v.field("username", user.username);
    v.field("home", user.home, {.about = "Absent: the account itself."});
    v.field("roles", user.roles);
    v.field("levels", user.levels);
    v.field("grants", user.grants,
            {.about = "What they may use, by kind. Of one user; lists leave it out."});
    v.field("elsewhere", user.elsewhere, {.about = "Has access outside the places you see."});
    v.field("fields", user.fields);
    v.field("invitation", user.invitation);
    v.field("email_change", user.email_change, {.about = "An address not yet accepted."});
    v.field("reset_needed", user.reset_needed,
            {.about = "True: enters again once a new password was set."});
    v.field("address_needed", user.address_needed,
            {.about = "True: the old address was ended; enters again once another is accepted."});
    v.field("restore_until", user.restore_until, {.about = "Of a deleted user: until then."});
    v.field("erased", user.erased);
    v.field("created_at", user.created_at);
    v.field("activated_at", user.activated_at);
    v.field("last_active_at", user.last_active_at);
    v.field("suspended_at", user.suspended_at);
    v.field("deleted_at", user.deleted_at);
    v.field("version", user.version);
    v.field("can", user.can, {.about = "What you may do to this user: edit, roles, suspend, …"});
    v.field("locked", user.locked, {.about = "Why you may not edit them: an error key."});
    v.field("makes_keys", user.makes_keys,
            {.about = "Keys of service users that they made: each stops when they may no longer do "
                      "what it can do. Of one user; lists leave them out."});
    v.field("makes_more_keys", user.makes_more_keys,
            {.about = "How many more they made, of service users whom you do not see."});
}

}  // namespace usher::directory
