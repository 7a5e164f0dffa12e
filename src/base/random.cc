#include "base/random.h"

#include <sodium.h>

namespace usher {
namespace {
[[maybe_unused]] int const sodium_ready = sodium_init();
}

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
    randombytes_buf(bytes.data(), bytes.size());
}

}  // namespace usher
