#include "store/readers.h"

#include "store/faults.h"

namespace usher::store {

class Readers::Lent {
 public:
    Lent(Readers& readers, std::unique_ptr<Connection> connection)
        : readers_(readers), connection_(std::move(connection)) {}
    Lent(Lent const&) = delete;
    ~Lent() { readers_.give_back(std::move(connection_)); }
    Connection& operator*() { return *connection_; }
    // One that met trouble is closed instead: the next is opened afresh.
    void give_up() { connection_.reset(); }

 private:
    Readers& readers_;
    std::unique_ptr<Connection> connection_;
};

Result<void> Readers::read(Clock const& clock, std::function<void(Snapshot&)> const& unit) {
    Lent lent(*this, TRY(take()));
    std::optional<Error> trouble;
    if (auto begun = (*lent).run("begin"); !begun) {
        lent.give_up();
        return fail(std::move(begun).error());
    }
    try {
        Connection::Unit within(*lent);
        Snapshot snapshot(*lent, clock);
        unit(snapshot);
        trouble = (*lent).take_trouble();
    } catch (std::exception const& thrown) {
        trouble = bug(std::string("A unit threw: ") + thrown.what());
    }
    auto ended = (*lent).run("rollback");
    if (trouble || !ended) lent.give_up();
    if (trouble) return fail(*std::move(trouble));
    if (!ended) return fail(std::move(ended).error());
    return {};
}

Result<std::unique_ptr<Connection>> Readers::take() {
    {
        std::unique_lock hold(mutex_);
        bool in_time = came_back_.wait_for(hold, std::chrono::milliseconds(patience_ms),
                                           [&] { return !idle_.empty() || open_ < most_; });
        if (!in_time) return fail(unavailable("too many reads at once"));
        if (!idle_.empty()) {
            auto connection = std::move(idle_.back());
            idle_.pop_back();
            return connection;
        }
        ++open_;
    }
    auto opened = Connection::open(file_, Connection::Use::reading, sync_);
    if (opened) return opened;
    return another(std::move(opened).error());
}

// One more could not be opened: those that are open serve, one after another.
Result<std::unique_ptr<Connection>> Readers::another(Error const& not_opened) {
    std::unique_lock hold(mutex_);
    --open_;
    came_back_.notify_all();  // some wait for one, some for room
    came_back_.wait_for(hold, std::chrono::milliseconds(patience_ms),
                        [&] { return !idle_.empty() || open_ == 0; });
    if (idle_.empty()) return fail(unavailable(why(not_opened)));
    auto connection = std::move(idle_.back());
    idle_.pop_back();
    return connection;
}

void Readers::give_back(std::unique_ptr<Connection> connection) {
    std::lock_guard hold(mutex_);
    if (connection) {
        idle_.push_back(std::move(connection));
    } else {
        --open_;
    }
    came_back_.notify_all();  // some wait for one, some for room
}

}  // namespace usher::store
