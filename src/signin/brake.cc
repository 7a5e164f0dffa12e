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
        // The clock was set back: nobody waits for the hour in which they tried to come again.
        found->second.last = std::min(found->second.last, now);
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

    // A try that was right does not count.
    void give_back(std::string const& key) {
        auto found = tries_.find(key);
        if (found != tries_.end() && found->second.count > 0) --found->second.count;
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

struct Counted {
    std::string key;
    int free = 0;
};

Counted both(std::string_view email_key, std::string const& network) {
    return {network + "\n" + std::string(email_key), Brake::free_tries};
}
Counted address(std::string_view email_key) {
    return {"from anywhere\n" + std::string(email_key), Brake::free_tries_of_address};
}
Counted person(std::string_view identity) {
    return {"person\n" + std::string(identity), Brake::free_tries_of_address};
}
Counted known(std::string_view browser) {
    return {"browser\n" + std::string(browser), Brake::free_tries};
}

Error too_many(Duration wait) {
    auto left = std::to_string((wait.ms + 999) / 1000);
    return Error{Code::too_many, "signin.too_many",
                 "Too many tries. Try again in " + left + " seconds."}
        .with("retry_after_s", left);
}

}  // namespace

// All of them let it pass, and all of them count it, or none does.
Result<void> Brake::count(std::vector<std::pair<std::string, int>> const& counted) {
    std::lock_guard lock(state_->mutex_);
    auto now = state_->clock_.now();
    std::optional<Duration> longest;
    for (auto const& [key, free] : counted) {
        auto wait = state_->wait(key, free, now);
        if (wait && (!longest || *longest < *wait)) longest = wait;
    }
    if (longest) return fail(too_many(*longest));
    for (auto const& [key, free] : counted) state_->count(key, now);
    return {};
}

Brake::Brake(Clock const& clock) : state_(std::make_unique<State>(clock)) {}
Brake::~Brake() = default;

Result<void> Brake::may_try(std::string_view email_key, std::string_view client) {
    auto network = http::counted_as(std::string(client));
    auto one = both(email_key, network);
    return count({{one.key, one.free}, {network, free_tries_of_client}});
}

Result<void> Brake::may_guess(std::string_view email_key, std::string_view client,
                              std::string_view browser) {
    if (!browser.empty()) {
        auto own = known(browser);
        return count({{own.key, own.free}});
    }
    auto network = http::counted_as(std::string(client));
    auto one = both(email_key, network);
    auto anywhere = address(email_key);
    return count(
        {{one.key, one.free}, {anywhere.key, anywhere.free}, {network, free_tries_of_client}});
}

bool Brake::may_guess_person(std::string_view identity) {
    auto one = person(identity);
    return count({{one.key, one.free}}).has_value();
}

void Brake::person_succeeded(std::string_view identity) {
    std::lock_guard lock(state_->mutex_);
    state_->give_back(person(identity).key);
}

void Brake::succeeded(std::string_view email_key, std::string_view client,
                      std::string_view browser) {
    std::lock_guard lock(state_->mutex_);
    if (!browser.empty()) {
        state_->tries_.erase(known(browser).key);
        return;
    }
    auto network = http::counted_as(std::string(client));
    state_->tries_.erase(both(email_key, network).key);
    state_->give_back(address(email_key).key);
    state_->give_back(network);
}

}  // namespace usher::signin
