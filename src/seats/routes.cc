#include "seats/routes.h"

#include "seats/seats.h"

namespace usher::seats {
namespace {

struct SeatsView {
    static constexpr std::string_view schema = "Seats";
    std::int64_t used = 0;
    std::optional<std::int64_t> bought;
    std::string plan;
    bool self_service = false;
    std::string more;
};
void fields(FieldVisitor& v, SeatsView& seats) {
    v.field("used", seats.used);
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

SeatsView view(Use use, access::Account const& account) {
    SeatsView seats{use.used, use.bought, account.plan, false, ""};
    if (auto const* plan = account.blueprint->plan(account.plan)) {
        seats.plan = plan->label;
        seats.self_service = plan->self_service;
        seats.more = plan->more;
    }
    return seats;
}

// Numbers are for who holds users.view at the account, or seats.change (RT29).
Result<http::Response> show(http::Request& rq, access::Authority const& authority) {
    return rq.read([&](store::Snapshot& snapshot) -> Result<http::Response> {
        auto actor = TRY(authority.actor(snapshot, rq.credential(), rq.param("account")));
        if (!may_see(actor)) TRY(access::permit<Act::seats_change>(snapshot, actor));
        auto now = TRY(use(snapshot, actor.account.id));
        return http::ok(view(now, actor.account));
    });
}

Result<http::Response> put(http::Request& rq, access::Authority const& authority) {
    auto wanted = TRY(rq.body<ChangeSeats>());
    auto who = [&](store::Tx& tx) {
        return authority.actor(tx, rq.credential(), rq.param("account"));
    };
    return rq.write(who, [&](store::Tx& tx, access::Actor const& actor) -> Result<http::Response> {
        auto may = TRY(access::permit<Act::seats_change>(tx, actor, access::account_place));
        auto now = TRY(change(tx, may, actor.account, wanted.bought, rq.id().text()));
        return http::ok(view(now, actor.account));
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
}

}  // namespace usher::seats
