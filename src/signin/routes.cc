#include "signin/routes.h"

#include "audit/batches.h"
#include "http/write_plain.h"
#include "signin/known_browser.h"
#include "signin/me.h"
#include "store/tx.h"

namespace usher::signin {
namespace {

using http::Request;
using http::Response;

struct SignIn {
    static constexpr std::string_view schema = "SignIn";
    std::string email;  // not parsed as one: what is no address is simply not right (R9)
    Secret password;
};
void fields(FieldVisitor& v, SignIn& sign_in) {
    v.field("email", sign_in.email, {.min = 1, .max = 254});
    v.field("password", sign_in.password, {.min = 1, .max = 1000});
}

Error wrong() {
    return Error{Code::unauthenticated, "signin.wrong",
                 "The address or the password is not right."};
}

Result<Response> entered(Request& rq, access::Authority const& authority, NewSession const& session,
                         std::string_view account) {
    http::Credential credential{http::Credential::Kind::session, session.token.text};
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto answer = http::ok(TRY(me(snapshot, authority, credential, account)));
        return std::move(answer).with("Set-Cookie", cookie(session.token));
    });
}

// Whom the address belongs to, and whether they have signed in with this browser before.
struct Presented {
    std::optional<Identity> identity;
    std::string browser;
};
Result<Presented> presented(Request& rq, Result<Email> const& email) {
    Presented found;
    if (!email) return found;
    TRY(rq.store().read([&](store::Snapshot& snapshot) -> Result<void> {
        found.identity = TRY(identity_of(snapshot, *email));
        // The same statements for nobody's address: it costs the same time (R9).
        auto whose = found.identity ? found.identity->id : IdentityId{};
        found.browser = TRY(known_browser(snapshot, whose, rq));
        return {};
    }));
    return found;
}

// Reads the credential, verifies outside of any transaction, and starts the session only if the
// password was not changed meanwhile. An unknown address costs the same time (R9).
Result<Response> sign_in(Request& rq, access::Authority const& authority, PasswordPool& pool,
                         Brake& brake, audit::Batches& batches) {
    auto wanted = TRY(rq.body<SignIn>());
    auto email = Email::parse(wanted.email);
    auto key = email ? email->key() : wanted.email;
    auto [identity, browser] = TRY(presented(rq, email));
    TRY(brake.may_guess(key, rq.address(), browser));
    auto hash = identity ? identity->password_hash : std::string();
    // By one address after another: slowed down without a word, for a refusal would tell that they
    // are one person's (R9).
    bool counted = identity && browser.empty();
    if (counted && !brake.may_guess_person(identity->id.text())) hash.clear();
    bool right = TRY(pool.verify(wanted.password, hash));
    if (!right) {
        batches.sign_in_failed(identity ? std::optional(identity->id) : std::nullopt, rq.address());
        return fail(wrong());
    }
    std::string browser_set;
    auto session = TRY(http::write_plain(rq, [&](store::Tx& tx) -> Result<NewSession> {
        auto now = TRY(identity_of(tx, *email));
        bool same = now && now->id == identity->id;
        if (!same || !TRY(holds_password(tx, *identity))) return fail(wrong());
        TRY(end_session(tx, rq.credential()));  // a new token at each sign-in (threat 42)
        browser_set = TRY(remember_browser(tx, now->id, rq));
        return start_session(tx, now->id, from(rq));
    }));
    brake.succeeded(key, rq.address(), browser);
    if (counted) brake.person_succeeded(identity->id.text());
    batches.signed_in(identity->id, rq.address());
    return with_browser(TRY(entered(rq, authority, session, "")), browser_set);
}

Result<Response> sign_out(Request& rq) {
    TRY(http::write_plain(rq, [&](store::Tx& tx) { return end_session(tx, rq.credential()); }));
    return http::no_content().with("Set-Cookie", ended_cookie());
}

std::optional<AccountId> account_of(Me const& me) {
    if (!me.account) return std::nullopt;
    return me.account->id;
}

// That a session is in use is noted when a page asks who is there, and not more often than every
// few minutes: other requests stay reads.
Result<Me> seen(Request& rq, access::Authority const& authority, std::string const& account) {
    bool noted = true;
    auto answer = TRY(rq.store().read([&](store::Snapshot& snapshot) -> Result<Me> {
        auto mine = TRY(me(snapshot, authority, rq.credential(), account));
        noted = TRY(seen_lately(snapshot, rq.credential(), account_of(mine)));
        return mine;
    }));
    if (noted) return answer;
    // That it cannot be noted, with the disk full, takes nothing from who asks: the next one does.
    (void)http::write_plain(
        rq, [&](store::Tx& tx) { return note_seen(tx, rq.credential(), account_of(answer)); });
    return answer;
}

Result<Response> get_me(Request& rq, access::Authority const& authority) {
    auto answer = TRY(seen(rq, authority, std::string(rq.query("account").value_or(""))));
    return http::ok(answer);
}

}  // namespace

From from(Request const& rq) {
    return {std::string(rq.header("user-agent").value_or("")), rq.address()};
}

std::string boot(Request& rq, access::Authority const& authority) {
    std::string account;
    auto path = rq.path();
    if (path.starts_with("/a/")) account = path.substr(3, path.find('/', 3) - 3);
    auto answer = seen(rq, authority, account);
    // An account that cannot be entered is the page's to explain, after signing in.
    if (!answer && !account.empty()) answer = seen(rq, authority, "");
    return answer ? to_json(*answer) : "{}";
}

void add_routes(http::Router& router, access::Authority const& authority, PasswordPool& pool,
                Brake& brake, audit::Batches& batches) {
    http::Route in{http::Method::post, "/v1/sign-in", "sign_in",
                   "Signs a person in by address and password.", "public"};
    in.handler = [&](Request& rq) { return sign_in(rq, authority, pool, brake, batches); };
    in.body = http::shape<SignIn>();
    in.answer = http::shape<Me>();
    in.errors = {"signin.wrong", "signin.too_many", "signin.busy"};
    in.max_body = 8 * 1024;
    router.add(std::move(in));

    http::Route out{http::Method::post, "/v1/sign-out", "sign_out", "Ends this session.", "self"};
    out.handler = [](Request& rq) { return sign_out(rq); };
    out.status = 204;
    router.add(std::move(out));

    http::Route who{http::Method::get, "/v1/me", "me",
                    "Who is signed in, and what they may do in an account.", "self"};
    who.handler = [&](Request& rq) { return get_me(rq, authority); };
    who.query = {{"account", "Its id or slug; fills \"account\"."}};
    who.answer = http::shape<Me>();
    router.add(std::move(who));
}

}  // namespace usher::signin
