// Who listens to what. A topic is an id: of an account, a person or a key. Whoever listens to one
// hears that something about it changed, not what: they read it again, as far as they may. In the
// memory of one server; tell() is all that feeds it, and may be called for what another one did.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <vector>

#include "base/id.h"

namespace usher::events {

class Hub {
    struct Topic {
        std::atomic<std::uint64_t> changes = 0;
        std::size_t ears = 0;
    };

 public:
    struct Limits {
        std::size_t of_account = 1000;
        std::size_t of_credential = 16;  // a session, a key
    };
    // Somebody who listens to an account, until it is destroyed: the hub outlives it.
    class Ear {
     public:
        ~Ear();
        Ear(Ear const&) = delete;
        Ear& operator=(Ear const&) = delete;
        // Anything since the last take().
        bool has_heard() const;
        struct Heard {
            bool account = false;
            bool reader = false;
        };
        Heard take();

     private:
        friend class Hub;
        Ear(Hub&, IdBytes const& account, IdBytes const& reader, IdBytes const& credential);
        Hub& hub_;
        IdBytes const account_, reader_, credential_;
        Topic const& of_account_;
        Topic const& of_reader_;
        std::uint64_t account_heard_, reader_heard_;
    };

    explicit Hub(Limits limits) : limits_(limits) {}
    Hub() : Hub(Limits{}) {}
    // `reader`: the person or key that reads; their sessions end, it ends. Nothing where as many
    // listen as may.
    std::unique_ptr<Ear> listen(IdBytes const& account, IdBytes const& reader,
                                IdBytes const& credential);
    // From any thread. Never waits for whoever listens.
    void tell(std::vector<IdBytes> const& topics);
    std::size_t topics() const;  // that somebody listens to

 private:
    Topic& enter(IdBytes const& topic);
    void leave(IdBytes const& topic);
    void leave(Ear const&);

    Limits const limits_;
    mutable std::mutex mutex_;
    std::map<IdBytes, std::unique_ptr<Topic>> topics_;
    std::map<IdBytes, std::size_t> of_credential_;
};

}  // namespace usher::events
