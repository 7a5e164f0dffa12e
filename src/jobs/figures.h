// How much work waits, for whoever watches the server.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace usher::store {
class Snapshot;
}

namespace usher::jobs {

struct Figures {
    std::string kind;
    std::int64_t waiting = 0;        // due or not
    std::optional<Time> oldest_due;  // of those that should have begun; absent: none
    std::int64_t failed = 0;         // kept in sight (failed_kept_for)
};
// Of all accounts, a row for each kind that waits or has failed, in the order of their names.
Result<std::vector<Figures>> figures(store::Snapshot&);

}  // namespace usher::jobs
