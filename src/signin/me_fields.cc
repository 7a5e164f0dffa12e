#include "signin/me.h"

namespace usher::signin {

void fields(FieldVisitor& v, MyIdentity& identity) {
    v.field("name", identity.name);
    v.field("email", identity.email, {.max = 254});
}
void fields(FieldVisitor& v, MyAccount& account) {
    v.field("id", account.id);
    v.field("slug", account.slug);
    v.field("name", account.name);
    v.field("product", account.product);
    v.field("status", account.status, {.choices = {"open", "suspended", "closed"}});
    v.field("entry", account.entry,
            {.choices = {"open", "suspended", "closed", "address_needed", "reset_needed", "ended"},
             .about = "Whether you can enter it now, and if not, why."});
}
void fields(FieldVisitor& v, PlanInfo& plan) {
    v.field("key", plan.key);
    v.field("label", plan.label);
    v.field("more", plan.more, {.max = 2000, .about = "Where to get more."});
    v.field("self_service", plan.self_service);
}
void fields(FieldVisitor& v, MyUser& user) {
    v.field("id", user.id);
    v.field("name", user.name);
    v.field("email", user.email, {.max = 254});
    v.field("home", user.home);
}
void fields(FieldVisitor& v, SeatsInfo& seats) {
    v.field("used", seats.used);
    v.field("bought", seats.bought, {.max = 10'000'000, .about = "Absent where unlimited."});
}
void fields(FieldVisitor& v, InviteInfo& invite) {
    v.field("allowed", invite.allowed);
    v.field("why", invite.why, {.choices = {"no_seat", "plan"}});
    v.field("more", invite.more, {.max = 2000});
}
void fields(FieldVisitor& v, RoleInfo& role) {
    v.field("key", role.key);
    v.field("label", role.label);
    v.field("about", role.about, {.max = 1000});
    v.field("acts", role.acts, {.about = "A role of administration."});
    v.field("offered", role.offered, {.about = "You may give it."});
    v.field("until", role.until,
            {.about = "You may give it until then at most: you hold it no longer yourself. Absent "
                      "where it need not end."});
    v.field("base", role.base, {.about = "What somebody gets who is given no role."});
    v.field("scopes", role.scopes);
    v.field("uses", role.uses, {.about = "Kinds of resource that its permissions name."});
    v.field("all_of", role.all_of, {.about = "Kinds of resource of which it gives all."});
    v.field("kinds", role.kinds,
            {.choices = {"person", "device", "service"}, .about = "Of users who may have it."});
}
void fields(FieldVisitor& v, LevelInfo& level) {
    v.field("key", level.key);
    v.field("label", level.label);
    v.field("at", level.at, {.choices = {"account", "division", "location"}});
    v.field("acts", level.acts, {.about = "A level of administration."});
    v.field("offered", level.offered, {.about = "You may give it somewhere."});
}
void fields(FieldVisitor& v, LadderInfo& ladder) {
    v.field("key", ladder.key);
    v.field("label", ladder.label);
    v.field("none", ladder.none, {.about = "What having no level is called."});
    v.field("levels", ladder.levels);
}
void fields(FieldVisitor& v, KindInfo& kind) {
    v.field("key", kind.key);
    v.field("label", kind.label);
    v.field("defaults", kind.defaults, {.choices = {"none", "one", "per_group"}});
    v.field("group_label", kind.group_label);
    v.field("required", kind.required, {.about = "A default must be chosen."});
    v.field("all_by_default", kind.all_by_default);
}
void fields(FieldVisitor& v, PlaceInfo& place) {
    v.field("id", place.id);
    v.field("name", place.name);
    v.field("level", place.level, {.choices = {"division", "location"}});
    v.field("parent", place.parent);
}
void fields(FieldVisitor& v, PolicyInfo& policies) {
    v.field("invitation_days", policies.invitation_days);
    v.field("restore_days", policies.restore_days);
    v.field("leave", policies.leave);
}
void fields(FieldVisitor& v, SupportInfo& support) {
    v.field("operator", support.operator_id);
    v.field("name", support.name);
    v.field("reason", support.reason, {.max = 300});
    v.field("until", support.until);
    v.field("mine", support.mine, {.about = "It is you who was let in."});
}
void fields(FieldVisitor& v, AccountView& account) {
    v.field("id", account.id);
    v.field("slug", account.slug);
    v.field("name", account.name);
    v.field("product", account.product);
    v.field("blueprint", account.blueprint);
    v.field("status", account.status);
    v.field("names", account.names, {.choices = {"parts", "whole"}});
    v.field("pick", account.pick, {.choices = {"one", "many"}});
    v.field("plan", account.plan);
    v.field("levels", account.levels);
    v.field("features", account.features);
    v.field("words", account.words);
    v.field("user", account.user);
    v.field("can", account.can,
            {.about = "Act: \"all\", or the places where you hold it, with all below them."});
    v.field("seats", account.seats);
    v.field("invite", account.invite);
    v.field("roles", account.roles);
    v.field("ladders", account.ladders);
    v.field("resources", account.resources);
    v.field("places", account.places, {.max = 100'000});
    v.field("fields", account.fields);
    v.field("policies", account.policies);
    v.field("support", account.support, {.about = "An operator who may look in at the moment."});
}
void fields(FieldVisitor& v, Me& me) {
    v.field("identity", me.identity);
    v.field("operator", me.is_operator);
    v.field("accounts", me.accounts);
    v.field("account", me.account);
    v.field("language", me.language, {.about = "As you chose; absent where you did not."});
    v.field("zone", me.zone, {.about = "As you chose; absent where you did not."});
    v.field("view", me.view, {.about = "How you like the pages to be."});
}

}  // namespace usher::signin
