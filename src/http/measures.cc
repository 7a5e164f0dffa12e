#include "http/measures.h"

#include <algorithm>

namespace usher::http {

Measures::Counters& Measures::of(std::string_view route) {
    std::lock_guard hold(mutex_);
    auto known = routes_.find(route);
    if (known == routes_.end())
        known = routes_.emplace(std::string(route), std::make_unique<Counters>()).first;
    return *known->second;
}

void Measures::note(std::string_view route, int status, std::int64_t took_us) {
    auto& counters = of(route);
    auto kind = static_cast<std::size_t>(std::clamp(status / 100, 1, 5) - 1);
    counters.by_class[kind].fetch_add(1, std::memory_order_relaxed);
    counters.sum_us.fetch_add(took_us, std::memory_order_relaxed);
    auto bound = std::ranges::lower_bound(bounds_us, took_us);
    if (bound == bounds_us.end()) return;
    auto index = static_cast<std::size_t>(bound - bounds_us.begin());
    counters.between[index].fetch_add(1, std::memory_order_relaxed);
}

std::vector<Measures::Route> Measures::routes() const {
    std::lock_guard hold(mutex_);
    std::vector<Route> all;
    for (auto const& [name, counters] : routes_) {
        Route route;
        route.name = name;
        for (std::size_t i = 0; i < route.by_class.size(); ++i)
            route.count += route.by_class[i] = counters->by_class[i].load();
        std::uint64_t so_far = 0;
        for (std::size_t i = 0; i < bounds_us.size(); ++i)
            route.within[i] = so_far += counters->between[i].load();
        route.sum_us = counters->sum_us.load();
        all.push_back(std::move(route));
    }
    return all;
}

}  // namespace usher::http
