// Changing an account's plan (RT26, RT33, RT52): by who holds plan.change where the plans are
// self-service, and by the instance's operators.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "access/permit.h"
#include "base/result.h"
#include "seats/seats.h"

namespace usher::seats {

struct PlanWish {
    std::string plan;                         // its key
    std::optional<std::int64_t> bought = {};  // nothing: see bought_in()
};
// How many seats an account has after a change to that plan, where no number was named: the plan's
// own; where seats of the new plan are bought by the customer, never fewer than bought already.
std::optional<std::int64_t> bought_in(blueprints::Plan const&, Use now);

// Only between plans that are self-service (`plans.not_self_service` with `more`). Never below the
// seats held (`seats.below_use`, with the number where `by` may know it), never without the feature
// that places need while there are places (`plans.places`); other features hide, and nothing is
// lost. `plans.unknown`, `seats.unlimited` where a number is named for a plan without limit.
// Account locked.
Result<Use> change_plan(store::Tx&, access::Permit<Act::plan_change> const&,
                        access::Actor const& by, PlanWish const&, std::string const& request_id);
// The same by an operator, between any plans; recorded in the instance's chain too.
Result<Use> set_plan(store::Tx&, access::OperatorPermit<access::InstanceAct::plans_set> const&,
                     access::Account const&, PlanWish const&, std::string const& request_id);

}  // namespace usher::seats
