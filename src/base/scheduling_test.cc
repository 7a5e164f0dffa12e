#include "base/scheduling.h"

#include <gtest/gtest.h>
#include <sched.h>
#include <sys/resource.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <thread>

namespace usher {
namespace {

int niceness() { return ::getpriority(PRIO_PROCESS, static_cast<id_t>(::gettid())); }

// Some containers refuse the very call: stay_behind() then changes nothing.
bool may_be_scheduled() {
    ::syscall(SYS_sched_setattr, 0, nullptr, 0);
    return errno == EINVAL;
}

TEST(scheduling, cores_are_those_that_may_be_used_not_those_that_there_are) {
    std::jthread([] {
        cpu_set_t all;
        ASSERT_EQ(::sched_getaffinity(0, sizeof all, &all), 0);
        EXPECT_EQ(cores(), CPU_COUNT(&all));
        cpu_set_t one;
        CPU_ZERO(&one);
        for (int i = 0; CPU_COUNT(&one) == 0; ++i)
            if (CPU_ISSET(i, &all)) CPU_SET(i, &one);
        ASSERT_EQ(::sched_setaffinity(0, sizeof one, &one), 0);
        EXPECT_EQ(cores(), 1);
    }).join();
}

TEST(scheduling, who_stays_behind_does_so_alone) {
    auto before = niceness();
    auto behind = may_be_scheduled() ? std::min(before + 10, 19) : before;
    std::jthread([behind] {
        stay_behind();
        EXPECT_EQ(niceness(), behind);
    }).join();
    EXPECT_EQ(niceness(), before);
}

TEST(scheduling, who_answers_soon_is_no_more_important_than_before) {
    std::jthread([] {
        auto before = niceness();
        answer_soon();
        EXPECT_EQ(niceness(), before);
    }).join();
}

}  // namespace
}  // namespace usher
