#include "signin/brake.h"

#include "http/address.h"

namespace usher::signin {
namespace {

struct Tries {
    int count = 0;
    Time last;
};

Duration pause(int count, int free) {
    if (count < free) return {};
    auto doubled = Brake::first_pause.ms << std::min(count - free, 20);
    return std::min(Duration{doubled}, Brake::longest_pause);
}

}  // namespace

class Brake::State {
 public:
    explicit State(Clock const& clock) : clock_(clock) {}

    std::optional<Duration> wait(std::string const& key, int free, Time now) {
        auto found = tries_.find(key);
        if (found == tries_.end()) return std::nullopt;
        if (now - found->second.last > forgotten_after) {
            tries_.erase(found);
            return std::nullopt;
        }
        auto until = found->second.last + pause(found->second.count, free);
        if (until <= now) return std::nullopt;
        return until - now;
    }

    void count(std::string const& key, Time now) {
        if (tries_.size() >= remembered) forget(now);
        auto& tries = tries_[key];
        ++tries.count;
        tries.last = now;
    }

    // Makes room: what is old goes, then whatever slows nobody down yet, so that a flood of made-up
    // addresses does not free those who are slowed down; and all of it only where that is not
    // enough.
    void forget(Time now) {
        std::erase_if(tries_,
                      [&](auto const& entry) { return now - entry.second.last > longest_pause; });
        if (tries_.size() < remembered) return;
        std::erase_if(tries_, [](auto const& entry) { return entry.second.count < free_tries; });
        if (tries_.size() >= remembered) tries_.clear();
    }

    Clock const& clock_;
    std::mutex mutex_;
    std::unordered_map<std::string, Tries> tries_;
};

namespace {

std::string both(std::string_view email_key, std::string const& network) {
    return network + "\n" + std::string(email_key);
}

}  // namespace

Brake::Brake(Clock const& clock) : state_(std::make_unique<State>(clock)) {}
Brake::~Brake() = default;

Result<void> Brake::may_try(std::string_view email_key, std::string_view client) {
    auto network = http::counted_as(std::string(client));
    auto one = both(email_key, network);
    std::lock_guard lock(state_->mutex_);
    auto now = state_->clock_.now();
    auto wait = state_->wait(one, free_tries, now);
    auto of_client = state_->wait(network, free_tries_of_client, now);
    if (of_client && (!wait || *wait < *of_client)) wait = of_client;
    if (wait) {
        auto left = std::to_string((wait->ms + 999) / 1000);
        return fail(Error{Code::too_many, "signin.too_many",
                          "Too many tries. Try again in " + left + " seconds."}
                        .with("retry_after_s", left));
    }
    state_->count(one, now);
    state_->count(network, now);
    return {};
}

void Brake::succeeded(std::string_view email_key, std::string_view client) {
    auto network = http::counted_as(std::string(client));
    std::lock_guard lock(state_->mutex_);
    state_->tries_.erase(both(email_key, network));
    auto of_client = state_->tries_.find(network);
    if (of_client != state_->tries_.end() && of_client->second.count > 0) --of_client->second.count;
}

}  // namespace usher::signin
