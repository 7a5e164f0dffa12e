// The log stays short whoever reads.
#include "store/checkpoints.h"

#include <gtest/gtest.h>

#include <filesystem>

#include "store/testing.h"
#include "store/writer.h"

namespace usher::store {
namespace {

constexpr std::size_t page_in_log = 4096 + 24;  // with its header

class CheckpointsTest : public ::testing::Test {
 protected:
    std::unique_ptr<Connection> connection(Connection::Use use) {
        return *Connection::open(test_.directory() + "/usher.db", use, Connection::Sync::off);
    }
    std::unique_ptr<Connection> reading() {
        auto reader = connection(Connection::Use::reading);
        read(*reader);
        return reader;
    }
    static void read(Connection& reader) {
        EXPECT_TRUE(reader.run("begin"));
        EXPECT_TRUE(reader.rows("select 1 from accounts /* across accounts: a test */", {}));
    }
    std::size_t pages_in_log() {
        return std::filesystem::file_size(test_.directory() + "/usher.db-wal") / page_in_log;
    }
    // A few pages in a commit of their own.
    static Result<void> add(Writer& writer, int number) {
        return writer.write([&](Tx& tx) {
            std::string const slug = std::to_string(number) + std::string(3000, 'x');
            return tx
                .exec(
                    "insert into accounts (account_id, slug, name, blueprint, plan, status,"
                    " language, accepted, seats_used, next_place, audit_seq, audit_head, epoch,"
                    " version, created_at) values ($1, $2, '', '', '', 'open', 'en', 0, 0, 1, 0,"
                    " $3, 0, 1, 0)",
                    tx.new_id<AccountId>(), slug, Blob{""})
                .has_value();
        });
    }

    TestStore test_;
};

TEST_F(CheckpointsTest, the_log_begins_anew_although_somebody_always_reads) {
    Writer writer(connection(Connection::Use::writing), connection(Connection::Use::writing),
                  {.clock = test_.clock(),
                   .random = test_.random(),
                   .most_queued = 16,
                   .on_touched = {},
                   .log_pages = 50});
    std::atomic<bool> enough = false;
    // Opening takes longer than the writer waits for readers, on a slow machine: they stay open.
    auto older = reading();
    auto newer = reading();
    std::thread readers([&] {
        while (!enough) {
            EXPECT_TRUE(older->run("rollback"));
            read(*older);  // the other one reads meanwhile
            std::swap(older, newer);
            std::this_thread::sleep_for(std::chrono::milliseconds(3));
        }
    });
    for (int i = 0; i < 1500; ++i) EXPECT_TRUE(add(writer, i));
    enough = true;
    readers.join();
    EXPECT_GT(std::filesystem::file_size(test_.directory() + "/usher.db"), 1500u * 3000);
    EXPECT_LT(pages_in_log(), 3 * Checkpoints::long_log * 50);
}

// A checkpoint of a log that was moved whole, beside the write that begins it anew, loses commits
// (SQLite until 3.51.2, "WAL-reset"): so none may be begun before something was logged again.
TEST_F(CheckpointsTest, a_log_that_was_moved_whole_gives_no_reason_for_another_checkpoint) {
    auto writer = connection(Connection::Use::writing);
    EXPECT_TRUE(writer->run("create table scratch (n integer)"));
    auto log = [&] { EXPECT_TRUE(writer->run("insert into scratch values (1)")); };
    for (int n = 0; n < 20; ++n) log();
    EXPECT_GE(writer->logged_pages(), 20u);
    auto done = writer->checkpoint();
    ASSERT_TRUE(done);
    EXPECT_EQ(done->moved, done->logged);
    EXPECT_EQ(writer->logged_pages(), 0u);
    EXPECT_TRUE(writer->run("begin immediate") && writer->run("rollback"));
    EXPECT_EQ(writer->logged_pages(), 0u);
    log();
    EXPECT_LE(writer->logged_pages(), 2u);
    EXPECT_GE(writer->logged_pages(), 1u);
}

TEST_F(CheckpointsTest, of_a_log_that_somebody_still_reads_the_rest_is_remembered) {
    auto writer = connection(Connection::Use::writing);
    EXPECT_TRUE(writer->run("create table scratch (n integer)"));
    auto reader = reading();
    EXPECT_TRUE(writer->run("insert into scratch values (1)"));
    auto done = writer->checkpoint();
    ASSERT_TRUE(done);
    EXPECT_LT(done->moved, done->logged);
    EXPECT_GE(writer->logged_pages(), 2u);
}

}  // namespace
}  // namespace usher::store
