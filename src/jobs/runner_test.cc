#include "jobs/runner.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "jobs/bell.h"
#include "store/testing.h"

namespace usher::jobs {
namespace {

constexpr std::string_view secret = "https://example.com/join#secret";

class Jobs : public ::testing::Test {
 protected:
    Kind kind(std::function<Outcome(Attempt&)> work) {
        return {.name = "work", .work = std::move(work)};
    }
    Kind always(Outcome outcome) {
        return kind([this, outcome](Attempt&) {
            ++runs_;
            return outcome;
        });
    }
    JobId add(Job job = {.kind = "work", .payload = std::string(secret)}) {
        auto id = test_->write([&](store::Tx& tx) { return queue_.add(tx, job); });
        EXPECT_TRUE(id) << id.error().detail;
        return id.value_or(JobId{});
    }
    View view(JobId id) {
        auto found = test_->read([&](store::Snapshot& s) { return find(s, AccountId{}, id); });
        EXPECT_TRUE(found) << found.error().detail;
        return found.value_or(View{});
    }
    std::string payload(JobId id) {
        auto row = test_->read([&](store::Snapshot& s) {
            return s.one("select payload from jobs where job_id = $1", id);
        });
        return (*row)->text(0);
    }
    // Waits for the runner's threads; each attempt that ends rings.
    void until(std::function<bool()> const& holds) {
        for (int tries = 0; tries < 200; ++tries) {
            auto seen = queue_.bell()->rings();
            if (holds()) return;
            queue_.bell()->wait(seen, milliseconds(100));
        }
        ADD_FAILURE() << "it never came to hold";
    }

    store::TestStore test_;
    Queue queue_;
    std::atomic<int> runs_{0};
};

TEST_F(Jobs, a_job_runs_once_and_its_payload_goes) {
    std::string seen;
    Runner runner(*test_, queue_, {kind([&](Attempt& run) {
        ++runs_;
        seen = run.payload();
        return Outcome::done();
    })});
    auto id = add();
    EXPECT_EQ(runner.run_due(), 1u);
    EXPECT_EQ(runner.run_due(), 0u);
    EXPECT_EQ(runs_, 1);
    EXPECT_EQ(seen, secret);
    EXPECT_EQ(view(id).state, State::done);
    EXPECT_EQ(view(id).done, test_.clock().now());
    EXPECT_EQ(payload(id), "");
}

TEST_F(Jobs, a_job_of_a_change_that_failed_is_not_there) {
    Runner runner(*test_, queue_, {always(Outcome::done())});
    auto rung = queue_.bell()->rings();
    auto refused = test_->write([&](store::Tx& tx) -> Result<void> {
        (void)TRY(queue_.add(tx, {.kind = "work"}));
        return fail(not_found());
    });
    EXPECT_FALSE(refused);
    EXPECT_EQ(runner.run_due(), 0u);
    EXPECT_EQ(queue_.bell()->rings(), rung) << "nobody is woken for it";
}

TEST_F(Jobs, a_job_does_not_run_before_it_is_due) {
    Runner runner(*test_, queue_, {always(Outcome::done())});
    add({.kind = "work", .due = test_.clock().now() + hours(1)});
    test_.clock().advance(minutes(59));
    EXPECT_EQ(runner.run_due(), 0u);
    test_.clock().advance(minutes(1));
    EXPECT_EQ(runner.run_due(), 1u);
}

TEST_F(Jobs, what_is_due_longest_comes_first) {
    std::vector<std::string> order;
    Runner runner(*test_, queue_, {kind([&](Attempt& run) {
        order.push_back(run.payload());
        return Outcome::done();
    })});
    auto now = test_.clock().now();
    add({.kind = "work", .payload = "second", .due = now - minutes(1)});
    add({.kind = "work", .payload = "third", .due = now});
    add({.kind = "work", .payload = "first", .due = now - minutes(2)});
    runner.run_due();
    EXPECT_EQ(order, (std::vector<std::string>{"first", "second", "third"}));
}

TEST_F(Jobs, a_payload_has_a_limit) {
    auto refused = test_->write([&](store::Tx& tx) {
        return queue_.add(tx, {.kind = "work", .payload = std::string(max_payload_bytes + 1, 'x')});
    });
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "jobs.too_large");
}

// ---- failing
// -------------------------------------------------------------------------------------

TEST_F(Jobs, pauses_double_from_a_minute_to_six_hours_with_some_chance) {
    Runner runner(*test_, queue_, {always(Outcome::again("The server is down."))});
    auto id = add();
    std::int64_t expected = minutes(1).ms;
    for (int attempt = 1; attempt < 16; ++attempt) {
        ASSERT_EQ(runner.run_due(), 1u);
        auto pause = (view(id).due - test_.clock().now()).ms;
        EXPECT_GE(pause, expected);
        EXPECT_LE(pause, expected + expected / 4);
        expected = std::min(expected * 2, hours(6).ms);
        test_.clock().set(view(id).due);
    }
}

TEST_F(Jobs, what_the_engine_says_stands_in_the_log_and_not_in_sight) {
    std::vector<std::string> lines;
    RunnerOptions options;
    options.log = [&](std::string_view line) { lines.emplace_back(line); };
    auto error = Error{Code::unavailable, "store.unavailable", "The store cannot answer now."}.with(
        cause_param, "disk I/O error");
    Runner runner(*test_, queue_, {always(Outcome::again(error))}, options);
    auto id = add();
    ASSERT_EQ(runner.run_due(), 1u);
    EXPECT_EQ(view(id).last_error, "The store cannot answer now.");
    ASSERT_EQ(lines.size(), 1u);
    EXPECT_NE(lines[0].find("\"cause\":\"disk I/O error\""), std::string::npos) << lines[0];
}

TEST_F(Jobs, a_job_that_keeps_failing_has_failed_after_its_last_attempt_and_stays_in_sight) {
    auto work = always(Outcome::again("The server is down."));
    work.attempts = 3;
    std::vector<std::string> lines;
    RunnerOptions options;
    options.log = [&](std::string_view line) { lines.emplace_back(line); };
    Runner runner(*test_, queue_, {work}, options);
    auto id = add();
    for (int i = 0; i < 5; ++i) {
        runner.run_due();
        test_.clock().advance(hours(1));
    }
    EXPECT_EQ(runs_, 3);
    EXPECT_EQ(view(id).state, State::failed);
    EXPECT_EQ(view(id).attempts, 3);
    EXPECT_EQ(view(id).last_error, "The server is down.");
    EXPECT_EQ(payload(id), secret) << "an operator may have it done once more";
    ASSERT_EQ(lines.size(), 3u);
    EXPECT_NE(lines[2].find("\"state\":\"failed\""), std::string::npos) << lines[2];
    auto failed = test_->read([](store::Snapshot& s) { return list(s, State::failed, 10); });
    ASSERT_EQ(failed->size(), 1u);
    EXPECT_EQ((*failed)[0].id, id);
}

TEST_F(Jobs, what_waits_for_work_that_has_failed_is_ended_with_it) {
    int ended = 0;
    auto work = always(Outcome::again("The server is down."));
    work.attempts = 2;
    work.failed = [&](store::Tx&, Attempt::Claim const& claim) -> Result<void> {
        EXPECT_EQ(claim.payload, secret);
        if (++ended == 1) return fail(not_found());
        return {};
    };
    Runner runner(*test_, queue_, {work});
    auto id = add();
    runner.run_due();
    EXPECT_EQ(ended, 0) << "it is tried again";
    test_.clock().advance(hours(1));
    runner.run_due();
    EXPECT_EQ(ended, 1);
    EXPECT_EQ(view(id).state, State::waiting) << "both are recorded, or neither";
    test_.clock().advance(hours(1));
    runner.run_due();
    EXPECT_EQ(ended, 2);
    EXPECT_EQ(view(id).state, State::failed);
}

TEST_F(Jobs, what_went_wrong_before_long_work_came_further_is_forgiven) {
    auto work = kind([&](Attempt& run) {
        EXPECT_LE(run.attempt(), 2);
        return ++runs_ % 2 ? Outcome::again("The disk is slow.") : Outcome::more();
    });
    work.attempts = 3;
    Runner runner(*test_, queue_, {work});
    auto id = add();
    for (int i = 0; i < 10; ++i) {
        runner.run_due();
        test_.clock().advance(hours(1));
    }
    EXPECT_EQ(view(id).state, State::waiting);
    EXPECT_GE(runs_, 10);
}

TEST_F(Jobs, a_refusal_is_not_tried_again) {
    Runner runner(*test_, queue_, {always(Outcome::failed("There is no such mailbox."))});
    auto id = add();
    runner.run_due();
    test_.clock().advance(days(1));
    runner.run_due();
    EXPECT_EQ(runs_, 1);
    EXPECT_EQ(view(id).state, State::failed);
    EXPECT_EQ(payload(id), secret);
}

TEST_F(Jobs, what_a_handler_throws_is_told_nobody) {
    Runner runner(*test_, queue_,
                  {kind([](Attempt& run) -> Outcome { throw std::runtime_error(run.payload()); })});
    auto id = add();
    runner.run_due();
    EXPECT_EQ(view(id).state, State::waiting);
    EXPECT_EQ(view(id).last_error, "The handler failed unexpectedly.");
}

TEST_F(Jobs, a_reason_is_one_short_line) {
    auto reason = "two\r\nlines" + std::string(max_error_bytes - 11, '.') + "ü";
    Runner runner(*test_, queue_, {always(Outcome::failed(reason))});
    auto id = add();
    runner.run_due();
    EXPECT_EQ(view(id).last_error, "two  lines" + std::string(max_error_bytes - 11, '.'));
}

TEST_F(Jobs, work_that_ends_the_process_each_time_is_given_up) {
    auto work = always(Outcome::done());
    work.attempts = 2;
    auto id = add();
    for (int crash = 0; crash < 2; ++crash) {
        auto claimed = test_->write([&](store::Tx& tx) {
            return tx.exec(
                "update jobs set attempts = attempts + 1, fence = fence + 1,"
                " locked_until = $2 where job_id = $1",
                id, tx.now() + lease);
        });
        ASSERT_TRUE(claimed);
    }
    Runner runner(*test_, queue_, {work});
    EXPECT_EQ(runner.run_due(), 1u) << "its lease ended with its process";
    EXPECT_EQ(runs_, 0);
    EXPECT_EQ(view(id).state, State::failed);
}

TEST_F(Jobs, a_kind_that_this_server_does_not_know_waits_for_one_that_does) {
    Runner older(*test_, queue_, {always(Outcome::done())});
    auto id = add({.kind = "newer", .payload = "x"});
    older.run_due();
    EXPECT_EQ(view(id).state, State::waiting);
    EXPECT_EQ(view(id).attempts, 0);
    auto work = always(Outcome::done());
    work.name = "newer";
    Runner newer(*test_, queue_, {work});
    test_.clock().advance(minutes(1));
    newer.run_due();
    EXPECT_EQ(view(id).state, State::done);
}

// ---- leases
// --------------------------------------------------------------------------------------

TEST_F(Jobs, a_runner_that_lost_its_lease_records_nothing) {
    int recorded = 0;
    auto second = [&](Attempt&) {
        return Outcome{.with = [&](store::Tx&) -> Result<void> {
            ++recorded;
            return {};
        }};
    };
    RunnerOptions beside;
    beside.poll = seconds(1);  // another server: it may not take over before the lease ends
    Runner other(*test_, queue_, {kind(second)}, beside);
    Runner runner(*test_, queue_, {kind([&](Attempt&) {
        ++runs_;
        EXPECT_EQ(other.run_due(), 0u) << "it is leased";
        test_.clock().advance(lease);
        EXPECT_EQ(other.run_due(), 1u);
        return Outcome{.with = [](store::Tx&) -> Result<void> {
            ADD_FAILURE() << "recorded without the lease";
            return {};
        }};
    })});
    auto id = add();
    runner.run_due();
    EXPECT_EQ(runs_, 1);
    EXPECT_EQ(recorded, 1);
    EXPECT_EQ(view(id).state, State::done);
    EXPECT_EQ(view(id).attempts, 2);
}

TEST_F(Jobs, a_checkpoint_keeps_the_lease_and_the_progress) {
    RunnerOptions beside;
    beside.poll = seconds(1);
    Runner other(*test_, queue_, {always(Outcome::done())}, beside);
    JobId id;
    Runner runner(*test_, queue_, {kind([&](Attempt& run) {
        auto nothing = [](store::Tx&) { return Result<void>(); };
        test_.clock().advance(milliseconds(lease.ms - 1000));
        EXPECT_TRUE(run.checkpoint(500, 2000, nothing));
        test_.clock().advance(milliseconds(lease.ms - 1000));
        EXPECT_EQ(other.run_due(), 0u);
        EXPECT_EQ(view(id).progress, 500);
        EXPECT_EQ(view(id).total, 2000);
        return Outcome::again("Stopped half-way.");
    })});
    id = add();
    runner.run_due();
    Runner later(*test_, queue_, {kind([&](Attempt& run) {
        EXPECT_EQ(run.progress(), 500) << "it goes on where it stood";
        return Outcome::done();
    })});
    test_.clock().advance(hours(1));
    later.run_due();
    EXPECT_EQ(view(id).state, State::done);
}

TEST_F(Jobs, a_checkpoint_without_the_lease_does_nothing) {
    RunnerOptions beside;
    beside.poll = seconds(1);
    Runner other(*test_, queue_, {always(Outcome::done())}, beside);
    Runner runner(*test_, queue_, {kind([&](Attempt& run) {
        test_.clock().advance(lease);
        other.run_due();
        auto step = run.checkpoint(1, {}, [](store::Tx&) -> Result<void> {
            ADD_FAILURE() << "the step ran without the lease";
            return {};
        });
        EXPECT_FALSE(step);
        EXPECT_EQ(step.error().key, "jobs.lost");
        return Outcome::failed("Lost.");
    })});
    auto id = add();
    runner.run_due();
    EXPECT_EQ(view(id).state, State::done) << "what the other recorded stands";
}

TEST_F(Jobs, work_whose_end_cannot_be_recorded_is_tried_again) {
    Runner runner(*test_, queue_, {kind([&](Attempt& run) {
        return Outcome{.with = [first = run.attempt() == 1](store::Tx&) {
            return first ? Result<void>(fail(not_found())) : Result<void>();
        }};
    })});
    auto id = add();
    runner.run_due();
    EXPECT_EQ(view(id).state, State::waiting);
    test_.clock().advance(minutes(2));
    runner.run_due();
    EXPECT_EQ(view(id).state, State::done);
}

// ---- threads
// -------------------------------------------------------------------------------------

TEST_F(Jobs, a_commit_wakes_a_sleeping_runner) {
    Runner runner(*test_, queue_, {always(Outcome::done())});
    runner.start();
    auto id = add();
    until([&] { return view(id).state == State::done; });
    runner.stop();
    EXPECT_EQ(runs_, 1);
}

TEST_F(Jobs, a_sleeping_runner_wakes_when_the_clock_is_moved) {
    Runner runner(*test_, queue_, {always(Outcome::done())});
    runner.start();
    auto id = add({.kind = "work", .due = test_.clock().now() + days(1)});
    test_.clock().advance(days(1));
    queue_.wake();
    until([&] { return view(id).state == State::done; });
}

TEST_F(Jobs, one_server_finds_what_another_has_added) {
    RunnerOptions options;
    options.poll = milliseconds(5);
    Runner runner(*test_, queue_, {always(Outcome::done())}, options);
    runner.start();
    Queue elsewhere;
    auto id = test_->write([&](store::Tx& tx) { return elsewhere.add(tx, {.kind = "work"}); });
    until([&] { return view(*id).state == State::done; });
}

TEST_F(Jobs, jobs_run_side_by_side_up_to_the_limit) {
    std::mutex mutex;
    std::condition_variable changed;
    int together = 0, most = 0;
    RunnerOptions options;
    options.threads = 2;
    Runner runner(*test_, queue_, {kind([&](Attempt&) {
        std::unique_lock hold(mutex);
        most = std::max(most, ++together);
        changed.notify_all();
        // The first two wait for each other: they never end one after the other.
        changed.wait_for(hold, std::chrono::seconds(10), [&] { return most >= 2; });
        --together;
        return Outcome::done();
    })},
                  options);
    std::vector<JobId> ids;
    for (int i = 0; i < 6; ++i) ids.push_back(add());
    runner.start();
    until([&] {
        return std::ranges::all_of(ids, [&](JobId id) { return view(id).state == State::done; });
    });
    EXPECT_EQ(most, 2);
}

TEST_F(Jobs, stopping_waits_for_what_is_under_way_and_leaves_the_rest) {
    std::promise<void> begun, may_end;
    RunnerOptions options;
    options.threads = 1;
    Runner runner(*test_, queue_, {kind([&](Attempt& run) {
        if (++runs_ > 1) return Outcome::done();
        begun.set_value();
        may_end.get_future().wait();
        EXPECT_TRUE(run.stopping());
        return Outcome::done();
    })},
                  options);
    auto first = add();
    runner.start();
    begun.get_future().wait();
    auto second = add();
    auto rung = queue_.bell()->rings();
    std::thread stopper([&] { runner.stop(); });
    queue_.bell()->wait(rung, seconds(10));  // stop() has begun
    may_end.set_value();
    stopper.join();
    EXPECT_EQ(view(first).state, State::done);
    EXPECT_EQ(view(second).state, State::waiting);
    EXPECT_EQ(runs_, 1);
    runner.start();
    until([&] { return view(second).state == State::done; });
}

// ---- what is seen
// --------------------------------------------------------------------------------

TEST_F(Jobs, another_account_does_not_see_a_job) {
    auto id = add();
    auto other = test_->read([&](store::Snapshot& s) { return find(s, AccountId{{1}}, id); });
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().key, "not_found");
}

TEST_F(Jobs, what_ended_long_ago_is_forgotten) {
    auto failing = always(Outcome::failed("No."));
    failing.name = "failing";
    Runner runner(*test_, queue_, {always(Outcome::done()), failing});
    auto done = add();
    auto failed = add({.kind = "failing"});
    runner.run_due();
    auto there = [&](JobId id) {
        return test_->read([&](store::Snapshot& s) { return find(s, AccountId{}, id); })
            .has_value();
    };
    test_.clock().advance(milliseconds(done_kept_for.ms + 1));
    runner.run_due();
    EXPECT_FALSE(there(done));
    EXPECT_TRUE(there(failed)) << "failures stay in sight for longer";
    test_.clock().advance(failed_kept_for);
    runner.run_due();
    EXPECT_FALSE(there(failed));
}

}  // namespace
}  // namespace usher::jobs
