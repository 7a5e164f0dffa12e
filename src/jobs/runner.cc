#include "jobs/runner.h"

#include <deque>
#include <map>
#include <thread>

#include "base/cause.h"
#include "base/json.h"
#include "base/text.h"
#include "jobs/bell.h"
#include "jobs/claim.h"
#include "store/store.h"

namespace usher::jobs {
namespace {

constexpr Duration unknown_kind_pause = minutes(1);
constexpr Duration store_pause = seconds(1);  // after the store could not answer
// Clocks are set and machines sleep: a wait for a moment is never longer than this.
constexpr Duration longest_wait = minutes(1);
constexpr std::size_t forget_every = 1000;  // jobs

// One line, no longer than max_error_bytes, still UTF-8.
std::string told(std::string_view why) {
    std::string line(why.substr(0, max_error_bytes));
    for (auto& c : line)
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
    while (!line.empty() && !well_formed(line)) line.pop_back();
    return line;
}

Duration pause_after(Kind const& kind, std::int64_t attempt, Random& random) {
    auto pause = kind.first_pause.ms;
    for (std::int64_t i = 1; i < attempt && pause < kind.longest_pause.ms; ++i) pause *= 2;
    pause = std::min(pause, kind.longest_pause.ms);
    std::array<std::uint8_t, 4> bytes;
    random.fill(bytes);
    std::uint32_t n;
    std::memcpy(&n, bytes.data(), sizeof n);
    return {pause + static_cast<std::int64_t>(n) % (pause / 4 + 1)};
}

}  // namespace

Result<void> Attempt::checkpoint(std::int64_t progress, std::optional<std::int64_t> total,
                                 std::function<Result<void>(store::Tx&)> const& step) {
    return store_.write([&](store::Tx& tx) -> Result<void> {
        TRY(keep(tx, claim_, progress, total));
        return step(tx);
    });
}

class Runner::State {
 public:
    State(store::Store& store, Queue const& queue, std::vector<Kind> kinds, RunnerOptions options)
        : store_(store), bell_(queue.bell()), options_(std::move(options)) {
        for (auto& kind : kinds) kinds_.emplace(kind.name, std::move(kind));
    }
    ~State() { stop(); }

    void start();
    void stop();
    std::size_t run_due();

 private:
    void dispatch();
    void work();
    bool stopping() const { return stopping_.load(); }
    std::int64_t free_threads() const;
    std::optional<Duration> look();
    std::optional<Duration> until(std::optional<Time> next) const;
    void hand_out(std::vector<Attempt::Claim>);
    void perform(Attempt::Claim const&);
    Outcome attempt(Kind const&, Attempt::Claim const&) const;
    Result<void> record(Kind const&, Attempt::Claim const&, Outcome const&);
    void postpone_unknown(Attempt::Claim const&);
    void begin();
    void forget();
    void log(Attempt::Claim const&, std::string_view state, std::string_view why,
             std::string_view cause = {}) const;

    store::Store& store_;
    std::shared_ptr<Bell> bell_;
    RunnerOptions options_;
    std::map<std::string, Kind, std::less<>> kinds_;

    mutable std::mutex mutex_;
    std::condition_variable handed_out_;
    std::deque<Attempt::Claim> ready_;
    int busy_ = 0;
    bool no_more_ = false;  // nothing will be handed out any more
    std::atomic<bool> stopping_{false};
    std::atomic<std::size_t> ended_{0};
    std::thread dispatcher_;
    std::vector<std::thread> workers_;
};

// ---- threads
// -------------------------------------------------------------------------------------

void Runner::State::start() {
    begin();
    stopping_ = false;
    no_more_ = false;
    for (int i = 0; i < options_.threads; ++i) workers_.emplace_back([this] { work(); });
    dispatcher_ = std::thread([this] { dispatch(); });
}

void Runner::State::stop() {
    if (!dispatcher_.joinable()) return;
    stopping_ = true;
    bell_->ring();
    dispatcher_.join();
    {
        std::lock_guard hold(mutex_);
        no_more_ = true;
    }
    handed_out_.notify_all();
    for (auto& thread : workers_) thread.join();
    workers_.clear();
}

// What a process of ours held when it ended will be held by nobody: no need to sit out its lease.
void Runner::State::begin() {
    auto begun = store_.write([&](store::Tx& tx) -> Result<void> {
        if (!options_.poll) TRY(release_leases(tx));
        return forget_old(tx);
    });
    if (!begun && options_.log) log({}, "not_begun", begun.error().detail, cause_of(begun.error()));
}

void Runner::State::dispatch() {
    while (!stopping()) {
        auto seen = bell_->rings();
        auto wait = free_threads() > 0 ? look() : std::nullopt;
        if (!wait || wait->ms > 0) {
            if (stopping()) return;
            bell_->wait(seen, wait);
        }
    }
}

// Hands out what is due. How long to wait before looking again: zero where more may be due, absent
// where only a ring can bring work.
std::optional<Duration> Runner::State::look() {
    auto next = store_.read([](store::Snapshot& snapshot) { return next_due(snapshot); });
    if (!next) return store_pause;
    if (!*next || **next > store_.clock().now()) return until(*next);
    auto claims = store_.write([&](store::Tx& tx) { return claim(tx, free_threads()); });
    if (!claims || claims->empty()) return store_pause;
    hand_out(std::move(*claims));
    return Duration{0};
}

std::optional<Duration> Runner::State::until(std::optional<Time> next) const {
    auto wait = options_.poll;
    if (next) {
        auto pause = std::clamp(*next - store_.clock().now(), milliseconds(1), longest_wait);
        wait = wait ? std::min(*wait, pause) : pause;
    }
    return wait;
}

std::int64_t Runner::State::free_threads() const {
    std::lock_guard hold(mutex_);
    return options_.threads - busy_ - static_cast<std::int64_t>(ready_.size());
}

void Runner::State::hand_out(std::vector<Attempt::Claim> claims) {
    {
        std::lock_guard hold(mutex_);
        for (auto& claim : claims) ready_.push_back(std::move(claim));
    }
    handed_out_.notify_all();
}

void Runner::State::work() {
    std::unique_lock hold(mutex_);
    while (true) {
        handed_out_.wait(hold, [this] { return no_more_ || !ready_.empty(); });
        if (ready_.empty()) return;  // what was claimed has been done
        auto claim = std::move(ready_.front());
        ready_.pop_front();
        ++busy_;
        hold.unlock();
        perform(claim);
        hold.lock();
        --busy_;
        bell_->ring();
    }
}

std::size_t Runner::State::run_due() {
    std::size_t attempts = 0;
    if (!dispatcher_.joinable()) begin();
    while (true) {
        auto claims = store_.write([](store::Tx& tx) { return claim(tx, 1); });
        if (!claims || claims->empty()) return attempts;
        for (auto const& claim : *claims) perform(claim);
        attempts += claims->size();
    }
}

// ---- one attempt
// ---------------------------------------------------------------------------------

void Runner::State::perform(Attempt::Claim const& claim) {
    auto known = kinds_.find(claim.kind);
    if (known == kinds_.end()) return postpone_unknown(claim);
    auto outcome = attempt(known->second, claim);
    auto recorded = record(known->second, claim, outcome);
    if (!recorded && outcome.is == Outcome::Is::done && recorded.error().key != "jobs.lost") {
        // The work stands, its record does not: so it is not done.
        outcome = Outcome::again("Its end could not be recorded: " + recorded.error().key);
        recorded = record(known->second, claim, outcome);
    }
    // Still unrecorded: the lease ends by itself, and the job is tried again.
    if (!recorded) log(claim, "unrecorded", recorded.error().key);
    if (++ended_ % forget_every == 0) forget();
}

Outcome Runner::State::attempt(Kind const& kind, Attempt::Claim const& claim) const {
    // Counted when it was begun: work that ends the process does not do so for ever.
    if (claim.attempt > kind.attempts)
        return Outcome::failed("It was begun " + std::to_string(kind.attempts) +
                               " times and never ended.");
    Attempt run(claim, store_, [this] { return stopping(); });
    auto outcome = Outcome::again("The handler failed unexpectedly.");
    try {
        outcome = kind.work(run);
    } catch (...) {  // a bug; what it threw may hold a secret
    }
    if (outcome.is == Outcome::Is::again && claim.attempt == kind.attempts)
        outcome.is = Outcome::Is::failed;
    return outcome;
}

Result<void> Runner::State::record(Kind const& kind, Attempt::Claim const& claim,
                                   Outcome const& outcome) {
    auto why = told(outcome.why);
    auto pause = pause_after(kind, claim.attempt, store_.random());
    auto recorded = store_.write([&](store::Tx& tx) -> Result<void> {
        switch (outcome.is) {
            case Outcome::Is::failed:
                TRY(record_failed(tx, claim, why));
                return kind.failed ? kind.failed(tx, claim) : Result<void>();
            case Outcome::Is::again:
                return record_again(tx, claim, tx.now() + pause, why);
            case Outcome::Is::more:
                return record_more(tx, claim);
            case Outcome::Is::done:
                break;
        }
        TRY(record_done(tx, claim));
        return outcome.with ? outcome.with(tx) : Result<void>();
    });
    bool went_wrong = outcome.is == Outcome::Is::failed || outcome.is == Outcome::Is::again;
    if (recorded && went_wrong)
        log(claim, outcome.is == Outcome::Is::failed ? "failed" : "again", why, outcome.cause);
    return recorded;
}

// Made by a later version that runs beside this one: not ours to fail.
void Runner::State::postpone_unknown(Attempt::Claim const& claim) {
    auto put = store_.write([&](store::Tx& tx) {
        return put_back(tx, claim, tx.now() + unknown_kind_pause,
                        "This server does not know jobs of this kind.");
    });
    if (!put) log(claim, "unrecorded", put.error().key);
}

void Runner::State::forget() {
    auto forgotten = store_.write([](store::Tx& tx) { return forget_old(tx); });
    if (!forgotten) log({}, "not_forgotten", forgotten.error().key);
}

void Runner::State::log(Attempt::Claim const& claim, std::string_view state, std::string_view why,
                        std::string_view cause) const {
    if (!options_.log) return;
    json::Writer line;
    line.begin_object();
    line.member("time", to_text(store_.clock().now())).member("event", "job");
    line.member("state", state);
    if (!claim.id.none()) {
        line.member("job", claim.id.text()).member("account", claim.account.text());
        line.member("kind", claim.kind).member("attempt", claim.attempt);
    }
    line.member("why", why);
    if (!cause.empty()) line.member("cause", cause);
    line.end_object();
    options_.log(line.text());
}

// ---- the door
// ------------------------------------------------------------------------------------

Runner::Runner(store::Store& store, Queue const& queue, std::vector<Kind> kinds,
               RunnerOptions options)
    : state_(std::make_unique<State>(store, queue, std::move(kinds), std::move(options))) {}
Runner::~Runner() = default;

void Runner::start() { state_->start(); }
void Runner::stop() { state_->stop(); }
std::size_t Runner::run_due() { return state_->run_due(); }

}  // namespace usher::jobs
