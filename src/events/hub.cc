#include "events/hub.h"

#include <utility>

namespace usher::events {

// Made under the hub's mutex.
Hub::Ear::Ear(Hub& hub, IdBytes const& account, IdBytes const& reader, IdBytes const& credential)
    : hub_(hub),
      account_(account),
      reader_(reader),
      credential_(credential),
      of_account_(hub.enter(account)),
      of_reader_(hub.enter(reader)),
      account_heard_(of_account_.changes),
      reader_heard_(of_reader_.changes) {}

Hub::Ear::~Ear() { hub_.leave(*this); }

bool Hub::Ear::has_heard() const {
    return of_account_.changes != account_heard_ || of_reader_.changes != reader_heard_;
}

Hub::Ear::Heard Hub::Ear::take() {
    auto of_account = of_account_.changes.load();
    auto of_reader = of_reader_.changes.load();
    return {std::exchange(account_heard_, of_account) != of_account,
            std::exchange(reader_heard_, of_reader) != of_reader};
}

std::unique_ptr<Hub::Ear> Hub::listen(IdBytes const& account, IdBytes const& reader,
                                      IdBytes const& credential) {
    std::lock_guard hold(mutex_);
    auto known = topics_.find(account);
    if (known != topics_.end() && known->second->ears >= limits_.of_account) return nullptr;
    auto& theirs = of_credential_[credential];
    if (theirs >= limits_.of_credential) return nullptr;
    ++theirs;
    return std::unique_ptr<Ear>(new Ear(*this, account, reader, credential));
}

void Hub::tell(std::vector<IdBytes> const& topics) {
    std::lock_guard hold(mutex_);
    for (auto const& topic : topics) {
        auto found = topics_.find(topic);
        if (found != topics_.end()) ++found->second->changes;
    }
}

std::size_t Hub::topics() const {
    std::lock_guard hold(mutex_);
    return topics_.size();
}

Hub::Topic& Hub::enter(IdBytes const& topic) {
    auto& entry = topics_[topic];
    if (!entry) entry = std::make_unique<Topic>();
    ++entry->ears;
    return *entry;
}

void Hub::leave(IdBytes const& topic) {
    auto found = topics_.find(topic);
    if (--found->second->ears == 0) topics_.erase(found);
}

void Hub::leave(Ear const& ear) {
    std::lock_guard hold(mutex_);
    leave(ear.account_);
    leave(ear.reader_);
    auto theirs = of_credential_.find(ear.credential_);
    if (--theirs->second == 0) of_credential_.erase(theirs);
}

}  // namespace usher::events
