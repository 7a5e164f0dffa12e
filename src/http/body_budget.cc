#include "http/body_budget.h"

namespace usher::http {

bool BodyBudget::take(std::string const& client, std::size_t bytes, std::size_t most,
                      std::size_t has) {
    if (bytes == 0) return true;
    std::lock_guard hold(mutex_);
    if (bytes > most || all_ > most - bytes) return false;
    if (!client.empty()) {
        auto known = of_client_.find(client);
        auto held = known == of_client_.end() ? 0 : known->second;
        // Whoever has no other may have one body, however small the share.
        if (held > has && held + bytes > most / shares) return false;
        of_client_[client] = held + bytes;
    }
    all_ += bytes;
    return true;
}

void BodyBudget::give_back(std::string const& client, std::size_t bytes) {
    if (bytes == 0) return;
    std::lock_guard hold(mutex_);
    all_ -= bytes;
    auto known = of_client_.find(client);
    if (known == of_client_.end()) return;
    known->second -= bytes;
    if (known->second == 0) of_client_.erase(known);
}

std::size_t BodyBudget::held() const {
    std::lock_guard hold(mutex_);
    return all_;
}

}  // namespace usher::http
