// Can this server do its work?
#pragma once

#include <mutex>

#include "store/store.h"

namespace usher::http {

class Readiness {
 public:
    explicit Readiness(store::Store& store) : store_(store) {}
    // Reads and writes, durably, but not more often than every five seconds: whoever asks all the
    // time must not become a load.
    Result<void> check();

 private:
    store::Store& store_;
    std::mutex mutex_;
    Time asked_ = {};
    Result<void> last_ = {};
};

}  // namespace usher::http
