// Can this server do its work?
#pragma once

#include <condition_variable>
#include <mutex>
#include <optional>

#include "store/store.h"

namespace usher::http {

class Readiness {
 public:
    explicit Readiness(store::Store& store) : store_(store) {}
    // Reads and writes, durably, but not more often than every five seconds, and one at a time:
    // whoever asks all the time must not become a load, least of all where the disk stalls. Who
    // asks meanwhile is told what the last try found, once there was one; but `store.unavailable`
    // where a try has not ended after those five seconds.
    Result<void> check();

 private:
    Result<void> under_way(Time now);
    store::Store& store_;
    std::mutex mutex_;
    std::condition_variable ended_;  // the first try
    bool trying_ = false;
    Time began_ = {};  // the try under way
    Time tried_ = {};
    std::optional<Result<void>> last_;
};

}  // namespace usher::http
