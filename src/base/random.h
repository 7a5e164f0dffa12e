// Randomness is handed in like time, so that a test can repeat it.
#pragma once

#include <cstdint>
#include <span>

namespace usher {

class Random {
 public:
    virtual ~Random() = default;
    virtual void fill(std::span<std::uint8_t>) = 0;  // thread-safe, cryptographic in production
};

class SystemRandom final : public Random {
 public:
    void fill(std::span<std::uint8_t>) override;  // libsodium's randombytes
};

}  // namespace usher
