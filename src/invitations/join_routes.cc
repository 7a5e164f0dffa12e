#include "directory/form.h"
#include "http/write_plain.h"
#include "invitations/accept.h"
#include "invitations/routes.h"
#include "mail/outbox.h"
#include "signin/known_browser.h"
#include "signin/me.h"
#include "signin/routes.h"
#include "signin/session.h"

namespace usher::invitations {
namespace {

using http::Request;
using http::Response;

// The token comes in the body: addresses end up in logs and histories (ASVS 14.2.1).
struct Look {
    static constexpr std::string_view schema = "LookAtInvitation";
    Secret token;
};
void fields(FieldVisitor& v, Look& look) { v.field("token", look.token, {.min = 1, .max = 100}); }

struct JoinAccount {
    static constexpr std::string_view schema = "JoinAccount";
    std::string name, product;
};
void fields(FieldVisitor& v, JoinAccount& account) {
    v.field("name", account.name);
    v.field("product", account.product);
}

struct LookView {
    static constexpr std::string_view schema = "InvitationView";
    JoinAccount account;
    std::string purpose, inviter, email, names, name, first_name, last_name, identity;
    bool opening = false;
    Time expires_at;
};
void fields(FieldVisitor& v, LookView& view) {
    v.field("account", view.account);
    v.field("purpose", view.purpose,
            {.choices = {"join", "operator", "email_change"},
             .about = "email_change: another address for somebody who is a user already."});
    v.field("inviter", view.inviter,
            {.about = "Empty where it is nobody of the account: its provider invites."});
    v.field("opening", view.opening, {.about = "The account's first user: it waits for them."});
    v.field("email", view.email, {.max = 254});
    v.field("names", view.names, {.choices = {"parts", "whole"}});
    v.field("name", view.name);
    v.field("first_name", view.first_name);
    v.field("last_name", view.last_name);
    v.field("identity", view.identity,
            {.choices = {"none", "password", "signed_in", "somebody_else"},
             .about = "How to prove who you are: set a password, give yours, or nothing more."});
    v.field("expires_at", view.expires_at);
}

struct Join {
    static constexpr std::string_view schema = "Join";
    Secret token;
    directory::NameFields name;
    std::optional<Secret> password;
};
void fields(FieldVisitor& v, Join& join) {
    v.field("token", join.token, {.min = 1, .max = 100});
    directory::name_fields(v, join.name);
    v.field("password", join.password, {.max = 1000});
}

std::string_view word(Proof proof) {
    switch (proof) {
        case Proof::set_password:
            return "none";
        case Proof::password:
            return "password";
        case Proof::signed_in:
            return "signed_in";
        case Proof::somebody_else:
            return "somebody_else";
    }
    return "";
}

std::string_view word(Purpose purpose) {
    if (purpose == Purpose::change_email) return "email_change";
    return purpose == Purpose::join ? "join" : "operator";
}

bool whole_names(Found const& found) {
    return !found.account || found.account->blueprint->names == blueprints::Names::whole;
}

Result<Response> show(Request& rq, access::Authority const& authority) {
    auto asked = TRY(rq.body<Look>());
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto found = TRY(look(snapshot, authority, asked.token, rq.credential()));
        LookView view;
        view.account = {"Usher", "Usher"};
        if (found.account) view.account = {found.account->name, found.account->blueprint->name};
        view.purpose = word(found.link.purpose);
        view.inviter = found.inviter;
        view.opening = found.account && !found.account->accepted;
        view.email = found.link.email.address();
        view.names = whole_names(found) ? "whole" : "parts";
        if (found.user) {
            view.name = directory::whole(found.user->name);
            view.first_name = found.user->name.first;
            view.last_name = found.user->name.last;
        }
        view.identity = word(found.proof);
        view.expires_at = found.link.expires_at;
        return http::ok(view);
    });
}

Result<directory::Name> name_of(Found const& found, directory::NameFields const& asked) {
    if (!found.account) return directory::Name{"", asked.name.value_or("")};
    auto name = TRY(directory::name_from(*found.account, asked, found.user->name));
    return name.value_or(found.user->name);
}

// What a password must not mostly consist of (ASVS 6.2.11).
std::vector<std::string> context_of(Found const& found, directory::Name const& name) {
    std::vector<std::string> context{found.link.email.address(), name.first, name.last, "usher"};
    if (!found.account) return context;
    context.push_back(found.account->name);
    context.push_back(found.account->blueprint->name);
    return context;
}

// Proves who holds the link, and hashes a new password: both outside of any transaction.
Result<std::string> prove(Request& rq, Found const& found, Join const& asked,
                          directory::Name const& name, Proving const& by) {
    if (found.proof == Proof::signed_in) return std::string();
    if (found.proof == Proof::somebody_else) {
        return fail(Error{Code::conflict, "invitations.other_identity",
                          "You are signed in as somebody else. Sign out first."});
    }
    if (!asked.password)
        return fail(invalid_field("password", "field.missing", "Give a password."));
    if (found.proof == Proof::set_password) {
        TRY(signin::judge(*asked.password, context_of(found, name), by.breached));
        return by.pool.hash(*asked.password);
    }
    auto browser = TRY(rq.store().read([&](store::Snapshot& snapshot) {
        return signin::known_browser(snapshot, found.identity->id, rq);
    }));
    TRY(by.brake.may_guess(found.link.email.key(), rq.address(), browser));
    auto whose = found.identity->id.text();
    bool counted = browser.empty();
    auto hash = found.identity->password_hash;
    if (counted && !by.brake.may_guess_person(whose)) hash.clear();
    if (!TRY(by.pool.verify(*asked.password, hash))) {
        by.batches.sign_in_failed(found.identity->id, rq.address(), "signin.wrong");
        return fail(Error{Code::unauthenticated, "signin.wrong", "The password is not right."}.at(
            "password"));
    }
    by.brake.succeeded(found.link.email.key(), rq.address(), browser);
    if (counted) by.brake.person_succeeded(whose);
    return std::string();
}

Result<Response> join(Request& rq, access::Authority const& authority, Proving const& by) {
    auto asked = TRY(rq.body<Join>());
    auto found = TRY(rq.store().read([&](store::Snapshot& snapshot) {
        return look(snapshot, authority, asked.token, rq.credential());
    }));
    auto name = TRY(name_of(found, asked.name));
    auto hash = TRY(prove(rq, found, asked, name, by));
    Accept with{name, hash, signin::from(rq), rq.id().text(), rq.credential()};
    std::string browser;
    auto token = TRY(http::write_plain(rq, [&](store::Tx& tx) -> Result<Token> {
        auto accepted = accept(tx, authority, found, with);
        if (!accepted)
            return fail(TRY(with_way_on(tx, authority, found.link, std::move(accepted).error())));
        auto in = std::move(*accepted);
        TRY(signin::end_session(tx, rq.credential()));
        browser = TRY(signin::remember_browser(tx, in.identity, rq));
        // They stand in the account from now on, before any further request.
        http::Credential now{http::Credential::Kind::session, in.session.token.text};
        if (found.account) TRY(signin::note_seen(tx, now, found.account->id));
        return in.session.token;
    }));
    http::Credential credential{http::Credential::Kind::session, token.text};
    auto account = found.account ? found.account->slug : std::string();
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto answer = http::ok(TRY(signin::me(snapshot, authority, credential, account)));
        return signin::with_browser(std::move(answer).with("Set-Cookie", signin::cookie(token)),
                                    browser);
    });
}

Result<Response> ask(Request& rq, access::Authority const& authority, mail::Outbox const& outbox,
                     signin::Brake& brake) {
    auto asked = TRY(rq.body<Look>());
    TRY(brake.may_try("a new link", rq.address()));
    TRY(http::write_plain(
        rq, [&](store::Tx& tx) { return ask_for_new_link(tx, authority, outbox, asked.token); }));
    return http::no_content();
}

}  // namespace

void add_join_routes(http::Router& router, access::Authority const& authority,
                     mail::Outbox const& outbox, Proving const& by) {
    http::Route looks{http::Method::post, "/v1/join/look", "look_at_invitation",
                      "Who invited whom to what. Uses nothing up.", "public"};
    looks.handler = [&](Request& rq) { return show(rq, authority); };
    looks.body = http::shape<Look>();
    looks.answer = http::shape<LookView>();
    looks.errors = {"invitations.ended", "invitations.expired", "invitations.withdrawn"};
    router.add(std::move(looks));

    http::Route joins{http::Method::post, "/v1/join", "join",
                      "Accepts an invitation; signed in at the end.", "public"};
    joins.handler = [&authority, by](Request& rq) { return join(rq, authority, by); };
    joins.body = http::shape<Join>();
    joins.answer = http::shape<signin::Me>();
    joins.errors = {
        "invitations.ended",          "invitations.expired",      "invitations.withdrawn",
        "invitations.other_identity", "invitations.already_user", "signin.wrong",
        "signin.proof_needed",        "signin.too_many",          "signin.busy",
        "users.email_taken",          "users.person_here",        "passwords.too_short",
        "passwords.too_long",         "passwords.too_common",     "passwords.context",
        "passwords.breached"};
    router.add(std::move(joins));

    http::Route asks{http::Method::post, "/v1/join/ask", "ask_for_new_link",
                     "Tells those who may resend. The same answer whatever happens.", "public"};
    asks.handler = [&authority, &outbox, by](Request& rq) {
        return ask(rq, authority, outbox, by.brake);
    };
    asks.body = http::shape<Look>();
    asks.status = 204;
    router.add(std::move(asks));
}

}  // namespace usher::invitations
