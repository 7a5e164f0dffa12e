// The one way in which a test waits for what another thread or process does: it looks until it is
// so, and gives up after a time that no machine needs. Nothing goes on after a fixed while.
#pragma once

#include <chrono>
#include <thread>

namespace usher::testing {

constexpr auto longest_wait = std::chrono::seconds(30);
constexpr auto look_again_after = std::chrono::milliseconds(2);

// False where it never became so. `ready` is asked from this thread, as often as that.
template <class Ready>
bool waited(Ready ready, std::chrono::milliseconds again_after = look_again_after) {
    auto deadline = std::chrono::steady_clock::now() + longest_wait;
    while (!ready()) {
        if (std::chrono::steady_clock::now() > deadline) return false;
        std::this_thread::sleep_for(again_after);
    }
    return true;
}

}  // namespace usher::testing
