// One account in the operators' hands: its plan, its status, its first user (RT26).
#include "accounts/accounts.h"
#include "accounts/routes.h"
#include "accounts/show.h"
#include "accounts/status.h"
#include "seats/plan.h"

namespace usher::accounts {
namespace {

using access::InstanceAct;
using http::Request;
using http::Response;

struct PlanInfo {
    static constexpr std::string_view schema = "AccountPlan";
    std::string key, label;
    std::optional<std::int64_t> seats;
    std::vector<std::string> features;
};
void fields(FieldVisitor& v, PlanInfo& plan) {
    v.field("key", plan.key);
    v.field("label", plan.label);
    v.field("seats", plan.seats, {.max = seats::max_seats, .about = "Absent where unlimited."});
    v.field("features", plan.features, {.about = "What it has, by key."});
}

struct FeatureInfo {
    static constexpr std::string_view schema = "AccountFeature";
    std::string key, label;
    bool on = false;
};
void fields(FieldVisitor& v, FeatureInfo& feature) {
    v.field("key", feature.key);
    v.field("label", feature.label);
    v.field("on", feature.on);
}

struct FirstUserView {
    static constexpr std::string_view schema = "FirstUser";
    UserId id;
    std::string name, email;
    std::optional<Time> sent_at, expires_at;
    bool expired = false;
};
void fields(FieldVisitor& v, FirstUserView& user) {
    v.field("id", user.id);
    v.field("name", user.name);
    v.field("email", user.email, {.max = 254});
    v.field("sent_at", user.sent_at);
    v.field("expires_at", user.expires_at);
    v.field("expired", user.expired);
}

struct AccountDetail {
    static constexpr std::string_view schema = "AccountDetail";
    AccountId id;
    std::string slug, name, blueprint, product, language, status, reason, plan;
    std::optional<Time> since, closes_at;
    bool joined = false;
    std::int64_t seats_used = 0, places = 0;
    std::optional<std::int64_t> seats_bought;
    std::vector<PlanInfo> plans;
    std::vector<FeatureInfo> features;
    Time created_at;
    std::optional<FirstUserView> first_user;
};
void fields(FieldVisitor& v, AccountDetail& account) {
    v.field("id", account.id);
    v.field("slug", account.slug);
    v.field("name", account.name);
    v.field("blueprint", account.blueprint);
    v.field("product", account.product);
    v.field("language", account.language);
    v.field("status", account.status, {.choices = {"open", "suspended", "closed"}});
    v.field("reason", account.reason, {.max = max_reason});
    v.field("since", account.since, {.about = "Of the status, where it is not open."});
    v.field("closes_at", account.closes_at,
            {.about = "Until then a closed account can be opened again."});
    v.field("joined", account.joined, {.about = "Its first user has accepted."});
    v.field("plan", account.plan);
    v.field("plans", account.plans);
    v.field("features", account.features);
    v.field("seats_used", account.seats_used);
    v.field("seats_bought", account.seats_bought,
            {.max = seats::max_seats, .about = "Absent where unlimited."});
    v.field("places", account.places);
    v.field("created_at", account.created_at);
    v.field("first_user", account.first_user, {.about = "Until they have joined."});
}

struct Reason {
    static constexpr std::string_view schema = "StatusReason";
    std::string reason;
};
void fields(FieldVisitor& v, Reason& reason) {
    v.field("reason", reason.reason,
            {.min = 1, .max = max_reason, .about = "Told to the account's administrators."});
}

struct Subscribe {
    static constexpr std::string_view schema = "Subscription";
    std::optional<std::string> plan;
    std::optional<std::int64_t> bought;
};
void fields(FieldVisitor& v, Subscribe& wanted) {
    v.field("plan", wanted.plan, {.min = 1, .max = 40, .about = "Left out: as it is."});
    v.field("bought", wanted.bought,
            {.min = 1, .max = seats::max_seats, .about = "Left out: as the plan has it."});
}

struct Readdress {
    static constexpr std::string_view schema = "FirstUserAddress";
    std::optional<Email> email;
};
void fields(FieldVisitor& v, Readdress& wanted) {
    v.field("email", wanted.email,
            {.required = false, .about = "The right address; left out: as it is."});
}

std::string_view status_name(access::Account::Status status) {
    if (status == access::Account::Status::open) return "open";
    return status == access::Account::Status::suspended ? "suspended" : "closed";
}

AccountDetail shown(Detail const& detail, Time now) {
    auto const& account = detail.account;
    auto const& blueprint = *account.blueprint;
    AccountDetail view;
    view.id = account.id;
    view.slug = account.slug;
    view.name = account.name;
    view.blueprint = blueprint.id;
    view.product = blueprint.name;
    view.language = account.language;
    view.status = status_name(account.status);
    view.reason = detail.reason;
    view.since = detail.since;
    view.closes_at = detail.closes_at;
    view.joined = account.accepted;
    view.plan = account.plan;
    for (auto const& plan : blueprint.plans)
        view.plans.push_back({plan.key, plan.label, plan.seats, plan.features});
    for (auto const& feature : blueprint.features)
        view.features.push_back(
            {feature.key, feature.label, account.features.contains(feature.key)});
    view.seats_used = detail.seats_used;
    view.seats_bought = detail.seats_bought;
    view.places = detail.places;
    view.created_at = detail.created_at;
    if (auto const& user = detail.first_user)
        view.first_user = FirstUserView{user->user,    user->name,       user->email,
                                        user->sent_at, user->expires_at, user->expires_at <= now};
    return view;
}

// Who is no operator learns nothing, not even whether there is such an account.
Result<Response> answer(store::Snapshot& snapshot, access::Authority const& authority,
                        access::Person const& person, std::string_view account) {
    auto may = TRY(access::permit<InstanceAct::accounts_list>(person));
    auto found = TRY(authority.account_named(snapshot, account));
    auto detail = TRY(show(snapshot, may, found));
    return http::ok(shown(detail, snapshot.now()));
}

Result<Response> get(Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<Response> {
        auto person = TRY(authority.person(snapshot, rq.credential()));
        return answer(snapshot, authority, person, rq.param("account"));
    });
}

// The frame of every change: an operator, the account locked and as it is now, the verb, what
// became of it.
template <InstanceAct A, class Verb>
Result<Response> change(Request& rq, access::Authority const& authority, Verb verb) {
    auto who = [&](store::Tx& tx) { return authority.person(tx, rq.credential()); };
    return rq.write(who, [&](store::Tx& tx, access::Person const& person) -> Result<Response> {
        auto may = TRY(access::permit<A>(person));
        auto named = TRY(authority.account_named(tx, rq.param("account")));
        auto account = TRY(authority.account(tx, named.id));  // locks it
        TRY(verb(tx, may, account));
        return answer(tx, authority, person, account.id.text());
    });
}

Result<Response> put_subscription(Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<Subscribe>());
    auto verb = [&](store::Tx& tx, auto const& may, access::Account const& account) {
        seats::PlanWish wish{wanted.plan.value_or(account.plan), wanted.bought};
        return seats::set_plan(tx, may, account, wish, rq.id().text());
    };
    return change<InstanceAct::plans_set>(rq, authority, verb);
}

Result<Response> put_suspension(Request& rq, access::Authority const& authority,
                                mail::Outbox const& outbox) {
    auto wanted = TRY(rq.body<Reason>());
    auto verb = [&](store::Tx& tx, auto const& may, access::Account const& account) {
        return suspend(tx, outbox, may, account, wanted.reason, rq.id().text());
    };
    return change<InstanceAct::accounts_status>(rq, authority, verb);
}

Result<Response> put_closing(Request& rq, access::Authority const& authority,
                             mail::Outbox const& outbox) {
    auto wanted = TRY(rq.body<Reason>());
    auto verb = [&](store::Tx& tx, auto const& may, access::Account const& account) {
        return close(tx, outbox, may, account, wanted.reason, rq.id().text());
    };
    return change<InstanceAct::accounts_status>(rq, authority, verb);
}

Result<Response> open_again(Request& rq, access::Authority const& authority,
                            mail::Outbox const& outbox) {
    auto verb = [&](store::Tx& tx, auto const& may, access::Account const& account) {
        return resume(tx, outbox, may, account, rq.id().text());
    };
    return change<InstanceAct::accounts_status>(rq, authority, verb);
}

Result<Response> put_first_user(Request& rq, access::Authority const& authority,
                                mail::Outbox const& outbox) {
    auto wanted = TRY(rq.body<Readdress>());
    auto verb = [&](store::Tx& tx, auto const& may, access::Account const& account) {
        return resend_first(tx, outbox, may, account, wanted.email, rq.id().text());
    };
    return change<InstanceAct::accounts_first_user>(rq, authority, verb);
}

http::Route row(http::Method method, std::string_view path, std::string_view name,
                std::string_view about) {
    http::Route route{method, path, name, about, "operator"};
    route.answer = http::shape<AccountDetail>();
    return route;
}

}  // namespace

void add_operator_routes(http::Router& router, access::Authority const& authority,
                         mail::Outbox const& outbox) {
    auto one = row(http::Method::get, "/v1/accounts/{account}", "account",
                   "One account, as the operators see it.");
    one.handler = [&](Request& rq) { return get(rq, authority); };
    router.add(std::move(one));

    auto plan = row(http::Method::put, "/v1/accounts/{account}/subscription", "set_subscription",
                    "Sets plan and seats, never below those in use.");
    plan.handler = [&](Request& rq) { return put_subscription(rq, authority); };
    plan.body = http::shape<Subscribe>();
    plan.errors = {"plans.unknown", "plans.places", "seats.below_use", "seats.unlimited"};
    router.add(std::move(plan));

    auto stop = row(http::Method::put, "/v1/accounts/{account}/suspension", "suspend_account",
                    "Ends every way into the account at once; nothing is lost.");
    stop.handler = [&](Request& rq) { return put_suspension(rq, authority, outbox); };
    stop.body = http::shape<Reason>();
    stop.errors = {"accounts.closed"};
    router.add(std::move(stop));

    auto again = row(http::Method::delete_, "/v1/accounts/{account}/suspension", "resume_account",
                     "Opens a suspended account again, or a closed one within its grace.");
    again.handler = [&](Request& rq) { return open_again(rq, authority, outbox); };
    again.errors = {"accounts.closed_for_good"};
    router.add(std::move(again));

    auto end = row(http::Method::put, "/v1/accounts/{account}/closing", "close_account",
                   "Closes an account; within its grace it can be opened again as it was.");
    end.handler = [&](Request& rq) { return put_closing(rq, authority, outbox); };
    end.body = http::shape<Reason>();
    router.add(std::move(end));

    auto first = row(http::Method::put, "/v1/accounts/{account}/first-user", "resend_first_user",
                     "Mails a new link to the first user, to another address where one is given.");
    first.handler = [&](Request& rq) { return put_first_user(rq, authority, outbox); };
    first.body = http::shape<Readdress>();
    first.errors = {"accounts.joined"};
    router.add(std::move(first));
}

}  // namespace usher::accounts
