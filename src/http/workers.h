// The threads that run handlers: a fixed number, with a queue that is never longer than its limit.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace usher::http {

class Workers {
 public:
    using Task = std::function<void()>;  // must not throw

    Workers(int threads, std::size_t max_queued);
    ~Workers() { finish(); }
    // False where the queue is full: the task will not run.
    bool submit(Task);
    std::size_t queued() const;
    // Runs what is queued, then ends the threads.
    void finish();

 private:
    void run();

    std::size_t const max_queued_;
    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Task> queue_;
    bool finishing_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace usher::http
