#include "directory/routes.h"

#include "access/levels.h"
#include "base/errors.h"
#include "base/text.h"
#include "directory/form.h"
#include "directory/list.h"
#include "directory/target.h"
#include "directory/users.h"
#include "directory/view.h"

namespace usher::directory {
namespace {

using http::Request;
using http::Response;

struct CountsView {
    static constexpr std::string_view schema = "UserCounts";
    std::int64_t invited = 0, active = 0, suspended = 0, deleted = 0;
};
void fields(FieldVisitor& v, CountsView& counts) {
    v.field("invited", counts.invited);
    v.field("active", counts.active);
    v.field("suspended", counts.suspended);
    v.field("deleted", counts.deleted);
}

struct UserPage : Page {
    static constexpr std::string_view schema = "UserPage";
    CountsView counts;
};
void fields(FieldVisitor& v, UserPage& page) {
    http::page_fields(v, page);
    v.field("counts", page.counts);
}

struct EditUser {
    static constexpr std::string_view schema = "EditUser";
    NameFields name;
    std::optional<std::string> home;
    std::optional<json::Value> fields;
};
void fields(FieldVisitor& v, EditUser& edit) {
    name_fields(v, edit.name);
    v.field("home", edit.home, {.about = "A place's id, or \"account\"."});
    v.field("fields", edit.fields);
}

struct AssignRoles {
    static constexpr std::string_view schema = "AssignRoles";
    std::vector<access::RoleChoice> roles;
    std::optional<std::vector<access::LevelChoice>> levels;
};
void fields(FieldVisitor& v, AssignRoles& assign) {
    v.field("roles", assign.roles, {.max = access::max_assignments});
    v.field("levels", assign.levels,
            {.about = "Access levels by ladder. Left out, or a ladder left out: as they are."});
}

Result<Response> list_users(Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto may = TRY(access::permit<Act::users_view>(snapshot, actor));
        auto query = TRY(list_query(rq, actor));
        auto page = TRY(list(snapshot, may, actor, query));
        auto now = TRY(counts(snapshot, may, actor));
        if (page.next) page.next = base64url(*page.next);
        return http::ok(
            UserPage{std::move(page), {now.invited, now.active, now.suspended, now.deleted}});
    });
}

struct ElsewherePage : Page {
    static constexpr std::string_view schema = "ElsewherePage";
};
void fields(FieldVisitor& v, ElsewherePage& page) { http::page_fields(v, page); }

Result<Response> list_from_elsewhere(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<PlaceId>("place"));
    auto limit = TRY(http::page_limit(rq));
    std::optional<UserId> after;
    if (auto text = rq.query("after")) {
        after = UserId::parse(*text);
        if (!after) return fail(base_error("field.characters", "after", {}));
    }
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        auto place = TRY(access::place_named(actor, id.text()));
        auto may = TRY(access::permit<Act::users_view>(snapshot, actor, place));
        auto page = TRY(from_elsewhere(snapshot, may, actor, place, after, limit));
        return http::ok(ElsewherePage{std::move(page)});
    });
}

Result<Response> show(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<UserId>("user"));
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        return answer(snapshot, actor, id);
    });
}

Result<Response> patch(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<EditUser>());
    return change(rq, authority,
                  [&](store::Tx& tx, access::Actor const& actor, Target& whom) -> Result<Response> {
                      TRY(not_deleted(whom.user));
                      Edit wish;
                      wish.name = TRY(name_from(actor.account, wanted.name, whom.user.name));
                      if (wanted.home) wish.home = TRY(home_named(actor, wanted.home));
                      if (wanted.fields) {
                          wish.fields =
                              TRY(checked_fields(actor.account, *wanted.fields, Which::some));
                      }
                      auto after = whom.subject;
                      if (wish.home) after.home = *wish.home;
                      access::Change wanted_change{whom.subject, after};
                      auto may = TRY(access::permit<Act::users_edit>(tx, actor, wanted_change));
                      TRY(edit(tx, may, actor, whom.user, wish, rq.id().text()));
                      return answer(tx, actor, whom.user.id);
                  });
}

// Of somebody from elsewhere whose last role here is taken (RT28): they go out of sight with it, so
// the answer is what was seen of them, without what was taken.
Result<Response> last_look(store::Tx& tx, access::Actor const& actor, UserView shown) {
    auto now = TRY(find(tx, actor.account.id, shown.id));
    if (!now) return fail(not_found());
    shown.roles.clear();
    shown.levels.clear();
    shown.grants.reset();
    shown.can.clear();
    shown.elsewhere = true;
    shown.version = now->version;
    return http::ok(shown).version(shown.version);
}

Result<Response> put_roles(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<AssignRoles>());
    return change(rq, authority,
                  [&](store::Tx& tx, access::Actor const& actor, Target& whom) -> Result<Response> {
                      TRY(not_deleted(whom.user));
                      auto after = whom.subject;
                      after.assignments = TRY(access::chosen_access(
                          actor, {wanted.roles, wanted.levels}, whom.user.kind, &whom.subject));
                      access::Change wanted_change{whom.subject, after};
                      auto may = TRY(access::permit<Act::roles_assign>(tx, actor, wanted_change));
                      auto before = TRY(view(tx, actor, whom.user.id));
                      TRY(assign(tx, may, actor, whom.user, whom.subject.assignments,
                                 after.assignments, rq.id().text()));
                      if (access::sight(actor, after) == access::Sight::none)
                          return last_look(tx, actor, std::move(before));
                      return answer(tx, actor, whom.user.id);
                  });
}

template <class Verb>
Result<Response> change_suspension(Request& rq, access::Authority const& authority, Verb verb) {
    return change(rq, authority,
                  [&](store::Tx& tx, access::Actor const& actor, Target& whom) -> Result<Response> {
                      access::Change wanted_change{whom.subject, {}};
                      auto may = TRY(access::permit<Act::users_suspend>(tx, actor, wanted_change));
                      TRY(verb(tx, may, actor.account, whom.user, rq.id().text()));
                      return answer(tx, actor, whom.user.id);
                  });
}

Result<Response> delete_user(Request& rq, access::Authority const& authority) {
    return change(rq, authority,
                  [&](store::Tx& tx, access::Actor const& actor, Target& whom) -> Result<Response> {
                      access::Change wanted_change{whom.subject, {}};
                      auto may = TRY(access::permit<Act::users_delete>(tx, actor, wanted_change));
                      TRY(remove(tx, may, actor.account, whom.user, rq.id().text()));
                      return http::no_content();
                  });
}

constexpr std::string_view one_user = "/v1/accounts/{account}/users/{user}";
constexpr std::string_view suspension = "/v1/accounts/{account}/users/{user}/suspension";

void add_change_routes(http::Router& router, access::Authority const& authority) {
    auto edit_row = row(http::Method::patch, one_user, "edit_user", "Changes name, home or fields.",
                        "users.edit");
    edit_row.handler = [&](Request& rq) { return patch(rq, authority); };
    edit_row.body = http::shape<EditUser>();
    edit_row.errors.insert(edit_row.errors.end(),
                           {"users.name", "users.field", "users.field_taken", "users.deleted"});
    router.add(std::move(edit_row));

    auto roles_row =
        row(http::Method::put, "/v1/accounts/{account}/users/{user}/roles", "assign_roles",
            "Replaces all roles of a user, and the levels named.", "roles.assign");
    roles_row.handler = [&](Request& rq) { return put_roles(rq, authority); };
    roles_row.body = http::shape<AssignRoles>();
    roles_row.errors.insert(
        roles_row.errors.end(),
        {"roles.unknown", "roles.not_given_this_way", "roles.scope", "roles.pick_one",
         "roles.one_elsewhere", "roles.last_top", "roles.unique", "roles.not_in_plan",
         "levels.unknown", "levels.one", "levels.places", "levels.twice"});
    router.add(std::move(roles_row));

    auto suspend_row =
        row(http::Method::put, suspension, "suspend_user",
            "Ends the user's access here at once; nothing is lost.", "users.suspend");
    suspend_row.handler = [&](Request& rq) { return change_suspension(rq, authority, suspend); };
    suspend_row.errors.insert(suspend_row.errors.end(), {"users.not_active", "roles.last_top"});
    router.add(std::move(suspend_row));

    auto resume_row = row(http::Method::delete_, suspension, "resume_user",
                          "Lets a suspended user in again.", "users.suspend");
    resume_row.handler = [&](Request& rq) { return change_suspension(rq, authority, resume); };
    resume_row.errors.push_back("users.not_active");
    router.add(std::move(resume_row));

    auto delete_row = row(http::Method::delete_, one_user, "delete_user",
                          "Deletes a user, or revokes an invitation.", "users.delete");
    delete_row.handler = [&](Request& rq) { return delete_user(rq, authority); };
    delete_row.answer = {};
    delete_row.status = 204;
    delete_row.errors.insert(delete_row.errors.end(), {"roles.last_top", "roles.unique"});
    router.add(std::move(delete_row));
}

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority) {
    http::Route all{http::Method::get, "/v1/accounts/{account}/users", "list_users",
                    "The users in sight, in the order of their names.", "users.view"};
    all.handler = [&](Request& rq) { return list_users(rq, authority); };
    all.query = {{"q", "Parts of name or address; all words must be found."},
                 {"status", "Of invited,active,suspended,deleted; all but deleted if left out."},
                 {"role", "Holders of one of these roles (keys), within your sight."},
                 {"level", "Holders of one of these levels (ladder.level), within your sight."},
                 {"home", "Users at or below one of these places (ids)."},
                 {"last_active", "Of 7d,30d,90d (within), not_30d,not_90d (not since), never."},
                 {"sort", "name, last_active or created; with - before it, the other way round."},
                 http::after_param,
                 http::limit_param};
    all.answer = http::shape<UserPage>();
    router.add(std::move(all));

    http::Route elsewhere{http::Method::get, "/v1/accounts/{account}/places/{place}/elsewhere",
                          "list_from_elsewhere",
                          "Users of other homes with roles at or below that place.", "users.view"};
    elsewhere.handler = [&](Request& rq) { return list_from_elsewhere(rq, authority); };
    elsewhere.query = {http::after_param, http::limit_param};
    elsewhere.answer = http::shape<ElsewherePage>();
    router.add(std::move(elsewhere));

    auto get = row(http::Method::get, one_user, "user", "One user.", "users.view");
    get.handler = [&](Request& rq) { return show(rq, authority); };
    get.errors.clear();
    router.add(std::move(get));
    add_change_routes(router, authority);
    add_effects_routes(router, authority);
    add_ending_routes(router, authority);
    add_former_routes(router, authority);
    add_grant_routes(router, authority);
    add_place_routes(router, authority);
}

}  // namespace usher::directory
