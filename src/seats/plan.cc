#include "seats/plan.h"

#include "audit/record.h"
#include "store/tx.h"

namespace usher::seats {
namespace {

using blueprints::Plan;

// Who changes it, and what may be told them.
struct By {
    access::ActorId id;
    bool sees_numbers = false;
    bool instance = false;  // then a copy stands in the instance's chain
};

Result<Plan const*> plan_named(blueprints::Blueprint const& blueprint, std::string const& key) {
    if (auto const* plan = blueprint.plan(key)) return plan;
    std::string known;
    for (auto const& plan : blueprint.plans) known += (known.empty() ? "" : ", ") + plan.key;
    return fail(
        invalid_field("plan", "plans.unknown", blueprint.name + " has the plans " + known + "."));
}

Result<void> self_service(Plan const* now, Plan const& next) {
    if (now && now->self_service && next.self_service) return {};
    auto more = next.more.empty() && now ? now->more : next.more;
    return fail(
        Error{Code::forbidden, "plans.not_self_service", "This plan is not changed here. " + more}
            .with("more", more));
}

// RT52: places would stand where the account cannot have any.
Result<void> places_stay(store::Tx& tx, access::Account const& account, Plan const& next) {
    auto const& feature = account.blueprint->organisation_feature;
    if (feature.empty() || next.has(feature) || !account.features.contains(feature)) return {};
    auto row = TRY(tx.one(
        "select count(*) from places where account_id = $1 and retired_at is null", account.id));
    auto places = row ? row->integer(0) : 0;
    if (places == 0) return {};
    auto number = std::to_string(places);
    return fail(Error{Code::conflict, "plans.places",
                      "The account has " + number + " places, and the plan " + next.label +
                          " has none. Choose a plan that has places."}
                    .with("places", number));
}

Result<std::optional<std::int64_t>> seats_in(Plan const& plan, PlanWish const& wish, Use now) {
    if (!wish.bought) return bought_in(plan, now);
    if (plan.seats) return wish.bought;
    auto error = Error{Code::conflict, "seats.unlimited",
                       "This plan has no limit of seats: there is no number to change."};
    return fail(std::move(error).at("bought"));
}

json::Object facts(std::string const& plan, std::optional<std::int64_t> bought) {
    json::Object facts{{"plan", plan}};
    facts.emplace_back("bought", bought ? json::Value(*bought) : json::Value("unlimited"));
    return facts;
}

Result<void> record(store::Tx& tx, access::Account const& account, By const& by, Use was,
                    std::string const& plan, Use is, std::string const& request_id) {
    bool same_plan = account.plan == plan;
    auto chains = by.instance ? std::vector<AccountId>{account.id, AccountId{}}
                              : std::vector<AccountId>{account.id};
    for (auto chain : chains) {
        audit::Event event{chain, same_plan ? "seats.change" : "plan.change", by.id.text(),
                           "account:" + account.id.text()};
        event.request_id = request_id;
        event.details = audit::difference(facts(account.plan, was.bought), facts(plan, is.bought));
        TRY(audit::record(tx, event));
    }
    return {};
}

Result<Use> put(store::Tx& tx, access::Account const& account, By const& by, Plan const& plan,
                PlanWish const& wish, std::string const& request_id) {
    auto before = TRY(use(tx, account.id));
    if (account.plan == plan.key && !wish.bought) return before;
    auto bought = TRY(seats_in(plan, wish, before));
    TRY(places_stay(tx, account, plan));
    Use after{before.used, bought};
    if (account.plan == plan.key && after == before) return before;
    auto changed =
        TRY(tx.exec("update accounts set plan = $2, seats_bought = $3, version = version + 1 "
                    "where account_id = $1 and ($3 is null or seats_used <= $3)",
                    account.id, plan.key, bought));
    if (changed == 0) return fail(below_use(before, by.sees_numbers));
    TRY(record(tx, account, by, before, plan.key, after, request_id));
    TRY(tx.touch(account.id));
    return after;
}

}  // namespace

std::optional<std::int64_t> bought_in(Plan const& plan, Use now) {
    if (!plan.seats || !plan.self_service || !now.bought) return plan.seats;
    return std::max(*plan.seats, *now.bought);
}

Result<Use> change_plan(store::Tx& tx, access::Permit<Act::plan_change> const& permit,
                        access::Actor const& by, PlanWish const& wish,
                        std::string const& request_id) {
    auto const& blueprint = *by.account.blueprint;
    auto const* next = TRY(plan_named(blueprint, wish.plan));
    if (!by.unbound) TRY(self_service(blueprint.plan(by.account.plan), *next));
    return put(tx, by.account, {permit.by, may_see(by), false}, *next, wish, request_id);
}

Result<Use> set_plan(store::Tx& tx,
                     access::OperatorPermit<access::InstanceAct::plans_set> const& permit,
                     access::Account const& account, PlanWish const& wish,
                     std::string const& request_id) {
    auto const* next = TRY(plan_named(*account.blueprint, wish.plan));
    return put(tx, account, {permit.by, true, true}, *next, wish, request_id);
}

}  // namespace usher::seats
