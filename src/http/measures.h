// How many requests each route had, how they ended and how long they took (RED). Counted by every
// connection, read when somebody scrapes.
#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace usher::http {

class Measures {
 public:
    // Upper bounds in microseconds; what took longer counts in the whole alone.
    static constexpr std::array<std::int64_t, 12> bounds_us = {
        500,    1'000,   2'500,   5'000,   10'000,    25'000,
        50'000, 100'000, 250'000, 500'000, 1'000'000, 5'000'000};

    // `route` is its name; empty for what matched none, or had no head that was understood.
    void note(std::string_view route, int status, std::int64_t took_us);

    struct Route {
        std::string name;
        std::array<std::uint64_t, 5> by_class{};               // 1xx (never), 2xx, 3xx, 4xx, 5xx
        std::array<std::uint64_t, bounds_us.size()> within{};  // cumulative, as Prometheus has it
        std::uint64_t count = 0;
        std::int64_t sum_us = 0;
    };
    std::vector<Route> routes() const;  // in the order of their names

 private:
    struct Counters {
        std::array<std::atomic<std::uint64_t>, 5> by_class{};
        std::array<std::atomic<std::uint64_t>, bounds_us.size()> between{};
        std::atomic<std::int64_t> sum_us = 0;
    };
    Counters& of(std::string_view route);

    mutable std::mutex mutex_;  // of the map; what it holds stays where it is
    std::map<std::string, std::unique_ptr<Counters>, std::less<>> routes_;
};

}  // namespace usher::http
