// What became of an account's seats and plan, out of its audit chain.
#pragma once

#include <string>
#include <vector>

#include "access/actor.h"
#include "base/json.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::seats {

constexpr std::int64_t max_history = 50;
struct Past {
    Time at;
    std::string act, by;  // "seats.change", and who by name
    json::Value details;
};
// Opening and changes of seats and plan, newest first. For who may see the numbers (RT29).
Result<std::vector<Past>> history(store::Snapshot&, access::Actor const&);

// How many have not accepted yet.
Result<std::int64_t> invited(store::Snapshot&, AccountId);

}  // namespace usher::seats
