// PUT …/users/{user}/grants: what a user may use.
#include "directory/routes.h"
#include "directory/users.h"
#include "directory/view.h"

namespace usher::directory {
namespace {

using http::Request;
using http::Response;

struct AssignGrants {
    static constexpr std::string_view schema = "AssignGrants";
    std::vector<grants::Choice> grants;
};
void fields(FieldVisitor& v, AssignGrants& dto) {
    v.field("grants", dto.grants,
            {.max = static_cast<std::int64_t>(grants::max_kinds),
             .about = "By kind. A kind left out stays as it is."});
}

// Of the version that was named, and not deleted.
Result<void> may_change(Request const& rq, User const& user) {
    auto version = TRY(rq.if_match());
    if (version && *version != user.version) {
        return fail(Error{Code::precondition_failed, "http.version",
                          "Somebody else has changed this user since you read it."}
                        .with("version", std::to_string(user.version)));
    }
    if (user.status != access::Status::deleted) return {};
    return fail(
        Error{Code::conflict, "users.deleted", "This user is deleted. Restore them first."});
}

Result<Response> put_grants(Request& rq, access::Authority const& authority) {
    auto id = TRY(rq.id_param<UserId>("user"));
    auto wanted = TRY(rq.body<AssignGrants>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto subject = TRY(access::subject(tx, actor, id));
        auto user = TRY(find(tx, actor.account.id, id));
        if (!user) return fail(not_found());
        TRY(may_change(rq, *user));
        access::Change wanted_change{subject, {}};
        auto may = TRY(access::permit<Act::grants_assign>(tx, actor, wanted_change));
        auto now = TRY(grants::of_user(tx, actor.account, id));
        bool self = !actor.user.none() && actor.user == id;
        grants::For whom{subject.home, subject.assignments, self};
        auto after = TRY(grants::chosen(tx, actor, whom, wanted.grants, now));
        TRY(grants::assign(tx, may, actor.account, {id, subject.home}, now, after, rq.id().text()));
        auto shown = TRY(view(tx, actor, id));
        return http::ok(shown).version(shown.version);
    });
}

}  // namespace

void add_grant_routes(http::Router& router, access::Authority const& authority) {
    http::Route row{http::Method::put, "/v1/accounts/{account}/users/{user}/grants",
                    "assign_grants", "Sets what a user may use, by kind.", "grants.assign"};
    row.handler = [&](Request& rq) { return put_grants(rq, authority); };
    row.body = http::shape<AssignGrants>();
    row.answer = http::shape<UserView>();
    row.errors = {"http.version",          "users.deleted",      "access.not_contained",
                  "grants.kind",           "grants.twice",       "grants.not_here",
                  "grants.default",        "grants.one_default", "grants.no_defaults",
                  "grants.default_needed", "grants.too_many"};
    row.max_body = 256 * 1024;
    router.add(std::move(row));
}

}  // namespace usher::directory
