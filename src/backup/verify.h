// Whether what a backup holds is whole: the engine's pages and indexes, and every chain.
#pragma once

#include <cstdint>

#include "base/result.h"

namespace usher::store {
class Snapshot;
}

namespace usher::backup {

struct Verified {
    std::int64_t accounts = 0;
    std::int64_t events = 0;
};
// Fails with `backup.broken`, whose detail says what does not fit.
Result<Verified> verify(store::Snapshot&);

}  // namespace usher::backup
