#include "support/routes.h"

#include "access/proof.h"
#include "support/support.h"

namespace usher::support {
namespace {

using access::InstanceAct;
using http::Request;
using http::Response;

struct View {
    static constexpr std::string_view schema = "SupportAccess";
    IdentityId who;
    std::string name, email, reason;
    Time from, until;
    std::optional<Time> ended;
    bool in_force = false;
};
void fields(FieldVisitor& v, View& view) {
    v.field("operator", view.who);
    v.field("name", view.name);
    v.field("email", view.email, {.max = 254});
    v.field("reason", view.reason, {.max = max_reason});
    v.field("from", view.from);
    v.field("until", view.until);
    v.field("ended", view.ended, {.about = "By hand, before that."});
    v.field("in_force", view.in_force);
}
struct Views {
    static constexpr std::string_view schema = "SupportAccesses";
    std::vector<View> items;
};
void fields(FieldVisitor& v, Views& views) { v.field("items", views.items, {.max = max_listed}); }

struct Body {
    static constexpr std::string_view schema = "GiveSupportAccess";
    std::string reason;
    std::int64_t hours = 1;
    std::optional<IdentityId> who;
};
void fields(FieldVisitor& v, Body& body) {
    v.field("reason", body.reason,
            {.min = 3, .max = max_reason, .about = "The account's administrators read it."});
    v.field("hours", body.hours, {.required = false, .min = 1, .max = longest_hours});
    v.field("operator", body.who, {.about = "Yourself, if left out. The command line names one."});
}

Result<Response> answer(std::vector<access::Support> const& all, Time now) {
    Views views;
    for (auto const& one : all)
        views.items.push_back({one.identity, one.name, one.email, one.reason, one.from, one.until,
                               one.ended, !one.ended && one.until > now});
    return http::ok(views);
}

// To operators, and to who holds the account's top role.
Result<Response> get(Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(authority.person(snapshot, rq.credential()));
        if (!person.is_operator) {
            auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
            auto may =
                TRY(access::permit<Act::account_close>(snapshot, actor, access::account_place));
            return answer(TRY(list(snapshot, may)), snapshot.now());
        }
        auto may = TRY(access::permit<InstanceAct::accounts_status>(person));
        auto account = TRY(authority.account_named(snapshot, rq.param("account")));
        return answer(TRY(list(snapshot, may, account.id)), snapshot.now());
    });
}

// An operator lets in themselves and nobody else.
Result<IdentityId> let_in(access::Person const& person, Body const& body) {
    if (person.instance && !body.who)
        return fail(
            invalid_field("operator", "support.operator", "Name an operator of this Usher."));
    if (!person.instance && body.who && *body.who != person.identity)
        return fail(invalid_field("operator", "support.operator",
                                  "Only the command line names another operator."));
    return body.who.value_or(person.identity);
}

template <class Verb>
Result<Response> change(Request& rq, access::Authority const& authority, store::Tx& tx,
                        access::Person const& person, Verb verb) {
    auto may = TRY(access::permit<InstanceAct::accounts_status>(person));
    auto named = TRY(authority.account_named(tx, rq.param("account")));
    auto account = TRY(authority.account(tx, named.id));  // locks it
    TRY(verb(may, account));
    return answer(TRY(list(tx, may, account.id)), tx.now());
}

Result<Response> post(Request& rq, access::Authority const& authority, mail::Outbox const& outbox) {
    auto body = TRY(rq.body<Body>());
    auto asks = [&](store::Tx& tx) { return authority.person(tx, rq.credential()); };
    return rq.write(asks, [&](store::Tx& tx, access::Person const& person) {
        auto let = [&](Permit const& may, access::Account const& account) -> Result<void> {
            TRY(access::proved_lately(person, tx.now()));
            auto who = TRY(let_in(person, body));
            return give(tx, outbox, may, account, {who, body.reason, body.hours}, rq.id().text());
        };
        return change(rq, authority, tx, person, let);
    });
}

// Whoever let somebody in, and the account itself.
Result<Response> end_by_account(Request& rq, access::Authority const& authority, store::Tx& tx,
                                IdentityId who) {
    auto actor = TRY(authority.actor(tx, rq.credential(), rq.param("account")));
    auto may = TRY(access::permit<Act::account_close>(tx, actor, access::account_place));
    TRY(end(tx, may, actor.account, who, rq.id().text()));
    return answer(TRY(list(tx, may)), tx.now());
}

Result<Response> del(Request& rq, access::Authority const& authority) {
    auto who = TRY(rq.id_param<IdentityId>("operator"));
    auto asks = [&](store::Tx& tx) { return authority.person(tx, rq.credential()); };
    return rq.write(asks, [&](store::Tx& tx, access::Person const& person) -> Result<Response> {
        if (!person.is_operator) return end_by_account(rq, authority, tx, who);
        return change(rq, authority, tx, person,
                      [&](Permit const& may, access::Account const& account) {
                          return end(tx, may, account, who, rq.id().text());
                      });
    });
}

http::Route row(http::Method method, std::string_view path, std::string_view name,
                std::string_view about, std::string_view act = "operator") {
    http::Route route{method, path, name, about, act};
    route.answer = http::shape<Views>();
    return route;
}

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority,
                mail::Outbox const& outbox) {
    auto all =
        row(http::Method::get, "/v1/accounts/{account}/support", "support_access",
            "Who was let into an account for support, the newest first. Operators may ask, too.",
            "account.close");
    all.handler = [&](Request& rq) { return get(rq, authority); };
    router.add(std::move(all));

    auto open = row(http::Method::post, "/v1/accounts/{account}/support", "give_support_access",
                    "Lets an operator see users and audit log of an account for some hours.");
    open.handler = [&](Request& rq) { return post(rq, authority, outbox); };
    open.body = http::shape<Body>();
    open.errors = {"support.operator", "support.user", "accounts.not_open", "signin.proof_needed"};
    router.add(std::move(open));

    auto close = row(http::Method::delete_, "/v1/accounts/{account}/support/{operator}",
                     "end_support_access", "Ends it at once. Operators may, too.", "account.close");
    close.handler = [&](Request& rq) { return del(rq, authority); };
    router.add(std::move(close));
}

}  // namespace usher::support
