#include "audit/blocks.h"

#include <algorithm>

#include "store/tx.h"

namespace usher::audit {
namespace {

// FNV-1a, folded to four bytes: it must be the same for ever, and needs no secrecy.
class Hash {
 public:
    Hash& add(char c) {
        state_ = (state_ ^ static_cast<unsigned char>(c)) * 0x100000001b3;
        return *this;
    }
    Hash& add(std::string_view text) {
        for (char c : text) add(c);
        return *this;
    }
    Mark mark() const { return static_cast<Mark>(state_ ^ (state_ >> 32)); }

 private:
    std::uint64_t state_ = 0xcbf29ce484222325;
};

Block block_from(store::Row const& row) {
    return {row.integer(0), row.time(1), row.time(2), Marks::from(row.text(3))};
}

Block summary(std::int64_t number, store::Rows const& events) {
    Block block{number, events.front().time(0), events.front().time(0), {}};
    std::vector<Mark> marks;
    for (auto const& event : events) {
        block.first = std::min(block.first, event.time(0));
        block.last = std::max(block.last, event.time(0));
        marks.push_back(mark(Of::act, event.text(1)));
        marks.push_back(mark(Of::actor, event.text(2)));
        marks.push_back(mark(Of::target, event.text(3)));
        marks.push_back(mark_of_place(event.integer(4)));
        if (auto home = event.maybe_integer(5)) marks.push_back(mark_of_place(*home));
    }
    block.marks = Marks(std::move(marks));
    return block;
}

}  // namespace

Mark mark(Of kind, std::string_view value) {
    return Hash().add(static_cast<char>(kind)).add(value).mark();
}

Mark mark_of_place(std::int64_t number) { return mark(Of::place, std::to_string(number)); }

Marks::Marks(std::vector<Mark> marks) : sorted_(std::move(marks)) {
    std::ranges::sort(sorted_);
    sorted_.erase(std::ranges::unique(sorted_).begin(), sorted_.end());
}

Marks Marks::from(std::string_view bytes) {
    Marks marks;
    marks.sorted_.reserve(bytes.size() / 4);
    for (std::size_t at = 0; at + 4 <= bytes.size(); at += 4) {
        Mark mark = 0;
        for (std::size_t i = 0; i < 4; ++i)
            mark = mark << 8 | static_cast<unsigned char>(bytes[at + i]);
        marks.sorted_.push_back(mark);
    }
    return marks;
}

std::string Marks::bytes() const {
    std::string bytes;
    bytes.reserve(sorted_.size() * 4);
    for (auto mark : sorted_)
        for (int shift = 24; shift >= 0; shift -= 8)
            bytes.push_back(static_cast<char>(mark >> shift));
    return bytes;
}

bool Marks::any_of(Marks const& wanted) const {
    auto const& few = wanted.size() < size() ? wanted.sorted_ : sorted_;
    auto const& many = wanted.size() < size() ? sorted_ : wanted.sorted_;
    return std::ranges::any_of(few,
                               [&](Mark one) { return std::ranges::binary_search(many, one); });
}

Result<void> close_block(store::Tx& tx, AccountId account, std::int64_t seq) {
    if (seq % block_events != 0) return {};
    auto number = block_of(seq);
    auto events =
        TRY(tx.many("select at, act, by_actor, target, place, moved_to from audit "
                    "where account_id = $1 and seq >= $2 and seq <= $3",
                    account, first_of(number), seq));
    auto block = summary(number, events);
    auto marks = block.marks.bytes();
    TRY(
        tx.exec("insert into audit_blocks (account_id, number, first_at, last_at, marks) "
                "values ($1, $2, $3, $4, $5) on conflict (account_id, number) do update "
                "set first_at = excluded.first_at, last_at = excluded.last_at, "
                "marks = excluded.marks",
                account, number, block.first, block.last, store::Blob{marks}));
    return {};
}

Result<std::vector<Block>> blocks_down_from(store::Snapshot& snapshot, AccountId account,
                                            std::int64_t number, std::int64_t limit) {
    auto rows =
        TRY(snapshot.many("select number, first_at, last_at, marks from audit_blocks "
                          "where account_id = $1 and number <= $2 order by number desc limit $3",
                          account, number, limit));
    std::vector<Block> blocks;
    for (auto const& row : rows) blocks.push_back(block_from(row));
    return blocks;
}

Result<std::vector<std::int64_t>> where_it_may_be(store::Snapshot& snapshot, AccountId account,
                                                  std::int64_t last, Marks const& any_of) {
    constexpr std::int64_t at_once = 64;
    std::vector<std::int64_t> firsts;
    for (auto number = last > 0 ? block_of(last) : -1; number >= 0;) {
        auto blocks = TRY(blocks_down_from(snapshot, account, number, at_once));
        for (auto const& block : blocks) {
            for (; number > block.number; --number) firsts.push_back(first_of(number));
            if (block.marks.any_of(any_of)) firsts.push_back(first_of(number));
            --number;
        }
        if (!blocks.empty()) continue;
        for (; number >= 0; --number) firsts.push_back(first_of(number));
    }
    return firsts;
}

}  // namespace usher::audit
