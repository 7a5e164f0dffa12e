#include "audit/record.h"
#include "seats/seats.h"
#include "store/tx.h"

namespace usher::seats {
namespace {

json::Value seats_value(std::optional<std::int64_t> bought) {
    return bought ? json::Value(*bought) : json::Value("unlimited");
}

}  // namespace

Result<Use> change(store::Tx& tx, access::Permit<Act::seats_change> const& permit,
                   access::Account const& account, std::int64_t bought,
                   std::string const& request_id) {
    auto const* plan = account.blueprint->plan(account.plan);
    auto before = TRY(use(tx, permit.account));
    bool by_customer = permit.by.kind == access::ActorId::Kind::user ||
                       permit.by.kind == access::ActorId::Kind::key;
    if (by_customer && !(plan && plan->self_service)) {
        auto more = plan ? plan->more : std::string();
        return fail(Error{Code::forbidden, "seats.not_self_service",
                          "Seats of this plan are not changed here. " + more}
                        .with("more", more));
    }
    if (!before.bought) {
        return fail(Error{Code::conflict, "seats.unlimited",
                          "This plan has no limit of seats: there is no number to change."});
    }
    auto changed =
        TRY(tx.exec("update accounts set seats_bought = $2, version = version + 1 "
                    "where account_id = $1 and seats_used <= $2",
                    permit.account, bought));
    if (changed == 0) return fail(below_use(before, true));  // seats.change sees numbers
    json::Object was, is, details;
    was.emplace_back("bought", seats_value(before.bought));
    is.emplace_back("bought", bought);
    details.emplace_back("before", std::move(was));
    details.emplace_back("after", std::move(is));
    audit::Event event{permit.account, "seats.change", permit.by.text(),
                       "account:" + permit.account.text()};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    TRY(tx.touch(permit.account));
    return Use{before.used, bought};
}

}  // namespace usher::seats
