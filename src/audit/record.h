// The one explicit line of each verb: what was done, in the transaction in which it is done (R6).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/id.h"
#include "base/json.h"
#include "base/result.h"

namespace usher::store {
class Tx;
}

namespace usher::audit {

// `account` of zeros is the instance's own chain. `by` and `target` are texts such as
// "user:usr_…", "operator:idn_…", "place:plc_…". `place` is the target's home at this time (RT30).
// `details` may hold personal values: they lie beside the chain under a salt and can be erased
// without breaking it (RT37). The address that the transaction was asked from is added to them
// (Tx::asked_from). No secret and no link ever stands in them.
struct Event {
    AccountId account;
    std::string act;  // "users.suspend"
    std::string by;
    std::string target;
    std::int64_t place = 0;
    std::string request_id = {};
    json::Value details = json::Object{};
    // Of a move: the new home. The event is seen from both (RT30).
    std::optional<std::int64_t> moved_to = {};
};

// The account must be locked in this transaction: sequence and head live in its row. Whoever
// listens to the account hears that something changed (Tx::stir). Fails with `not_found` where
// there is no such account.
Result<EventId> record(store::Tx&, Event const&);

// For `details`: only members that differ, {"before": {…}, "after": {…}}; null where there is none.
json::Value difference(json::Object const& before, json::Object const& after);

}  // namespace usher::audit
