#include "store/writer.h"

#include <cstdio>
#include <cstdlib>
#include <future>

#include "store/faults.h"

namespace usher::store {

// Lives on the stack of the thread that waits for it, until `done`.
struct Writer::Job {
    std::function<bool(Tx&)> const& unit;
    bool kept = false;
    Result<void> outcome = {};
    AfterCommit after = {};
    std::promise<void> done = {};
    // Waking a thread costs the waker more than a row: so the writer wakes one, and each that wakes
    // wakes two more of its group.
    std::array<Job*, 2> wakes = {};

    void wait() {
        done.get_future().wait();
        for (auto* other : wakes)
            if (other) other->done.set_value();  // `other` may be gone from here on
    }
};

Writer::Writer(std::unique_ptr<Connection> writes, std::unique_ptr<Connection> checkpoints,
               Settings settings)
    : connection_(std::move(writes)),
      checkpoints_(std::move(checkpoints), settings.log_pages),
      settings_(std::move(settings)),
      thread_([this] { work(); }) {}

Writer::~Writer() {
    {
        std::lock_guard hold(mutex_);
        stopping_ = true;
    }
    arrived_.notify_one();
    thread_.join();
}

Result<void> Writer::write(std::function<bool(Tx&)> const& unit) {
    if (std::this_thread::get_id() == thread_.get_id()) {
        std::fprintf(stderr, "usher: a write was begun inside a write\n");
        std::abort();  // it would wait for itself for ever
    }
    Job job{unit};
    {
        std::lock_guard hold(mutex_);
        if (stopping_) return fail(unavailable("it is closing"));
        if (queue_.size() >= settings_.most_queued) return fail(busy());
        queue_.push_back(&job);
    }
    arrived_.notify_one();
    job.wait();
    return std::move(job.outcome);
}

std::size_t Writer::queued() const {
    std::lock_guard hold(mutex_);
    return queue_.size();
}

void Writer::work() {
    while (auto* first = wait_for_first()) {
        serve(first);
        checkpoints_.after_commit(*connection_);
    }
}

Writer::Job* Writer::wait_for_first() {
    std::unique_lock hold(mutex_);
    arrived_.wait(hold, [&] { return stopping_ || !queue_.empty(); });
    if (queue_.empty()) return nullptr;
    auto* job = queue_.front();
    queue_.pop_front();
    return job;
}

Writer::Job* Writer::next() {
    std::lock_guard hold(mutex_);
    if (queue_.empty()) return nullptr;
    auto* job = queue_.front();
    queue_.pop_front();
    return job;
}

void Writer::serve(Job* first) {
    auto begun = connection_->run("begin immediate");
    if (!begun) {
        first->outcome = fail(std::move(begun).error());
        return answer({first});
    }
    auto group = run_units(first);
    if (connection_->in_transaction() && !commit(group)) (void)connection_->run("rollback");
    (void)connection_->take_trouble();
    answer(group);
}

// Whoever arrives while others run joins their commit, up to the bounds.
Writer::Group Writer::run_units(Job* first) {
    auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds(settings_.group_ms);
    Group group;
    for (auto* job = first; job; job = next()) {
        group.push_back(job);
        run_unit(*job);
        if (!connection_->in_transaction()) {
            // The engine ended the transaction by itself: nobody's change is there any more.
            fail_kept(group, unavailable("the transaction was ended"));
            break;
        }
        if (group.size() == most_units || std::chrono::steady_clock::now() >= until) break;
    }
    return group;
}

void Writer::run_unit(Job& job) {
    (void)connection_->take_trouble();
    job.outcome = run_in_savepoint(job);
    job.kept = job.kept && job.outcome;
    auto closed = connection_->in_transaction()
                      ? connection_->run(job.kept ? "release unit" : "rollback to unit")
                      : Result<std::int64_t>(0);
    if (closed && !job.kept && connection_->in_transaction())
        closed = connection_->run("release unit");
    // A savepoint that cannot be closed leaves no way to keep the others apart from this one.
    if (!closed && connection_->in_transaction()) (void)connection_->run("rollback");
}

Result<void> Writer::run_in_savepoint(Job& job) {
    TRY(connection_->run("savepoint unit"));
    try {
        Connection::Unit within(*connection_);
        Tx tx(*connection_, settings_.clock, settings_.random, job.after);
        job.kept = job.unit(tx);
    } catch (std::exception const& thrown) {
        return fail(bug(std::string("A unit threw: ") + thrown.what()));
    }
    if (auto trouble = connection_->take_trouble()) return fail(*std::move(trouble));
    return {};
}

void Writer::fail_kept(Group const& group, Error const& error) {
    for (auto* job : group) {
        if (!job->kept) continue;
        job->kept = false;
        job->outcome = fail(error);
    }
}

// True: the transaction has ended, with what is kept durable.
bool Writer::commit(Group const& group) {
    auto kept = std::ranges::count_if(group, [](auto const* job) { return job->kept; });
    if (kept == 0) return false;
    auto committed = connection_->run("commit");
    if (!committed) {
        fail_kept(group, commit_failed(why(committed.error())));
        return !connection_->in_transaction();
    }
    ++commits_;
    writes_ += static_cast<std::uint64_t>(kept);
    return true;
}

// Caches and jobs hear of a change before the one who made it does.
void Writer::answer(Group const& group) {
    for (std::size_t i = 0; i < group.size(); ++i) {
        auto& job = *group[i];
        if (job.kept && !job.after.touched.empty() && settings_.on_touched)
            settings_.on_touched(job.after.touched);
        if (job.kept && !job.after.stirred.empty() && settings_.on_stirred)
            settings_.on_stirred(job.after.stirred);
        if (job.kept)
            for (auto const& poke : job.after.pokes) poke();
        for (std::size_t n = 0; n < 2; ++n)
            if (2 * i + n + 1 < group.size()) job.wakes[n] = group[2 * i + n + 1];
    }
    group.front()->done.set_value();
}

}  // namespace usher::store
