// The one writer: units queue here, one thread runs them, many to a commit.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

#include "base/result.h"
#include "store/checkpoints.h"
#include "store/sqlite.h"

namespace usher::store {

class Writer {
 public:
    static constexpr std::size_t most_units = 256;  // in one commit
    static constexpr int most_ms = 10;              // of units before their commit begins

    struct Settings {
        Clock const& clock;
        Random& random;
        std::size_t most_queued;
        std::function<void(std::vector<AccountId> const&)> on_touched;
        int group_ms = most_ms;
        std::size_t log_pages = Checkpoints::begin_at_pages;
        std::function<void(std::vector<IdBytes> const&)> on_stirred = {};
    };
    Writer(std::unique_ptr<Connection> writes, std::unique_ptr<Connection> checkpoints, Settings);
    ~Writer();  // finishes what is queued

    // Waits until the unit is durable and told, or has left nothing behind. The unit says whether
    // it is to be kept. Fails with `store.busy`, `store.unavailable`, `store.commit_failed`, or
    // `internal` where the unit threw.
    Result<void> write(std::function<bool(Tx&)> const& unit);

    std::size_t queued() const;
    std::uint64_t commits() const { return commits_; }
    std::uint64_t writes() const { return writes_; }

 private:
    struct Job;
    using Group = std::vector<Job*>;

    void work();
    Job* wait_for_first();
    Job* next();
    void serve(Job* first);
    Group run_units(Job* first);
    void run_unit(Job&);
    Result<void> run_in_savepoint(Job&);
    void fail_kept(Group const&, Error const&);
    bool commit(Group const&);
    void answer(Group const&);

    std::unique_ptr<Connection> connection_;
    Checkpoints checkpoints_;
    Settings settings_;
    mutable std::mutex mutex_;
    std::condition_variable arrived_;
    std::deque<Job*> queue_;
    bool stopping_ = false;
    std::atomic<std::uint64_t> commits_ = 0;
    std::atomic<std::uint64_t> writes_ = 0;
    std::thread thread_;  // last: it uses the others
};

}  // namespace usher::store
