#include "http/workers.h"

#include <algorithm>

namespace usher::http {

Workers::Workers(int threads, std::size_t max_queued) : max_queued_(max_queued) {
    for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
}

bool Workers::submit(std::string const& client, Task task) {
    {
        std::lock_guard hold(mutex_);
        if (finishing_ || queued_ >= max_queued_) return false;
        auto line = lines_.find(client);
        // Whoever has nothing waiting may have one thing, however small the share.
        if (line != lines_.end() && line->second.size() >= max_queued_ / shares) return false;
        if (line == lines_.end()) turns_.push_back(line = lines_.try_emplace(client).first);
        line->second.push_back(std::move(task));
        ++queued_;
    }
    changed_.notify_one();
    return true;
}

std::size_t Workers::queued() const {
    std::lock_guard hold(mutex_);
    return queued_;
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

Workers::Task Workers::next() {
    auto line = turns_.front();
    turns_.pop_front();
    auto task = std::move(line->second.front());
    line->second.pop_front();
    --queued_;
    if (line->second.empty()) {
        lines_.erase(line);
    } else {
        turns_.push_back(line);
    }
    return task;
}

void Workers::run() {
    for (;;) {
        Task task;
        {
            std::unique_lock hold(mutex_);
            changed_.wait(hold, [&] { return finishing_ || queued_ > 0; });
            if (queued_ == 0) return;
            task = next();
        }
        task();
    }
}

}  // namespace usher::http
