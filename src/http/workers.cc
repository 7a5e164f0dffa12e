#include "http/workers.h"

namespace usher::http {

Workers::Workers(int threads, std::size_t max_queued) : max_queued_(max_queued) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

bool Workers::submit(Task task) {
    {
        std::lock_guard hold(mutex_);
        if (finishing_ || queue_.size() >= max_queued_) return false;
        queue_.push_back(std::move(task));
    }
    changed_.notify_one();
    return true;
}

std::size_t Workers::queued() const {
    std::lock_guard hold(mutex_);
    return queue_.size();
}

void Workers::finish() {
    {
        std::lock_guard hold(mutex_);
        finishing_ = true;
    }
    changed_.notify_all();
    for (auto& thread : threads_)
        if (thread.joinable()) thread.join();
}

void Workers::run() {
    for (;;) {
        Task task;
        {
            std::unique_lock hold(mutex_);
            changed_.wait(hold, [&] { return finishing_ || !queue_.empty(); });
            if (queue_.empty()) return;
            task = std::move(queue_.front());
            queue_.pop_front();
        }
        task();
    }
}

}  // namespace usher::http
