// Time and randomness that a test steers (architecture section 14). Tests only.
#pragma once

#include <atomic>
#include <cstdint>
#include <mutex>
#include <random>
#include <span>

#include "base/random.h"
#include "base/time.h"

namespace usher {

// Stands still until it is moved.
class SteeredClock final : public Clock {
 public:
    static constexpr Time start = {1'795'262'400'000};  // 2026-11-21T12:00:00Z
    explicit SteeredClock(Time at = start) : ms_(at.ms) {}
    Time now() const override { return {ms_.load()}; }
    void set(Time at) { ms_ = at.ms; }
    void advance(Duration by) { ms_ += by.ms; }

 private:
    std::atomic<std::int64_t> ms_;
};

// The same bytes in each run.
class SeededRandom final : public Random {
 public:
    explicit SeededRandom(std::uint64_t seed = 1) : engine_(seed) {}
    void fill(std::span<std::uint8_t> bytes) override {
        std::lock_guard hold(mutex_);
        for (auto& byte : bytes) byte = static_cast<std::uint8_t>(engine_() >> 56);
    }

 private:
    std::mutex mutex_;
    std::mt19937_64 engine_;
};

}  // namespace usher
