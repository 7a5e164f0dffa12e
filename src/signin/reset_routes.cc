#include "signin/recovery.h"
#include "signin/routes.h"

namespace usher::signin {
namespace {

using http::Request;
using http::Response;

struct SendReset {
    static constexpr std::string_view schema = "SendReset";
    std::optional<bool> end_now;
};
void fields(FieldVisitor& v, SendReset& send) {
    v.field("end_now", send.end_now,
            {.about = "True: the old password no longer opens this account. Left out: it stays "
                      "valid until a new one is set."});
}

struct SentResetView {
    static constexpr std::string_view schema = "SentReset";
    std::string email;
    bool sent = true, ended = false;
};
void fields(FieldVisitor& v, SentResetView& sent) {
    v.field("email", sent.email, {.max = 254, .about = "Where the link went."});
    v.field("sent", sent.sent,
            {.about = "False: one went a moment ago, and this only ended the old password."});
    v.field("ended", sent.ended, {.about = "The old password no longer opens this account."});
}

// The frame of both: whom, under the account's lock and through the gate (RT8, RT9).
template <class Verb>
Result<Response> with_user(Request& rq, access::Authority const& authority, Verb verb) {
    auto id = TRY(rq.id_param<UserId>("user"));
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<Response> {
        auto subject = TRY(access::subject(tx, actor, id));
        access::Change change{subject, {}};
        auto user = TRY(directory::find(tx, actor.account.id, id));
        if (!user) return fail(not_found());
        auto may = TRY(access::permit<Act::users_reset>(tx, actor, change));
        return verb(tx, actor, may, *user);
    });
}

Result<Response> send(Request& rq, Recovery const& needs) {
    auto wanted = TRY(rq.body<SendReset>());
    auto old = wanted.end_now.value_or(false) ? OldPassword::ends_here : OldPassword::stays;
    return with_user(
        rq, needs.authority,
        [&](store::Tx& tx, access::Actor const& actor, access::Permit<Act::users_reset> const& may,
            directory::User const& user) -> Result<Response> {
            auto sent = TRY(send_reset(tx, needs.outbox, actor, may, user, old, rq.id().text()));
            return http::ok(SentResetView{sent.email, sent.sent, old == OldPassword::ends_here});
        });
}

Result<Response> end(Request& rq, Recovery const& needs) {
    return with_user(
        rq, needs.authority,
        [&](store::Tx& tx, access::Actor const&, access::Permit<Act::users_reset> const& may,
            directory::User const& user) -> Result<Response> {
            TRY(end_entries(tx, may, user, rq.id().text()));
            return http::no_content();
        });
}

}  // namespace

void add_reset_routes(http::Router& router, Recovery const& needs) {
    http::Route sends{http::Method::post, "/v1/accounts/{account}/users/{user}/reset", "send_reset",
                      "Mails the user a link to choose a new password.", "users.reset"};
    sends.handler = [needs](Request& rq) { return send(rq, needs); };
    sends.body = http::shape<SendReset>();
    sends.answer = http::shape<SentResetView>();
    sends.errors = {"access.self", "access.not_contained", "users.not_active",
                    "passwords.no_address", "passwords.sent_lately"};
    router.add(std::move(sends));

    http::Route ends{http::Method::delete_, "/v1/accounts/{account}/users/{user}/entries",
                     "end_entries", "Signs the user out of this account, and of no other.",
                     "users.reset"};
    ends.handler = [needs](Request& rq) { return end(rq, needs); };
    ends.status = 204;
    ends.errors = {"access.self", "access.not_contained", "users.not_active"};
    router.add(std::move(ends));
}

}  // namespace usher::signin
