// Closing an account by who holds the top role (PM5).
#include "access/proof.h"
#include "accounts/routes.h"
#include "accounts/status.h"

namespace usher::accounts {
namespace {

using http::Request;
using http::Response;

struct CloseAccount {
    static constexpr std::string_view schema = "CloseAccount";
    std::string name;
};
void fields(FieldVisitor& v, CloseAccount& close) {
    v.field("name", close.name, {.max = 200, .about = "The account's name, as it stands there."});
}

Result<Response> post(Request& rq, access::Authority const& authority, mail::Outbox const& outbox) {
    auto wanted = TRY(rq.body<CloseAccount>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto may = TRY(access::permit<Act::account_close>(tx, actor, access::account_place));
        TRY(access::proved_person(tx, authority, rq.credential()));
        if (wanted.name != actor.account.name) {
            return fail(invalid_field("name", "accounts.name",
                                      "Type the account's name as it stands above."));
        }
        TRY(close(tx, outbox, may, actor.account, rq.id().text()));
        return http::no_content();
    });
}

}  // namespace

void add_close_route(http::Router& router, access::Authority const& authority,
                     mail::Outbox const& outbox) {
    http::Route row{http::Method::post, "/v1/accounts/{account}/close", "close_own_account",
                    "Closes the account: every way in ends at once.", "account.close"};
    row.handler = [&](Request& rq) { return post(rq, authority, outbox); };
    row.body = http::shape<CloseAccount>();
    row.status = 204;
    row.errors = {"signin.proof_needed", "accounts.name"};
    router.add(std::move(row));
}

}  // namespace usher::accounts
