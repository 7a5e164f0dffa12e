#include "base/scheduling.h"

#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <memory>
#include <thread>

namespace usher {
namespace {

constexpr std::uint64_t brief_ns = 100'000,
                        long_ns = 10'000'000;  // the kernel allows 0.1 to 100 ms
constexpr int behind = 10, last = 19;

int niceness() { return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid())); }

// What the kernel calls sched_attr, in its first size. The kernel's own header cannot be included
// beside <sched.h>: both define sched_param.
struct Attributes {
    std::uint32_t size = sizeof(Attributes);
    std::uint32_t policy = SCHED_OTHER;
    std::uint64_t flags = 0;
    std::int32_t niceness = 0;
    std::uint32_t priority = 0;
    std::uint64_t runtime_ns = 0;  // the slice, for SCHED_OTHER
    std::uint64_t deadline_ns = 0;
    std::uint64_t period_ns = 0;
};

// glibc has no function for it. A kernel before 6.12 ignores the length.
void schedule(std::uint64_t slice_ns, std::int32_t niceness) {
    Attributes wanted;
    wanted.niceness = niceness;
    wanted.runtime_ns = slice_ns;
    // Nothing depends on it: a refusal costs time, and nobody could mend it here.
    static_cast<void>(::syscall(SYS_sched_setattr, 0, &wanted, 0));
}

}  // namespace

int cores() {
    // Of the kernel's own size: a fixed one is too small for a machine of more than 1,024.
    for (int most = CPU_SETSIZE; most <= 64 * CPU_SETSIZE; most *= 2) {
        std::unique_ptr<cpu_set_t, decltype([](cpu_set_t* set) { CPU_FREE(set); })> allowed(
            CPU_ALLOC(most));
        auto size = CPU_ALLOC_SIZE(most);
        if (allowed && ::sched_getaffinity(0, size, allowed.get()) == 0)
            return std::max(1, CPU_COUNT_S(size, allowed.get()));
    }
    return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

void answer_soon() { schedule(brief_ns, niceness()); }
void stay_behind() { schedule(long_ns, std::min(niceness() + behind, last)); }

}  // namespace usher
