// What SQLite does by itself: it ends a transaction where a page cannot be written. Then nothing of
// the unit, nor of those that share its commit, may stand.
#include "store/writer.h"

#include <gtest/gtest.h>

#include <latch>

#include "store/testing.h"
#include "support/waited.h"

namespace usher::store {
namespace {

constexpr int an_hour_ms = 3'600'000;  // units of a group wait for each other, however slow it is

class WriterTest : public ::testing::Test {
 protected:
    static Result<AccountId> open_account(Tx& tx, std::string_view slug) {
        auto id = tx.new_id<AccountId>();
        TRY(
            tx.exec("insert into accounts (account_id, slug, name, blueprint, plan, status,"
                    " language, accepted, seats_used, next_place, audit_seq, audit_head, epoch,"
                    " version, created_at) values ($1, $2, '', '', '', 'open', 'en', 0, 0, 1, 0,"
                    " $3, 0, 1, 0)",
                    id, slug, Blob{""}));
        return id;
    }
    static std::unique_ptr<Connection> connection(TestStore const& test) {
        return *Connection::open(test.directory() + "/usher.db", Connection::Use::writing,
                                 Connection::Sync::off);
    }
    // A connection for which the disk is full as soon as the file would grow.
    static std::unique_ptr<Connection> full(TestStore const& test) {
        auto made = connection(test);
        auto pages = (*made->rows("pragma page_count", {})).at(0).integer(0);
        EXPECT_TRUE(made->rows("pragma max_page_count = " + std::to_string(pages), {}));
        return made;
    }
    // Adds rows until the file may grow no more.
    static Error fill_up(Tx& tx) {
        std::string const name(3000, 'x');
        while (true) {
            auto added = open_account(tx, name + tx.new_id<AccountId>().text());
            if (!added) return std::move(added).error();
        }
    }
    std::vector<std::string> slugs() {
        auto rows = test_->read([](Snapshot& s) {
            return s.many("select slug from accounts order by slug /* across accounts: all */");
        });
        std::vector<std::string> found;
        for (auto const& row : *rows) found.push_back(row.text(0));
        return found;
    }

    TestStore test_;
    Writer writer_{full(test_),
                   connection(test_),
                   {test_.clock(), test_.random(), 16, [](auto const&) {}, an_hour_ms}};
};

TEST_F(WriterTest, after_the_engine_ended_the_transaction_nothing_of_the_unit_is_written) {
    std::vector<std::string> keys;
    auto done = writer_.write([&](Tx& tx) {
        EXPECT_TRUE(open_account(tx, "before"));
        keys.push_back(fill_up(tx).key);
        auto after = open_account(tx, "after");  // an autocommit of its own, if it ran
        keys.push_back(after ? "written" : after.error().key);
        auto read = tx.many("select 1 from accounts /* across accounts: a test */");
        keys.push_back(read ? "read" : read.error().key);
        return true;
    });
    EXPECT_EQ(keys, (std::vector<std::string>(3, "store.unavailable")));
    ASSERT_FALSE(done);
    EXPECT_EQ(done.error().key, "store.unavailable");
    EXPECT_EQ(slugs(), std::vector<std::string>());
    EXPECT_EQ(writer_.writes(), 0u);
}

TEST_F(WriterTest, a_bulk_append_stops_where_the_engine_ended_the_transaction) {
    auto done = writer_.write([&](Tx& tx) {
        (void)fill_up(tx);
        std::vector<std::vector<Arg>> rows{{AccountId{{1}}, "a", AccountId{{1}}}};
        auto added = tx.bulk_append(
            "insert into user_email (account_id, email_key, user_id) values ($1, $2, $3)", rows);
        EXPECT_FALSE(added);
        return true;
    });
    EXPECT_FALSE(done);
    auto rows = test_->read([](Snapshot& s) {
        return s.many("select 1 from user_email /* across accounts: a test */");
    });
    EXPECT_TRUE(rows->empty());
}

TEST_F(WriterTest, whoever_shared_the_commit_is_told_and_the_next_ones_go_on) {
    std::latch begun{1}, queued{1};
    Result<void> first, second, third;
    std::thread one([&] {
        first = writer_.write([&](Tx& tx) {
            begun.count_down();
            queued.wait();
            return open_account(tx, "first").has_value();
        });
    });
    begun.wait();
    std::thread two([&] {
        second = writer_.write([&](Tx& tx) {
            (void)fill_up(tx);
            return true;
        });
    });
    EXPECT_TRUE(usher::testing::waited([&] { return writer_.queued() == 1; }));
    std::thread three([&] {
        third = writer_.write([&](Tx& tx) { return open_account(tx, "third").has_value(); });
    });
    EXPECT_TRUE(usher::testing::waited([&] { return writer_.queued() == 2; }));
    queued.count_down();
    for (auto* thread : {&one, &two, &three}) thread->join();
    ASSERT_FALSE(first);
    EXPECT_EQ(first.error().key, "store.unavailable");
    EXPECT_FALSE(second);
    EXPECT_TRUE(third) << third.error().detail;
    EXPECT_EQ(slugs(), std::vector<std::string>{"third"});
}

}  // namespace
}  // namespace usher::store
