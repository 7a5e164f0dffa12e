// PUT …/users/{user}/grants: what a user may use.
#include "directory/routes.h"
#include "directory/target.h"
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

Result<Response> put_grants(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<AssignGrants>());
    return change(rq, authority,
                  [&](store::Tx& tx, access::Actor const& actor, Target& whom) -> Result<Response> {
                      auto const& [user, subject] = whom;
                      TRY(not_deleted(user));
                      access::Change wanted_change{subject, {}};
                      auto may = TRY(access::permit<Act::grants_assign>(tx, actor, wanted_change));
                      auto now = TRY(grants::of_user(tx, actor.account, user.id));
                      bool self = !actor.user.none() && actor.user == user.id;
                      grants::For them{subject.home, subject.assignments, self};
                      auto after = TRY(grants::chosen(tx, actor, them, wanted.grants, now));
                      TRY(grants::assign(tx, may, actor.account, {user.id, subject.home}, now,
                                         after, rq.id().text()));
                      return answer(tx, actor, user.id);
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
