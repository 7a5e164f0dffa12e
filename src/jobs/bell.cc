#include "jobs/bell.h"

#include <chrono>

namespace usher::jobs {

void Bell::ring() {
    {
        std::lock_guard hold(mutex_);
        ++rings_;
    }
    rung_.notify_all();
}

std::uint64_t Bell::rings() const {
    std::lock_guard hold(mutex_);
    return rings_;
}

void Bell::wait(std::uint64_t seen, std::optional<Duration> at_most) const {
    std::unique_lock hold(mutex_);
    auto rung = [&] { return rings_ > seen; };
    if (at_most)
        rung_.wait_for(hold, std::chrono::milliseconds(at_most->ms), rung);
    else
        rung_.wait(hold, rung);
}

}  // namespace usher::jobs
