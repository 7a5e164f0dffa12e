#include "http/write_plain.h"
#include "signin/correspondence.h"
#include "signin/known_browser.h"
#include "signin/own_password.h"
#include "signin/recovery.h"
#include "signin/routes.h"

namespace usher::signin {
namespace {

using http::Request;
using http::Response;

struct Forgot {
    static constexpr std::string_view schema = "ForgotPassword";
    std::string email;  // not parsed as one: whatever comes, the answer is the same (R9)
    std::optional<std::string> to;
};
void fields(FieldVisitor& v, Forgot& forgot) {
    v.field("email", forgot.email, {.min = 1, .max = 254});
    v.field("to", forgot.to,
            {.choices = {"sign_in", "recovery"},
             .about = "Where the link goes: that address, or the recovery address of its owner."});
}

// The token comes in the body: addresses end up in logs and histories (ASVS 14.2.1).
struct Look {
    static constexpr std::string_view schema = "LookAtReset";
    Secret token;
};
void fields(FieldVisitor& v, Look& look) { v.field("token", look.token, {.min = 1, .max = 100}); }

struct LookView {
    static constexpr std::string_view schema = "ResetView";
    std::string email;
};
void fields(FieldVisitor& v, LookView& view) { v.field("email", view.email, {.max = 254}); }

struct Reset {
    static constexpr std::string_view schema = "ResetPassword";
    Secret token, password;
    std::optional<bool> sign_out_everywhere;
};
void fields(FieldVisitor& v, Reset& reset) {
    v.field("token", reset.token, {.min = 1, .max = 100});
    v.field("password", reset.password, {.max = 1000});
    v.field("sign_out_everywhere", reset.sign_out_everywhere,
            {.about = "Left out: true. An administrator's link always signs out."});
}

struct ChangePassword {
    static constexpr std::string_view schema = "ChangePassword";
    Secret current, wanted;
};
void fields(FieldVisitor& v, ChangePassword& change) {
    v.field("current", change.current, {.min = 1, .max = 1000});
    v.field("new", change.wanted, {.max = 1000});
}

// Nothing here depends on whose address it is: not what is done, not how long it takes.
Result<Response> forgot(Request& rq, Recovery const& needs) {
    auto asked = TRY(rq.body<Forgot>());
    auto email = Email::parse(asked.email);
    auto key = "forgot " + (email ? email->key() : asked.email);
    TRY(needs.brake.may_try(key, rq.address()));
    if (!email) return http::no_content();
    auto to = asked.to == "recovery" ? ResetTo::recovery : ResetTo::sign_in;
    TRY(http::write_plain(
        rq, [&](store::Tx& tx) { return ask_for_reset(tx, needs.queue, *email, to); }));
    return http::no_content();
}

Result<Response> look(Request& rq) {
    auto asked = TRY(rq.body<Look>());
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto link = TRY(look_at_reset(snapshot, asked.token));
        auto email = TRY(email_of(snapshot, link.identity));
        return http::ok(LookView{email});
    });
}

// Judged and hashed outside of any transaction. `field` is how the request calls it.
Result<std::string> hashed(Request& rq, Recovery const& needs, IdentityId identity,
                           Secret const& password, std::string_view field) {
    auto to = TRY(rq.store().read([&](store::Snapshot& snapshot) {
        return addressee(snapshot, needs.authority.catalog(), identity);
    }));
    auto judged = judge(password, to.context, needs.breached);
    if (!judged) return fail(std::move(judged).error().at(field));
    return needs.pool.hash(password);
}

Result<Response> reset(Request& rq, Recovery const& needs) {
    auto asked = TRY(rq.body<Reset>());
    auto link = TRY(rq.store().read(
        [&](store::Snapshot& snapshot) { return look_at_reset(snapshot, asked.token); }));
    NewPassword wanted;
    wanted.hash = TRY(hashed(rq, needs, link.identity, asked.password, "password"));
    if (!asked.sign_out_everywhere.value_or(true)) wanted.others = OtherSessions::keep;
    wanted.request_id = rq.id().text();
    // Who reads that mailbox gets in from here, whatever strangers do to the address meanwhile.
    auto browser = TRY(http::write_plain(rq, [&](store::Tx& tx) -> Result<std::string> {
        // Again: meanwhile the address may have been taken away from the person.
        auto now = TRY(look_at_reset(tx, asked.token));
        TRY(reset_password(tx, needs.outbox, needs.authority.catalog(), now, wanted));
        return remember_browser(tx, link.identity, rq);
    }));
    return with_browser(http::no_content(), browser);
}

Result<Response> change(Request& rq, Recovery const& needs) {
    auto asked = TRY(rq.body<ChangePassword>());
    auto identity = TRY(prove_password(rq, needs, asked.current, "current"));
    NewPassword wanted;
    wanted.hash = TRY(hashed(rq, needs, identity.id, asked.wanted, "new"));
    wanted.request_id = rq.id().text();
    auto session = TRY(http::write_plain(rq, [&](store::Tx& tx) -> Result<NewSession> {
        TRY(needs.authority.person(tx, rq.credential()));  // still signed in
        return change_password(tx, needs.outbox, needs.authority.catalog(), identity, wanted,
                               from(rq));
    }));
    return http::no_content().with("Set-Cookie", cookie(session.token));
}

http::Route row(http::Method method, std::string_view path, std::string_view name,
                std::string_view about, std::string_view act) {
    http::Route route{method, path, name, about, act};
    route.status = 204;
    route.max_body = 8 * 1024;
    return route;
}

void add_errors_of_passwords(http::Route& route) {
    route.errors.insert(route.errors.end(),
                        {"signin.busy", "passwords.too_short", "passwords.too_long",
                         "passwords.too_common", "passwords.context", "passwords.breached"});
}

}  // namespace

void add_recovery_routes(http::Router& router, Recovery const& needs) {
    auto asks =
        row(http::Method::post, "/v1/forgot", "forgot_password",
            "Mails a link to choose a new password. The same answer whatever happens.", "public");
    asks.handler = [needs](Request& rq) { return forgot(rq, needs); };
    asks.body = http::shape<Forgot>();
    asks.errors = {"signin.too_many"};
    router.add(std::move(asks));

    auto looks = row(http::Method::post, "/v1/reset/look", "look_at_reset",
                     "Whose password the link is for. Uses nothing up.", "public");
    looks.handler = [](Request& rq) { return look(rq); };
    looks.status = 200;
    looks.body = http::shape<Look>();
    looks.answer = http::shape<LookView>();
    looks.errors = {"passwords.link_ended", "passwords.link_expired"};
    router.add(std::move(looks));

    auto resets = row(http::Method::post, "/v1/reset", "reset_password",
                      "Sets a new password by the mailed link. Signs nobody in.", "public");
    resets.handler = [needs](Request& rq) { return reset(rq, needs); };
    resets.body = http::shape<Reset>();
    resets.errors = {"passwords.link_ended", "passwords.link_expired"};
    add_errors_of_passwords(resets);
    router.add(std::move(resets));

    auto changes = row(http::Method::put, "/v1/me/password", "change_password",
                       "Changes the own password; all other sessions end.", "self");
    changes.handler = [needs](Request& rq) { return change(rq, needs); };
    changes.body = http::shape<ChangePassword>();
    changes.errors = {"passwords.not_current", "passwords.changed_meanwhile", "signin.too_many"};
    add_errors_of_passwords(changes);
    router.add(std::move(changes));
}

}  // namespace usher::signin
