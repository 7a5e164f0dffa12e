// What a server that idles holds, with 100 accounts whose pages were read once, and whether it
// works while nobody asks. The reference is the goal of the design.
//
// Run it by script/bench memory.
//   --quick  few accounts, a second: shows that it runs
#include <thread>

#include "idle.h"

namespace usher::bench {
namespace {

constexpr double goal_mib = 40;

int run(bool quick) {
    Workplace workplace;
    auto data = workplace.path() + "/data";
    fill_accounts(data, quick ? 3 : 100);
    pin_to(asking_core);
    Idle idle(data);
    auto mib = idle.usher.resident_kib() / 1024;
    int const seconds = quick ? 1 : 10;
    auto busy_before = idle.usher.cpu_seconds();
    std::this_thread::sleep_for(std::chrono::seconds(seconds));
    auto busy = idle.usher.cpu_seconds() - busy_before;
    std::printf("idle: %.1f MiB of %.0f; %.2f s of processor in %d s\n", mib, goal_mib, busy,
                seconds);
    std::printf("memory ratio %.2f goal <= 1\n", mib / goal_mib);
    return 0;
}

}  // namespace
}  // namespace usher::bench

int main(int count, char** words) { return usher::bench::run(usher::bench::quick(count, words)); }
