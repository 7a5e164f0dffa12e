#include "audit/query.h"

#include "audit/blocks.h"
#include "audit/follow.h"
#include "store/tx.h"

namespace usher::audit {
namespace {

constexpr std::int64_t blocks_at_once = 64;
constexpr Time beginning{std::numeric_limits<std::int64_t>::min()};
constexpr Time end{std::numeric_limits<std::int64_t>::max()};

Link link_of(store::Row const& row, AccountId account) {
    Link link;
    link.account = account;
    link.seq = row.integer(0);
    link.event = row.id<EventId>(1);
    link.at = row.time(2);
    link.act = row.text(3);
    link.by = row.text(4);
    link.target = row.text(5);
    link.place = row.integer(6);
    link.request_id = row.text(7);
    link.details = row.maybe_text(8);
    link.salt = row.text(9);
    link.details_digest = row.digest(10);
    link.hash = row.digest(11);
    link.personal = row.maybe_text(12);
    link.personal_salt = row.maybe_text(13).value_or("");
    if (!row.null(14)) link.personal_digest = row.digest(14);
    link.moved_to = row.maybe_integer(15);
    return link;
}

std::vector<Link> links_of(store::Rows const& rows, AccountId account) {
    std::vector<Link> links;
    for (auto const& row : rows) links.push_back(link_of(row, account));
    return links;
}

Result<std::vector<Link>> chain_of(store::Snapshot& snapshot, AccountId account, std::int64_t after,
                                   std::int64_t limit) {
    auto rows = TRY(snapshot.many(
        "select seq, event_id, at, act, by_actor, target, place, request_id, details, salt, "
        "details_digest, hash, personal, personal_salt, personal_digest, moved_to from audit "
        "where account_id = $1 and seq > $2 order by seq limit $3",
        account, after, limit));
    return links_of(rows, account);
}

// What the marks of a block are asked: for each kind that the search names, at least one.
class Wanted {
 public:
    Wanted(Filter const& filter, access::Reach const& within) : filter_(filter) {
        if (!filter.target.empty()) add({mark(Of::target, filter.target)});
        if (!filter.actor.empty()) add({mark(Of::actor, filter.actor)});
        std::vector<Mark> acts, places;
        for (auto const& act : filter.acts) acts.push_back(mark(Of::act, act));
        add(std::move(acts));
        if (within.all()) return;
        for (auto number : within.numbers()) places.push_back(mark_of_place(number));
        add(std::move(places));
    }
    bool everything() const { return kinds_.empty() && !filter_.from && !filter_.to; }
    bool may_be_in(Block const& block) const {
        if (filter_.from && block.last < *filter_.from) return false;
        if (filter_.to && block.first >= *filter_.to) return false;
        return std::ranges::all_of(kinds_,
                                   [&](Marks const& marks) { return block.marks.any_of(marks); });
    }

 private:
    void add(std::vector<Mark> marks) {
        if (!marks.empty()) kinds_.emplace_back(std::move(marks));
    }
    Filter const& filter_;
    std::vector<Marks> kinds_;
};

// Goes down block by block, past those in which nothing can be.
class Search {
 public:
    Search(store::Snapshot& snapshot, AccountId account, access::Reach const& within,
           Filter const& filter)
        : snapshot_(snapshot),
          account_(account),
          within_(within),
          filter_(filter),
          wanted_(filter, within) {
        for (auto const& act : filter.acts) acts_ += "," + act;
        if (!acts_.empty()) acts_ += ",";
    }

    Result<Found> run() {
        found_.reached = filter_.before;
        if (found_.reached <= 0) found_.reached = TRY(head(snapshot_, account_)).seq + 1;
        while (found_.more() && wanting() > 0 && read_ < max_blocks_read) {
            if (wanted_.everything()) {
                TRY(read_down_to(1));
            } else if (auto in = TRY(next_block())) {
                ++read_;
                TRY(read_down_to(first_of(*in)));
            } else {
                break;
            }
        }
        return std::move(found_);
    }

 private:
    std::int64_t wanting() const {
        return filter_.limit - static_cast<std::int64_t>(found_.events.size());
    }

    // The newest block below what was reached that may hold something. Nothing: there is none, or
    // the step is over; `reached` tells.
    Result<std::optional<std::int64_t>> next_block() {
        for (; found_.more(); found_.reached = first_of(block_of(found_.reached - 1))) {
            auto number = block_of(found_.reached - 1);
            if (at_ >= blocks_.size() || blocks_[at_].number > number) TRY(load(number));
            bool known = at_ < blocks_.size() && blocks_[at_].number == number;
            if (!known || wanted_.may_be_in(blocks_[at_])) return std::optional(number);
            ++at_;
            if (++passed_ >= max_blocks_passed) {
                found_.reached = first_of(number);
                break;
            }
        }
        return std::optional<std::int64_t>();
    }

    // Nothing is left loaded above `number`.
    Result<void> load(std::int64_t number) {
        while (at_ < blocks_.size() && blocks_[at_].number > number) ++at_;
        if (at_ < blocks_.size()) return {};
        blocks_ = TRY(blocks_down_from(snapshot_, account_, number, blocks_at_once));
        at_ = 0;
        return {};
    }

    Result<void> read_down_to(std::int64_t first) {
        auto limit = wanting();
        auto rows = TRY(snapshot_.many(
            "select seq, event_id, at, act, by_actor, target, place, request_id, details, salt, "
            "details_digest, hash, personal, personal_salt, personal_digest, moved_to from audit "
            "where account_id = $1 and seq >= $2 and seq < $3 and ($4 = '' or target = $4) "
            "and ($5 = '' or by_actor = $5) and ($6 = '' or strpos($6, ',' || act || ',') > 0) "
            "and at >= $7 and at < $8 and ({within place, $9} or {within moved_to, $9}) "
            "order by seq desc limit $10",
            account_, first, found_.reached, filter_.target, filter_.actor, acts_,
            filter_.from.value_or(beginning), filter_.to.value_or(end), within_.bound(), limit));
        for (auto const& row : rows) found_.events.push_back(link_of(row, account_));
        bool full = static_cast<std::int64_t>(rows.size()) == limit;
        found_.reached = full ? found_.events.back().seq : first;
        return {};
    }

    store::Snapshot& snapshot_;
    AccountId account_;
    access::Reach const& within_;
    Filter const& filter_;
    Wanted wanted_;
    std::string acts_;  // ",users.edit,users.suspend,"
    Found found_;
    std::vector<Block> blocks_;
    std::size_t at_ = 0;
    std::int64_t read_ = 0, passed_ = 0;
};

}  // namespace

Result<Found> events(store::Snapshot& snapshot, access::Permit<Act::audit_view> const& permit,
                     access::Reach const& within, Filter const& filter) {
    if (!within.all() && within.numbers().empty()) return Found{};
    return Search(snapshot, permit.account, within, filter).run();
}

Result<Link> event(store::Snapshot& snapshot, access::Permit<Act::audit_view> const& permit,
                   EventId id) {
    auto row = TRY(snapshot.one(
        "select seq, event_id, at, act, by_actor, target, place, request_id, details, salt, "
        "details_digest, hash, personal, personal_salt, personal_digest, moved_to from audit "
        "where account_id = $1 and event_id = $2",
        permit.account, id));
    if (!row) return fail(not_found());
    auto link = link_of(*row, permit.account);
    bool seen =
        permit.reach.holds(link.place) || (link.moved_to && permit.reach.holds(*link.moved_to));
    if (!seen) return fail(not_found());
    return link;
}

Result<std::vector<Link>> chain(store::Snapshot& snapshot,
                                access::Permit<Act::audit_export> const& permit, std::int64_t after,
                                std::int64_t limit) {
    return chain_of(snapshot, permit.account, after, limit);
}

Result<std::vector<Link>> instance_chain(
    store::Snapshot& snapshot, access::OperatorPermit<access::InstanceAct::accounts_list> const&,
    std::int64_t after, std::int64_t limit) {
    return chain_of(snapshot, AccountId{}, after, limit);
}

Result<Verifier> follow(store::Snapshot& snapshot, AccountId account) {
    Verifier verifier(account);
    while (true) {
        auto links = TRY(chain_of(snapshot, account, verifier.count(), max_chain_page));
        for (auto const& link : links) TRY(verifier.step(link));
        if (static_cast<std::int64_t>(links.size()) < max_chain_page) break;
    }
    auto should = TRY(head(snapshot, account));
    if (should.seq == verifier.count() && should.hash == verifier.head()) return verifier;
    return fail(Error{Code::conflict, "audit.broken",
                      "The chain should have " + std::to_string(should.seq) +
                          " events, and ends after " + std::to_string(verifier.count()) +
                          " or with another hash."});
}

Result<Head> head(store::Snapshot& snapshot, AccountId account) {
    auto row =
        account.none()
            ? TRY(snapshot.one("select audit_seq, audit_head from instance where one = 1"))
            : TRY(snapshot.one("select audit_seq, audit_head from accounts where account_id = $1",
                               account));
    if (!row) return Head{0, chain_start(account)};
    return Head{row->integer(0), row->digest(1)};
}

Result<std::optional<Named>> named(store::Snapshot& snapshot, AccountId account, UserId user) {
    auto row =
        TRY(snapshot.one("select first_name, last_name, email, home from users "
                         "where account_id = $1 and user_id = $2",
                         account, user));
    if (!row) return std::optional<Named>();
    auto first = row->text(0), last = row->text(1);
    auto name = first.empty() || last.empty() ? first + last : first + " " + last;
    return std::optional<Named>(
        Named{user, name, row->maybe_text(2).value_or(""), row->integer(3)});
}

}  // namespace usher::audit
