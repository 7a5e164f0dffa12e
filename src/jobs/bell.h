// Wakes whoever waits for work.
#pragma once

#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <optional>

#include "base/time.h"

namespace usher::jobs {

// Rings are counted, so that one between looking and waiting is not lost.
class Bell {
 public:
    void ring();
    std::uint64_t rings() const;
    // Until it has rung more than `seen` times, or `at_most` has passed.
    void wait(std::uint64_t seen, std::optional<Duration> at_most) const;

 private:
    mutable std::mutex mutex_;
    mutable std::condition_variable rung_;
    std::uint64_t rings_ = 0;
};

}  // namespace usher::jobs
