#include "base/scheduling.h"
#include "signin/passwords.h"

namespace usher::signin {
class PasswordPool::State {
 public:
    State(int threads, std::size_t waiting)
        : waiting_(waiting), decoy_(hash_password(Secret("nobody has this password"))) {
        for (int i = 0; i < threads; ++i) threads_.emplace_back([this] { run(); });
    }
    ~State() {
        {
            std::lock_guard lock(mutex_);
            stopping_ = true;
        }
        wake_.notify_all();
        for (auto& thread : threads_) thread.join();
    }
    std::string const& decoy() const { return decoy_; }

    // Runs on a thread of the pool while the caller waits. False where too many wait already.
    bool run_there(std::function<void()> work) {
        std::packaged_task<void()> task(std::move(work));
        auto done = task.get_future();
        {
            std::lock_guard lock(mutex_);
            if (queue_.size() >= waiting_) return false;
            queue_.push_back(std::move(task));
        }
        wake_.notify_one();
        done.get();
        return true;
    }

 private:
    void run() {
        stay_behind();
        std::unique_lock lock(mutex_);
        while (true) {
            wake_.wait(lock, [this] { return stopping_ || !queue_.empty(); });
            if (queue_.empty()) return;
            auto task = std::move(queue_.front());
            queue_.pop_front();
            lock.unlock();
            task();
            lock.lock();
        }
    }

    std::size_t const waiting_;
    std::string const decoy_;
    std::mutex mutex_;
    std::condition_variable wake_;
    std::deque<std::packaged_task<void()>> queue_;
    std::vector<std::thread> threads_;
    bool stopping_ = false;
};

namespace {

Error busy() {
    return Error{Code::unavailable, "signin.busy",
                 "Many people are signing in right now. Try again in a moment."}
        .with("retry_after_s", "2");
}

}  // namespace

PasswordPool::PasswordPool(int threads, std::size_t waiting)
    : state_(std::make_unique<State>(threads, waiting)) {}
PasswordPool::~PasswordPool() = default;

Result<std::string> PasswordPool::hash(Secret const& password) {
    std::string hash;
    if (!state_->run_there([&] { hash = hash_password(password); })) return fail(busy());
    return hash;
}

Result<bool> PasswordPool::verify(Secret const& password, std::string_view hash) {
    bool known = !hash.empty();
    bool right = false;
    auto against = known ? hash : std::string_view(state_->decoy());
    if (!state_->run_there([&] { right = verify_password(password, against); }))
        return fail(busy());
    return right && known;
}

}  // namespace usher::signin
