// How a log of millions of events is searched. Every 1024 events of an account make a block; for
// each full block stands which targets, actors, acts and places occur in it, as marks of four bytes
// each. A search reads those few kilobytes, newest first, and then only the blocks that may hold
// what it wants. To record an event costs no index page; to close a block costs one row.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::audit {

constexpr std::int64_t block_events = 1024;
constexpr std::int64_t block_of(std::int64_t seq) { return (seq - 1) / block_events; }
constexpr std::int64_t first_of(std::int64_t block) { return block * block_events + 1; }

// Two values may have one mark, once in four billions: a mark says "may be here".
using Mark = std::uint32_t;
enum class Of : char { target = 't', actor = 'a', act = 'c', place = 'p' };
Mark mark(Of, std::string_view value);
Mark mark_of_place(std::int64_t number);

class Marks {
 public:
    Marks() = default;
    explicit Marks(std::vector<Mark>);
    static Marks from(std::string_view bytes);
    std::string bytes() const;
    bool any_of(Marks const&) const;
    bool empty() const { return sorted_.empty(); }
    std::size_t size() const { return sorted_.size(); }

 private:
    std::vector<Mark> sorted_;
};

// To be called with each event: writes the block's row where that event was its last.
Result<void> close_block(store::Tx&, AccountId, std::int64_t seq);

struct Block {
    std::int64_t number = 0;
    Time first, last;
    Marks marks;
};
// Closed blocks up to `number`, the newest first, at most `limit`. One may be missing (events of
// before there were blocks): it must be looked through.
Result<std::vector<Block>> blocks_down_from(store::Snapshot&, AccountId, std::int64_t number,
                                            std::int64_t limit);

// First sequence numbers of the blocks in which one of the marks may stand, the newest first, those
// that are not closed among them; each is looked through up to first + block_events.
Result<std::vector<std::int64_t>> where_it_may_be(store::Snapshot&, AccountId, std::int64_t last,
                                                  Marks const& any_of);

}  // namespace usher::audit
