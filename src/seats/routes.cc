#include "seats/routes.h"

#include "seats/history.h"
#include "seats/plan.h"
#include "seats/seats.h"

namespace usher::seats {
namespace {

struct SeatsView {
    static constexpr std::string_view schema = "Seats";
    std::int64_t used = 0;
    std::int64_t invited = 0;
    std::optional<std::int64_t> bought;
    std::string plan;
    bool self_service = false;
    std::string more;
};
void fields(FieldVisitor& v, SeatsView& seats) {
    v.field("used", seats.used);
    v.field("invited", seats.invited, {.about = "So many of those used have not joined yet."});
    v.field("bought", seats.bought, {.max = max_seats, .about = "Absent where unlimited."});
    v.field("plan", seats.plan);
    v.field("self_service", seats.self_service);
    v.field("more", seats.more, {.max = 2000});
}

struct ChangeSeats {
    static constexpr std::string_view schema = "ChangeSeats";
    std::int64_t bought = 0;
};
void fields(FieldVisitor& v, ChangeSeats& change) {
    v.field("bought", change.bought, {.min = 1, .max = max_seats});
}

struct PlanView {
    static constexpr std::string_view schema = "Plan";
    std::string key, label;
    std::optional<std::int64_t> seats;
    std::vector<std::string> features, feature_keys;
    bool self_service = false, current = false;
    std::string more;
};
void fields(FieldVisitor& v, PlanView& plan) {
    v.field("key", plan.key);
    v.field("label", plan.label);
    v.field("seats", plan.seats, {.max = max_seats, .about = "Absent where unlimited."});
    v.field("features", plan.features, {.about = "What it has, by label."});
    v.field("feature_keys", plan.feature_keys, {.about = "The same in the same order, by key."});
    v.field("self_service", plan.self_service, {.about = "The account changes to it by itself."});
    v.field("current", plan.current);
    v.field("more", plan.more, {.max = 2000});
}

struct Plans {
    static constexpr std::string_view schema = "Plans";
    std::vector<PlanView> items;
};
void fields(FieldVisitor& v, Plans& plans) { v.field("items", plans.items); }

struct ChangePlan {
    static constexpr std::string_view schema = "ChangePlan";
    std::string plan;
    std::optional<std::int64_t> bought;
};
void fields(FieldVisitor& v, ChangePlan& change) {
    v.field("plan", change.plan, {.min = 1, .max = 40, .about = "A plan's key."});
    v.field("bought", change.bought,
            {.min = 1, .max = max_seats, .about = "Left out: as the plan has it."});
}

struct ChangeView {
    static constexpr std::string_view schema = "SeatsEvent";
    Time at;
    std::string act, by;
    json::Value details;
};
void fields(FieldVisitor& v, ChangeView& change) {
    v.field("at", change.at);
    v.field("act", change.act);
    v.field("by", change.by, {.about = "By name."});
    v.field("details", change.details);
}

struct PlanLabel {
    static constexpr std::string_view schema = "PlanLabel";
    std::string key, label;
};
void fields(FieldVisitor& v, PlanLabel& plan) {
    v.field("key", plan.key);
    v.field("label", plan.label);
}

struct History {
    static constexpr std::string_view schema = "SeatsHistory";
    std::vector<ChangeView> items;
    std::vector<PlanLabel> plans;
};
void fields(FieldVisitor& v, History& history) {
    v.field("items", history.items);
    v.field("plans", history.plans, {.about = "What the plans in `details` are called."});
}

Result<SeatsView> view(store::Snapshot& snapshot, access::Account const& account) {
    auto now = TRY(use(snapshot, account.id));
    auto waiting = TRY(invited(snapshot, account.id));
    SeatsView seats{now.used, waiting, now.bought, account.plan, false, ""};
    if (auto const* plan = account.blueprint->plan(account.plan)) {
        seats.plan = plan->label;
        seats.self_service = plan->self_service;
        seats.more = plan->more;
    }
    return seats;
}

// Numbers are for who holds users.view at the account, or seats.change (RT29).
Result<void> may_read(access::Actor const& actor) {
    if (may_see(actor)) return {};
    return access::may_somewhere(Act::seats_change, actor);
}

Result<http::Response> show(http::Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<http::Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(may_read(actor));
        return http::ok(TRY(view(snapshot, actor.account)));
    });
}

Result<http::Response> put(http::Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<ChangeSeats>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<http::Response> {
        auto may = TRY(access::permit<Act::seats_change>(tx, actor, access::account_place));
        TRY(change(tx, may, actor.account, wanted.bought, rq.id().text()));
        return http::ok(TRY(view(tx, actor.account)));
    });
}

PlanView shown(blueprints::Blueprint const& blueprint, blueprints::Plan const& plan,
               std::string const& current) {
    PlanView view{plan.key, plan.label,        plan.seats,          {},
                  {},       plan.self_service, plan.key == current, plan.more};
    for (auto const& feature : blueprint.features) {
        if (!plan.has(feature.key)) continue;
        view.features.push_back(feature.label);
        view.feature_keys.push_back(feature.key);
    }
    return view;
}

Result<http::Response> plans(http::Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<http::Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(access::permit<Act::plan_change>(snapshot, actor, access::account_place));
        Plans answer;
        auto const& blueprint = *actor.account.blueprint;
        for (auto const& plan : blueprint.plans)
            answer.items.push_back(shown(blueprint, plan, actor.account.plan));
        return http::ok(answer);
    });
}

Result<http::Response> put_plan(http::Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<ChangePlan>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<http::Response> {
        auto may = TRY(access::permit<Act::plan_change>(tx, actor, access::account_place));
        TRY(change_plan(tx, may, actor, {wanted.plan, wanted.bought}, rq.id().text()));
        Plans answer;
        auto const& blueprint = *actor.account.blueprint;
        for (auto const& plan : blueprint.plans)
            answer.items.push_back(shown(blueprint, plan, wanted.plan));
        return http::ok(answer);
    });
}

Result<http::Response> past(http::Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<http::Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        TRY(may_read(actor));
        History answer;
        for (auto& one : TRY(history(snapshot, actor)))
            answer.items.push_back({one.at, one.act, one.by, std::move(one.details)});
        for (auto const& plan : actor.account.blueprint->plans)
            answer.plans.push_back({plan.key, plan.label});
        return http::ok(answer);
    });
}

}  // namespace

void add_routes(http::Router& router, access::Authority const& authority) {
    http::Route get{http::Method::get, "/v1/accounts/{account}/seats", "seats",
                    "How many seats there are and how many are taken.", "users.view"};
    get.handler = [&](http::Request& rq) { return show(rq, authority); };
    get.answer = http::shape<SeatsView>();
    router.add(std::move(get));

    http::Route change{http::Method::put, "/v1/accounts/{account}/seats", "change_seats",
                       "Adds seats, or removes some down to the number in use.", "seats.change"};
    change.handler = [&](http::Request& rq) { return put(rq, authority); };
    change.body = http::shape<ChangeSeats>();
    change.answer = http::shape<SeatsView>();
    change.errors = {"seats.below_use", "seats.not_self_service", "seats.unlimited"};
    router.add(std::move(change));

    http::Route past_row{http::Method::get, "/v1/accounts/{account}/seats/history", "seats_history",
                         "Changes of seats and plan, newest first.", "users.view"};
    past_row.handler = [&](http::Request& rq) { return past(rq, authority); };
    past_row.answer = http::shape<History>();
    router.add(std::move(past_row));

    http::Route plans_row{http::Method::get, "/v1/accounts/{account}/plans", "plans",
                          "The product's plans.", "plan.change"};
    plans_row.handler = [&](http::Request& rq) { return plans(rq, authority); };
    plans_row.answer = http::shape<Plans>();
    router.add(std::move(plans_row));

    http::Route plan_row{http::Method::put, "/v1/accounts/{account}/plan", "change_plan",
                         "Changes to another plan, never below the seats in use.", "plan.change"};
    plan_row.handler = [&](http::Request& rq) { return put_plan(rq, authority); };
    plan_row.body = http::shape<ChangePlan>();
    plan_row.answer = http::shape<Plans>();
    plan_row.errors = {"plans.unknown", "plans.not_self_service", "plans.places", "seats.below_use",
                       "seats.unlimited"};
    router.add(std::move(plan_row));
}

}  // namespace usher::seats
