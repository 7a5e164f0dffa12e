#include "access/place_cache.h"

#include <atomic>
#include <cstring>

#include "access/cache_figures.h"
#include "store/tx.h"

namespace usher::access {
namespace {

std::atomic<std::uint64_t> hits = 0, misses = 0;  // for metrics alone: of all caches together

}  // namespace

CacheFigures place_cache_figures() { return {hits, misses}; }

// The end of an id is random.
std::size_t PlaceCache::Hash::operator()(AccountId const& id) const {
    std::size_t hash = 0;
    std::memcpy(&hash, id.bytes.data() + id.bytes.size() - sizeof hash, sizeof hash);
    return hash;
}

std::size_t PlaceCache::weight(Entry const& entry) { return entry.places.all().size() + 1; }

Result<Places> PlaceCache::places(store::Snapshot& snapshot, AccountId account,
                                  std::int64_t epoch) {
    {
        std::lock_guard hold(mutex_);
        auto found = entries_.find(account);
        if (found != entries_.end() && found->second.epoch == epoch) {
            order_.splice(order_.begin(), order_, found->second.at);
            ++hits;
            return found->second.places;
        }
    }
    ++misses;
    auto places = TRY(Places::load(snapshot, account));
    snapshot.once_durable([this, account, epoch, places] { keep(account, epoch, places); });
    return places;
}

// A reader of an older snapshot does not replace what a newer one has left.
void PlaceCache::keep(AccountId account, std::int64_t epoch, Places const& places) {
    std::lock_guard hold(mutex_);
    auto [found, fresh] = entries_.try_emplace(account);
    auto& entry = found->second;
    if (fresh) {
        entry.at = order_.insert(order_.begin(), account);
    } else {
        if (entry.epoch >= epoch) return;
        weight_ -= weight(entry);
        order_.splice(order_.begin(), order_, entry.at);
    }
    entry.epoch = epoch;
    entry.places = places;
    weight_ += weight(entry);
    while (weight_ > most_places && entries_.size() > 1) drop_oldest();
}

void PlaceCache::drop_oldest() {
    auto oldest = entries_.find(order_.back());
    weight_ -= weight(oldest->second);
    entries_.erase(oldest);
    order_.pop_back();
}

}  // namespace usher::access
