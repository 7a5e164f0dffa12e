#include "access/proof.h"
#include "http/write_plain.h"
#include "signin/own_password.h"
#include "signin/routes.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

using http::Request;
using http::Response;

struct Prove {
    static constexpr std::string_view schema = "Prove";
    Secret password;
};
void fields(FieldVisitor& v, Prove& prove) {
    v.field("password", prove.password, {.min = 1, .max = 1000});
}

// The session goes on under a new token (ASVS 7.2.4): what somebody copied before ends here.
Result<Response> prove(Request& rq, Recovery const& needs) {
    auto asked = TRY(rq.body<Prove>());
    auto known = TRY(prove_password(rq, needs, asked.password, "password"));
    auto token = TRY(http::write_plain(rq, [&](store::Tx& tx) -> Result<Token> {
        auto person = TRY(needs.authority.person(tx, rq.credential()));
        if (person.identity != known.id || !TRY(holds_password(tx, known))) {
            return fail(http::known("passwords.changed_meanwhile"));
        }
        return renew_session(tx, person.session);
    }));
    return http::no_content().with("Set-Cookie", cookie(token));
}

}  // namespace

void add_proof_routes(http::Router& router, Recovery const& needs) {
    http::Route proves{http::Method::post, "/v1/me/proof", "prove_who_i_am",
                       "Gives the own password once more, as some acts ask for. Good for ten "
                       "minutes.",
                       "self"};
    proves.handler = [needs](Request& rq) { return prove(rq, needs); };
    proves.body = http::shape<Prove>();
    proves.status = 204;
    proves.max_body = 8 * 1024;
    proves.errors = {"passwords.not_current", "passwords.changed_meanwhile", "signin.too_many",
                     "signin.busy"};
    router.add(std::move(proves));
}

}  // namespace usher::signin
