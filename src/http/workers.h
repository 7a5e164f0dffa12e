// The threads that run handlers: a fixed number, with a queue that is never longer than its limit.
// Clients take turns, so that one who asks for much waits for their own and not others for them
// (threat 49).
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

namespace usher::http {

class Workers {
 public:
    using Task = std::function<void()>;  // must not throw

    Workers(int threads, std::size_t max_queued);
    ~Workers() { finish(); }
    // False where the queue is full, or the client's share of it: the task will not run. A client
    // is given as counted_as() has it.
    bool submit(std::string const& client, Task);
    std::size_t queued() const;
    // Runs what is queued, then ends the threads.
    void finish();

 private:
    static constexpr std::size_t shares = 4;  // one client has at most one of them
    using Lines = std::map<std::string, std::deque<Task>>;

    void run();
    Task next();

    std::size_t const max_queued_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    Lines lines_;  // of those who wait; none is empty
    std::deque<Lines::iterator> turns_;
    std::size_t queued_ = 0;
    bool finishing_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace usher::http
