#include "http/counts.h"

#include "http/server.h"

namespace usher::http {

std::optional<Counts::Place> Counts::enter(std::string address) {
    std::lock_guard hold(mutex_);
    if (all_ >= limits_.connections) return std::nullopt;
    if (!address.empty()) {
        auto& here = of_address_[address];
        if (here >= limits_.connections_per_address) return std::nullopt;
        ++here;
    }
    ++all_;
    return Place(*this, std::move(address));
}

std::optional<Counts::Place> Counts::enter_own_user() {
    std::lock_guard hold(mutex_);
    ++all_;
    return Place(*this, {});
}

std::size_t Counts::all() const {
    std::lock_guard hold(mutex_);
    return all_;
}

void Counts::leave(std::string const& address) {
    std::lock_guard hold(mutex_);
    --all_;
    auto here = of_address_.find(address);
    if (here != of_address_.end() && --here->second == 0) of_address_.erase(here);
}

}  // namespace usher::http
