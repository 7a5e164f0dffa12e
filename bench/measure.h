// What the measurements share: giving up, medians, a place to work in.
#pragma once

#include <sched.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"

namespace usher::bench {

using Steady = std::chrono::steady_clock;

[[noreturn]] inline void give_up(std::string const& why) {
    std::fprintf(stderr, "bench: %s\n", why.c_str());
    std::exit(1);
}

template <class T>
T need(Result<T> result) {
    if (!result) give_up(result.error().key + ": " + result.error().detail);
    if constexpr (!std::is_void_v<T>) return *std::move(result);
}

// Usher and its reference have one core, in turns; those who ask have the other.
constexpr int measured_core = 0, asking_core = 1;
// The thread that calls, and those that it starts from then on.
inline void pin_to(int core) {
    cpu_set_t cores;
    CPU_ZERO(&cores);
    CPU_SET(core % static_cast<int>(::sysconf(_SC_NPROCESSORS_ONLN)), &cores);
    if (::sched_setaffinity(0, sizeof cores, &cores) != 0) give_up("cannot pin a thread");
}

// The value that this part of them does not reach: 0.5 is the median.
inline double part_of(std::vector<double> values, double part) {
    if (values.empty()) return 0;
    auto at = static_cast<std::size_t>(part * static_cast<double>(values.size() - 1));
    std::ranges::nth_element(values, values.begin() + static_cast<std::ptrdiff_t>(at));
    return values[at];
}
inline double median(std::vector<double> values) { return part_of(std::move(values), 0.5); }

inline double ms_since(Steady::time_point begun) {
    return std::chrono::duration<double, std::milli>(Steady::now() - begun).count();
}

// A folder in the current directory, as the disk that is measured is the one that one stands on.
class Workplace {
 public:
    Workplace() {
        if (!::mkdtemp(path_.data())) give_up("cannot make a directory here");
        path_ = std::filesystem::absolute(path_);
    }
    Workplace(Workplace const&) = delete;
    ~Workplace() {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::string const& path() const { return path_; }

 private:
    std::string path_ = "bench-XXXXXX";
};

// --quick, or nothing: anything else is a mistake.
inline bool quick(int count, char** words) {
    for (int i = 1; i < count; ++i)
        if (std::string_view(words[i]) != "--quick")
            give_up("what is " + std::string(words[i]) + "?");
    return count > 1;
}

}  // namespace usher::bench
