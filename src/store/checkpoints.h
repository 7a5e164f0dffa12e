// Keeps SQLite's log short, out of the writer's way. A commit appends pages to the log; a
// checkpoint moves them into the file, and once all are there the log begins anew at its start
// (writing over a file is durable sooner than making it longer).
//
// The bulk is moved by a thread of its own while writes go on; as they do, it never reaches the
// end. So the writer then moves the few pages that came since, between two commits.
//
// The log begins anew only when nobody reads old pages of it at that moment. Where somebody always
// does, it would grow for ever: from a certain length on the writer waits for them, and from twice
// that on for the thread, should writes go on faster than their pages can be moved.
#pragma once

#include <atomic>
#include <condition_variable>
#include <cstddef>
#include <memory>
#include <mutex>
#include <thread>

#include "store/sqlite.h"

namespace usher::store {

class Checkpoints {
 public:
    static constexpr std::size_t begin_at_pages = 4000;  // of 4 KiB
    static constexpr std::size_t long_log = 8;           // times as many
    static constexpr std::size_t most_log = 2 * long_log;

    explicit Checkpoints(std::unique_ptr<Connection>, std::size_t begin_at = begin_at_pages);
    ~Checkpoints();

    // The writer calls it between commits.
    void after_commit(Connection& writer);

 private:
    enum class Stage { resting, moving, moved, ending };
    void work();

    std::unique_ptr<Connection> connection_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::atomic<Stage> stage_ = Stage::resting;
    std::size_t const begin_at_;
    std::size_t next_at_ = begin_at_;  // the writer's
    std::thread thread_;               // last: it uses the others
};

}  // namespace usher::store
