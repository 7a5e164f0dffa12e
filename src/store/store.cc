#include "store/store.h"

#include "base/embedded.h"
#include "store/faults.h"
#include "store/migrate.h"
#include "store/readers.h"
#include "store/sqlite.h"
#include "store/writer.h"

namespace usher::store {

namespace {
Connection::Sync sync_of(Options const& options) {
    return options.durable ? Connection::Sync::full : Connection::Sync::off;
}
}  // namespace

class Store::State {
 public:
    State(Options options, std::string const& file, std::unique_ptr<Connection> writes,
          std::unique_ptr<Connection> checkpoints)
        : options_(std::move(options)),
          readers_(file, sync_of(options_), options_.readers),
          writer_(std::move(writes), std::move(checkpoints),
                  {.clock = *options_.clock,
                   .random = *options_.random,
                   .most_queued = options_.queued_writes,
                   .on_touched = options_.on_touched,
                   .on_stirred = options_.on_stirred}) {}

    Options options_;
    Readers readers_;
    Writer writer_;
};

Result<std::unique_ptr<Store>> Store::open(Options options) {
    auto file = options.directory + "/usher.db";
    auto sync = sync_of(options);
    auto writes = TRY(Connection::open(file, Connection::Use::writing, sync));
    TRY(migrate(*writes, migrations(), options.clock->now()));
    auto checkpoints = TRY(Connection::open(file, Connection::Use::writing, sync));
    auto state = std::make_unique<State>(std::move(options), file, std::move(writes),
                                         std::move(checkpoints));
    return std::unique_ptr<Store>(new Store(std::move(state)));
}

Store::Store(std::unique_ptr<State> state) : state_(std::move(state)) {}
Store::~Store() = default;

Store::Figures Store::figures() const {
    auto const& writer = state_->writer_;
    return {writer.queued(), writer.commits(), writer.writes()};
}

Clock const& Store::clock() const { return *state_->options_.clock; }
Random& Store::random() const { return *state_->options_.random; }

Result<void> Store::read_(std::function<void(Snapshot&)> const& unit) {
    return state_->readers_.read(clock(), unit);
}

Result<void> Store::write_(std::function<bool(Tx&)> const& unit) {
    return state_->writer_.write(unit);
}

}  // namespace usher::store
