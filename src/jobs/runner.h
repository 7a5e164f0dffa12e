// Runs the jobs that are due. A handler works outside any transaction; what it did is recorded in a
// second one, which is refused when the lease went to another runner meanwhile (the fence). So a
// handler may run twice for one job, after a crash or a lost lease: it is idempotent, and long work
// notes how far it got in checkpoints.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/cause.h"
#include "base/id.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"
#include "jobs/jobs.h"

namespace usher::store {
class Store;
class Tx;
}  // namespace usher::store

namespace usher::jobs {

constexpr Duration lease = minutes(2);  // from the claim or the last checkpoint

// How one attempt ended. `why` is for operators: one sentence, never a secret.
struct Outcome {
    enum class Is : std::uint8_t { done, again, failed, more };
    Is is = Is::done;
    std::string why = {};
    // Runs in the transaction that records `done`; if it fails, the job is tried again.
    std::function<Result<void>(store::Tx&)> with = {};
    std::string cause = {};  // for the log alone (base/cause.h)

    static Outcome done() { return {}; }
    static Outcome again(std::string why) { return {Is::again, std::move(why), {}}; }
    static Outcome again(Error const& why) {
        return {Is::again, why.detail, {}, std::string(cause_of(why))};
    }
    // There is more to do, after others have had their turn: nothing went wrong.
    static Outcome more() { return {Is::more, {}, {}}; }
    static Outcome failed(std::string why) { return {Is::failed, std::move(why), {}}; }
    static Outcome failed(Error const& why) {
        return {Is::failed, why.detail, {}, std::string(cause_of(why))};
    }
};

// One attempt, as its handler sees it.
class Attempt {
 public:
    struct Claim {
        JobId id;
        AccountId account;
        std::string kind;
        std::string payload;
        std::int64_t fence = 0;
        std::int64_t attempt = 1;  // counts from 1
        std::int64_t progress = 0;
        std::optional<std::int64_t> total;
    };
    Attempt(Claim claim, store::Store& store, std::function<bool()> stopping)
        : claim_(std::move(claim)), store_(store), stopping_(std::move(stopping)) {}

    JobId id() const { return claim_.id; }
    AccountId account() const { return claim_.account; }
    std::int64_t attempt() const { return claim_.attempt; }
    std::string const& payload() const { return claim_.payload; }
    std::int64_t progress() const { return claim_.progress; }
    Claim const& claim() const { return claim_; }
    store::Store& store() const { return store_; }
    // The server is going down: long work returns Outcome::again after its next checkpoint.
    bool stopping() const { return stopping_(); }

    // One step of the work and how far it got, in one transaction; the lease begins anew. Fails
    // with the step's error, or `jobs.lost` where another runner has the job: then stop at once.
    Result<void> checkpoint(std::int64_t progress, std::optional<std::int64_t> total,
                            std::function<Result<void>(store::Tx&)> const& step);

 private:
    Claim claim_;
    store::Store& store_;
    std::function<bool()> stopping_;
};

// A kind of job. Pauses between attempts double from `first_pause` up to `longest_pause`, each
// lengthened at random by up to a quarter; after `attempts` the job has failed. The payload is
// emptied once a job is done; of one that has failed it stays for failed_kept_for, as sealed as it
// was, so that an operator may have it done once more.
struct Kind {
    std::string name;
    std::function<Outcome(Attempt&)> work;
    // Runs in the transaction that records that one has failed, for good unless an operator has it
    // done once more: ends what waits for it elsewhere.
    std::function<Result<void>(store::Tx&, Attempt::Claim const&)> failed = {};
    std::int64_t attempts = 16;  // almost two days
    Duration first_pause = minutes(1);
    Duration longest_pause = hours(6);
};

struct RunnerOptions {
    int threads = 4;  // jobs at the same time
    // Without it the runner sleeps until the next job is due: right where this process alone has
    // the store, and nothing stirs while nothing is to do. With it, it also looks every so often
    // for what other servers have added.
    std::optional<Duration> poll = {};
    std::function<void(std::string_view line)> log = {};  // one JSON object: a job that failed
};

class Runner {
 public:
    // Takes the clock and randomness of the store, which outlives the runner, as the queue does.
    Runner(store::Store&, Queue const&, std::vector<Kind>, RunnerOptions = {});
    ~Runner();  // stops
    Runner(Runner const&) = delete;
    Runner& operator=(Runner const&) = delete;

    void start();
    // Takes no further job, and returns when those under way have ended.
    void stop();
    // Runs on the calling thread what is due now, until nothing is; how many attempts there were.
    // For commands without a server, and for tests.
    std::size_t run_due();

 private:
    class State;
    std::unique_ptr<State> state_;
};

}  // namespace usher::jobs
