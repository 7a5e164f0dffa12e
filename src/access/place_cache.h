// The places of accounts that were asked for lately, so that a request does not read thousands of
// rows to learn where somebody stands.
//
// An entry is good for one `places_epoch` of its account, which each change of places raises in its
// own transaction (places_changed), and which the reader knows from the same snapshot: what is
// found here is exactly what that snapshot would have read.
#pragma once

#include <cstdint>
#include <list>
#include <mutex>
#include <unordered_map>

#include "access/place.h"

namespace usher::access {

class PlaceCache {
 public:
    Result<Places> places(store::Snapshot&, AccountId, std::int64_t epoch);

    static constexpr std::size_t most_places = 50'000;  // held in all, beside the last account's

 private:
    using Order = std::list<AccountId>;  // asked for last first
    struct Entry {
        std::int64_t epoch = 0;
        Places places;
        Order::iterator at;
    };
    struct Hash {
        std::size_t operator()(AccountId const&) const;
    };
    static std::size_t weight(Entry const&);
    void keep(AccountId, std::int64_t epoch, Places const&);
    void drop_oldest();

    std::mutex mutex_;
    std::unordered_map<AccountId, Entry, Hash> entries_;
    Order order_;
    std::size_t weight_ = 0;
};

}  // namespace usher::access
