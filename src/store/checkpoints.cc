#include "store/checkpoints.h"

namespace usher::store {

Checkpoints::Checkpoints(std::unique_ptr<Connection> connection, std::size_t begin_at)
    : connection_(std::move(connection)), begin_at_(begin_at), thread_([this] { work(); }) {}

Checkpoints::~Checkpoints() {
    {
        std::lock_guard hold(mutex_);
        stage_ = Stage::ending;
    }
    changed_.notify_all();
    thread_.join();
}

void Checkpoints::after_commit(Connection& writer) {
    auto pages = writer.logged_pages();
    auto stage = stage_.load();
    if (stage == Stage::moved) {
        // A failure or a reader of old pages leaves the log as it is: there is a next time, after
        // as many pages again.
        auto is_long = pages >= long_log * begin_at_;
        auto done = is_long ? writer.checkpoint_after_readers() : writer.checkpoint();
        bool all = done && done->moved == done->logged;
        next_at_ = all ? begin_at_ : pages + begin_at_;
        stage_ = Stage::resting;
    } else if (stage == Stage::resting && pages >= next_at_) {
        {
            std::lock_guard hold(mutex_);
            stage_ = Stage::moving;
        }
        changed_.notify_all();
    } else if (stage == Stage::moving && pages >= most_log * begin_at_) {
        std::unique_lock hold(mutex_);
        changed_.wait(hold, [&] { return stage_ != Stage::moving; });
    }
}

void Checkpoints::work() {
    std::unique_lock hold(mutex_);
    while (true) {
        changed_.wait(hold, [&] { return stage_ == Stage::moving || stage_ == Stage::ending; });
        if (stage_ == Stage::ending) return;
        hold.unlock();
        (void)connection_->checkpoint();
        hold.lock();
        auto moving = Stage::moving;
        stage_.compare_exchange_strong(moving, Stage::moved);
        changed_.notify_all();
    }
}

}  // namespace usher::store
