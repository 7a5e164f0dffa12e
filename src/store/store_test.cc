#include "store/store.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/wait.h>
#include <unistd.h>

#include <latch>

#include "store/testing.h"
#include "support/waited.h"

namespace usher::store {
namespace {

Error refused() { return {Code::conflict, "test.refused", "no"}; }

Result<AccountId> open_account(Tx& tx, std::string_view slug) {
    auto id = tx.new_id<AccountId>();
    TRY(
        tx.exec("insert into accounts (account_id, slug, name, blueprint, plan, status, language,"
                " accepted, seats_bought, seats_used, next_place, audit_seq, audit_head, epoch,"
                " version, created_at)"
                " values ($1, $2, 'Name', 'b', 'p', 'open', 'en', 0, 10, 0, 1, 0, $3, 0, 1, $4)",
                id, slug, Blob{""}, tx.now()));
    return id;
}

Result<std::int64_t> seats(Snapshot& snapshot, AccountId account) {
    auto row = TRY(snapshot.one("select seats_used from accounts where account_id = $1", account));
    return row ? row->integer(0) : -1;
}

Result<void> set_seats(Tx& tx, AccountId account, std::int64_t used) {
    TRY(tx.exec("update accounts set seats_used = $2 where account_id = $1", account, used));
    return {};
}

class StoreTest : public ::testing::Test {
 protected:
    std::int64_t seats_now() {
        return *test_->read([&](Snapshot& s) { return seats(s, account_); });
    }
    Result<void> write_seats(std::int64_t used) {
        return test_->write([&](Tx& tx) { return set_seats(tx, account_, used); });
    }
    // Starts a write that keeps the writer busy until it is let go.
    class Busy {
     public:
        explicit Busy(Store& store)
            : thread_([this, &store] {
                  (void)store.write([this](Tx&) -> Result<void> {
                      begun_.count_down();
                      free_.wait();
                      return {};
                  });
              }) {
            begun_.wait();
        }
        ~Busy() { let_go(); }
        void let_go() {
            if (!thread_.joinable()) return;
            free_.count_down();
            thread_.join();
        }

     private:
        std::latch begun_{1};
        std::latch free_{1};
        std::thread thread_;
    };
    void wait_until_queued(std::size_t n) {
        EXPECT_TRUE(usher::testing::waited([&] { return test_->figures().queued == n; }));
    }

    std::vector<AccountId> touched_;
    TestStore test_{[this](auto const& accounts) {
        touched_.insert(touched_.end(), accounts.begin(), accounts.end());
    }};
    AccountId account_ = *test_->write([](Tx& tx) { return open_account(tx, "acme"); });
};

TEST_F(StoreTest, an_acknowledged_write_is_read_by_the_next_read) {
    for (int used = 0; used < 10; ++used) {
        ASSERT_TRUE(write_seats(used));
        ASSERT_EQ(seats_now(), used);
    }
}

TEST_F(StoreTest, a_write_sees_what_it_wrote_itself) {
    auto seen = test_->write([&](Tx& tx) -> Result<std::int64_t> {
        TRY(set_seats(tx, account_, 7));
        return seats(tx, account_);
    });
    EXPECT_EQ(*seen, 7);
}

TEST_F(StoreTest, a_unit_that_fails_leaves_nothing_behind) {
    auto failed = test_->write([&](Tx& tx) -> Result<void> {
        TRY(set_seats(tx, account_, 7));
        TRY(tx.touch(account_));
        return fail(refused());
    });
    EXPECT_EQ(failed.error().key, "test.refused");
    EXPECT_EQ(seats_now(), 0);
    EXPECT_TRUE(touched_.empty());
}

TEST_F(StoreTest, a_unit_that_throws_fails_alone_as_a_bug) {
    auto failed = test_->write([&](Tx& tx) -> Result<void> {
        TRY(set_seats(tx, account_, 7));
        throw std::runtime_error("oh");
    });
    EXPECT_EQ(failed.error().code, Code::internal);
    EXPECT_EQ(seats_now(), 0);
    EXPECT_TRUE(write_seats(3));
}

TEST_F(StoreTest, a_read_that_throws_fails_alone_as_a_bug) {
    auto failed = test_->read([&](Snapshot&) -> Result<void> { throw std::runtime_error("oh"); });
    EXPECT_EQ(failed.error().code, Code::internal);
    EXPECT_EQ(seats_now(), 0);
}

TEST_F(StoreTest, a_broken_constraint_can_be_answered_by_the_unit) {
    auto done = test_->write([&](Tx& tx) -> Result<std::string> {
        TRY(set_seats(tx, account_, 4));
        auto again = open_account(tx, "acme");
        return again ? "made" : again.error().params.at(0).value;
    });
    EXPECT_EQ(*done, "accounts_slug_key");
    EXPECT_EQ(seats_now(), 4) << "the rest of the unit is kept";
}

TEST_F(StoreTest, a_broken_constraint_is_a_conflict) {
    auto over = write_seats(11);
    EXPECT_EQ(over.error().key, "store.constraint");
    EXPECT_EQ(over.error().code, Code::conflict);
    EXPECT_EQ(over.error().params.at(0), (Param{"constraint", "seats_not_overrun"}));
    EXPECT_EQ(write_seats(-1).error().params.at(0).value, "seats_not_negative");
}

TEST_F(StoreTest, a_failure_that_the_unit_passes_over_is_not_committed) {
    auto done = test_->write([&](Tx& tx) -> Result<void> {
        TRY(set_seats(tx, account_, 7));
        (void)tx.exec("insert into nowhere values (1)");
        return {};
    });
    EXPECT_EQ(done.error().code, Code::internal);
    EXPECT_EQ(seats_now(), 0);
}

TEST_F(StoreTest, one_does_not_choose_among_several_rows) {
    auto several = test_->read(
        [&](Snapshot& s) { return s.one("select 1 union all select 2 /* no account */"); });
    EXPECT_EQ(several.error().code, Code::internal);
}

TEST_F(StoreTest, one_may_find_nothing) {
    auto none = test_->read([&](Snapshot& s) {
        return s.one("select 1 from accounts where account_id = $1", AccountId{});
    });
    EXPECT_FALSE(none->has_value());
}

TEST_F(StoreTest, a_snapshot_does_not_change_while_others_write) {
    auto both = test_->read([&](Snapshot& s) -> Result<std::pair<std::int64_t, std::int64_t>> {
        auto before = TRY(seats(s, account_));
        TRY(write_seats(9));
        auto after = TRY(seats(s, account_));
        return std::pair(before, after);
    });
    EXPECT_EQ(both->first, 0);
    EXPECT_EQ(both->second, 0);
    EXPECT_EQ(seats_now(), 9);
}

TEST_F(StoreTest, nobody_sees_a_write_that_is_not_committed) {
    std::thread reader;
    auto wrote = test_->write([&](Tx& tx) -> Result<void> {
        TRY(set_seats(tx, account_, 9));
        std::int64_t seen = -1;
        reader = std::thread([&] { seen = seats_now(); });
        reader.join();
        EXPECT_EQ(seen, 0);
        return {};
    });
    EXPECT_TRUE(wrote);
}

TEST_F(StoreTest, a_unit_has_one_moment) {
    auto at = test_->write([&](Tx& tx) -> Result<Time> {
        auto before = tx.now();
        test_.clock().advance(hours(1));
        EXPECT_EQ(tx.now(), before);
        return before;
    });
    EXPECT_EQ(*at, SteeredClock::start);
    auto later = test_->read([](Snapshot& s) -> Result<Time> { return s.now(); });
    EXPECT_EQ(*later, SteeredClock::start + hours(1));
}

TEST_F(StoreTest, touching_raises_the_epoch_and_is_told_before_the_answer) {
    auto touched = test_->write([&](Tx& tx) -> Result<void> {
        TRY(tx.touch(account_));
        TRY(tx.touch(account_));
        return {};
    });
    ASSERT_TRUE(touched);
    EXPECT_EQ(touched_, std::vector{account_}) << "once a unit";
    auto epoch = test_->read([&](Snapshot& s) {
        return s.one("select epoch from accounts where account_id = $1", account_);
    });
    EXPECT_EQ((*epoch)->integer(0), 2);
}

TEST_F(StoreTest, an_unknown_account_can_be_neither_locked_nor_touched) {
    EXPECT_EQ(test_->write([](Tx& tx) { return tx.lock(AccountId{}); }).error().key, "not_found");
    EXPECT_EQ(test_->write([](Tx& tx) { return tx.touch(AccountId{}); }).error().key, "not_found");
    EXPECT_TRUE(test_->write([&](Tx& tx) { return tx.lock(account_); }));
}

TEST_F(StoreTest, caches_are_told_when_the_change_can_be_read) {
    std::int64_t seen = -1;
    TestStore* store = nullptr;
    AccountId account;
    TestStore other([&](auto const&) {
        seen = *(*store)->read([&](Snapshot& s) { return seats(s, account); });
    });
    store = &other;
    account = *other->write([](Tx& tx) { return open_account(tx, "other"); });
    ASSERT_TRUE(other->write([&](Tx& tx) -> Result<void> {
        TRY(set_seats(tx, account, 5));
        return tx.touch(account);
    }));
    EXPECT_EQ(seen, 5);
}

TEST_F(StoreTest, pokes_follow_a_commit_and_only_a_commit) {
    int pokes = 0;
    auto poked = [&](bool keep) {
        return test_->write([&, keep](Tx& tx) -> Result<void> {
            tx.after_commit([&] { ++pokes; });
            EXPECT_EQ(pokes, 0);
            if (!keep) return fail(refused());
            return {};
        });
    };
    EXPECT_FALSE(poked(false));
    EXPECT_EQ(pokes, 0);
    EXPECT_TRUE(poked(true));
    EXPECT_EQ(pokes, 1);
}

TEST_F(StoreTest, waiting_writes_share_one_commit_in_their_order_and_fail_alone) {
    std::vector<int> order;
    std::vector<std::string> outcomes(9);
    auto before = test_->figures();
    Busy busy(test_.store());
    std::vector<std::thread> threads;
    for (int n = 0; n < 9; ++n) {
        threads.emplace_back([&, n] {
            auto done = test_->write([&](Tx& tx) -> Result<void> {
                order.push_back(n);
                TRY(set_seats(tx, account_, n));
                if (n % 3 == 1) return fail(refused());
                if (n % 3 == 2) throw std::runtime_error("oh");
                TRY(open_account(tx, "n" + std::to_string(n)));
                return {};
            });
            outcomes[static_cast<std::size_t>(n)] = done ? "kept" : done.error().key;
        });
        wait_until_queued(static_cast<std::size_t>(n) + 1);
    }
    busy.let_go();
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(order, (std::vector{0, 1, 2, 3, 4, 5, 6, 7, 8}));
    EXPECT_EQ(outcomes,
              (std::vector<std::string>{"kept", "test.refused", "internal", "kept", "test.refused",
                                        "internal", "kept", "test.refused", "internal"}));
    EXPECT_EQ(seats_now(), 6) << "of the last that was kept";
    auto after = test_->figures();
    EXPECT_EQ(after.writes - before.writes, 4u);
    EXPECT_LE(after.commits - before.commits, 2u);
}

TEST_F(StoreTest, a_group_in_which_all_fail_commits_nothing) {
    auto before = test_->figures();
    EXPECT_FALSE(test_->write([&](Tx&) -> Result<void> { return fail(refused()); }));
    EXPECT_EQ(test_->figures().commits, before.commits);
}

TEST_F(StoreTest, more_writes_than_may_wait_are_refused_at_once) {
    auto again = Store::open({.directory = test_.directory(),
                              .clock = &test_.clock(),
                              .random = &test_.random(),
                              .queued_writes = 2,
                              .durable = false});
    auto& store = **again;
    Busy busy(store);
    std::atomic<int> done = 0;
    auto write = [&] {
        auto wrote = store.write([](Tx&) -> Result<void> { return {}; });
        done += wrote ? 1 : 0;
        return wrote;
    };
    std::thread first(write);
    std::thread second(write);
    EXPECT_TRUE(usher::testing::waited([&] { return store.figures().queued == 2; }));
    EXPECT_EQ(write().error().key, "store.busy");
    busy.let_go();
    first.join();
    second.join();
    EXPECT_EQ(done, 2);
}

TEST_F(StoreTest, few_readers_serve_many_in_turn) {
    auto again = Store::open({.directory = test_.directory(),
                              .clock = &test_.clock(),
                              .random = &test_.random(),
                              .readers = 1,
                              .durable = false});
    std::atomic<int> read = 0;
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&] {
                for (int n = 0; n < 50; ++n)
                    if ((*again)->read([&](Snapshot& s) { return seats(s, account_); })) ++read;
            });
    }
    EXPECT_EQ(read, 16 * 50);
}

TEST_F(StoreTest, a_snapshot_cannot_write) {
    auto wrote = test_->read([](Snapshot& s) -> Result<void> {
        TRY(s.many("delete from accounts /* across accounts: it must fail */"));
        return {};
    });
    EXPECT_EQ(wrote.error().code, Code::internal);
    EXPECT_EQ(seats_now(), 0);
}

TEST_F(StoreTest, bulk_append_is_all_or_nothing_within_its_unit) {
    auto add = [&](std::vector<std::string> const& names) {
        return test_->write([&](Tx& tx) -> Result<void> {
            std::vector<std::vector<Arg>> rows;
            for (auto const& name : names) rows.push_back({account_, name, account_});
            return tx.bulk_append(
                "insert into user_email (account_id, email_key, user_id) values ($1, $2, $3)",
                rows);
        });
    };
    EXPECT_TRUE(add({"a", "b", "c"}));
    EXPECT_EQ(add({"d", "e", "a"}).error().params.at(0).value, "user_email_pkey");
    auto count = test_->read([&](Snapshot& s) {
        return s.one("select count(*) from user_email where account_id = $1", account_);
    });
    EXPECT_EQ((*count)->integer(0), 3);
}

TEST_F(StoreTest, what_was_written_is_there_after_closing_and_opening) {
    TemporaryDirectory directory;
    auto open = [&] {
        return *Store::open(
            {.directory = directory.path(), .clock = &test_.clock(), .random = &test_.random()});
    };
    auto account = *open()->write([](Tx& tx) { return open_account(tx, "kept"); });
    EXPECT_EQ(*open()->read([&](Snapshot& s) { return seats(s, account); }), 0);
}

TEST_F(StoreTest, closing_finishes_what_is_queued) {
    auto again = *Store::open({.directory = test_.directory(),
                               .clock = &test_.clock(),
                               .random = &test_.random(),
                               .durable = false});
    std::vector<std::thread> threads;
    std::atomic<int> kept = 0;
    {
        Busy busy(*again);
        for (int n = 0; n < 5; ++n)
            threads.emplace_back([&, n] {
                kept += again->write([&](Tx& tx) { return open_account(tx, std::to_string(n)); })
                            ? 1
                            : 0;
            });
        EXPECT_TRUE(usher::testing::waited([&] { return again->figures().queued == 5; }));
        busy.let_go();
    }
    for (auto& thread : threads) thread.join();
    again.reset();
    EXPECT_EQ(kept, 5);
}

// SQLite takes the log away when the last one leaves: whoever looks into the file from outside must
// see that it is in use.
TEST_F(StoreTest, tells_other_processes_that_the_file_is_in_use) {
    auto file = test_.directory() + "/usher.db";
    EXPECT_EQ(seats_now(), 0);
    auto child = ::fork();
    if (child == 0) {
        struct flock asked{};
        asked.l_type = F_WRLCK;
        asked.l_whence = SEEK_SET;
        asked.l_start = 0x40000002;  // the shared bytes of SQLite's file format
        asked.l_len = 510;
        int fd = ::open(file.c_str(), O_RDWR);
        bool held = ::fcntl(fd, F_GETLK, &asked) == 0 && asked.l_type == F_RDLCK &&
                    asked.l_pid == ::getppid();
        ::_exit(held ? 0 : 1);
    }
    int status = -1;
    ::waitpid(child, &status, 0);
    EXPECT_EQ(status, 0);
}

using StoreDeathTest = StoreTest;

TEST_F(StoreDeathTest, a_write_inside_a_write_ends_the_process) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_DEATH((void)test_->write([&](Tx&) { return write_seats(1); }), "inside a write");
}

}  // namespace
}  // namespace usher::store
