// Can this server do its work?
#pragma once

#include <mutex>

#include "store/store.h"

namespace usher::http {

class Readiness {
 public:
    explicit Readiness(store::Store& store);
    // Reads and writes, durably, but not more often than every five seconds, and one at a time:
    // whoever asks all the time must not become a load, least of all where the disk stalls. Who
    // asks meanwhile is told what the last try found.
    Result<void> check();

 private:
    store::Store& store_;
    std::mutex mutex_;
    bool trying_ = false;
    Time tried_ = {};
    Result<void> last_;
};

}  // namespace usher::http
