#include "store/migrate.h"

#include <gtest/gtest.h>

#include "store/testing.h"

namespace usher::store {
namespace {

constexpr EmbeddedFile first = {"0001_one.sql", "create table one (a {bigint});"};
constexpr EmbeddedFile second = {"0002_two.sql",
                                 "create table two (a {id});\ninsert into one values (2);"};
constexpr EmbeddedFile broken = {"0002_broken.sql",
                                 "create table two (a {id}); insert into nowhere values (1);"};

class MigrateTest : public ::testing::Test {
 protected:
    std::string migrated(std::vector<EmbeddedFile> const& files) {
        auto done = migrate(*connection_, files, Time{5});
        return done ? "" : done.error().key;
    }
    std::string tables() {
        auto names = connection_->rows(
            "select group_concat(name, ' ') from (select name from sqlite_master order by name)",
            {});
        return names->at(0).maybe_text(0).value_or("");
    }

    TemporaryDirectory directory_;
    std::unique_ptr<Connection> connection_ = *Connection::open(
        directory_.path() + "/usher.db", Connection::Use::writing, Connection::Sync::off);
};

TEST_F(MigrateTest, each_is_applied_once) {
    EXPECT_EQ(migrated({first, second}), "");
    EXPECT_EQ(migrated({first, second}), "");
    EXPECT_EQ(tables(), "migrations one two");
    EXPECT_EQ(connection_->rows("select a from one", {})->size(), 1u);
}

TEST_F(MigrateTest, later_ones_are_added_to_what_is_there) {
    EXPECT_EQ(migrated({first}), "");
    EXPECT_EQ(tables(), "migrations one");
    EXPECT_EQ(migrated({first, second}), "");
    EXPECT_EQ(tables(), "migrations one two");
}

TEST_F(MigrateTest, a_changed_text_is_refused) {
    EXPECT_EQ(migrated({first}), "");
    EmbeddedFile changed = {first.name, "create table one (a {bigint}, b text);"};
    EXPECT_EQ(migrated({changed, second}), "store.migration_changed");
    EXPECT_EQ(tables(), "migrations one") << "nothing was changed";
}

TEST_F(MigrateTest, data_of_a_later_usher_is_refused) {
    EXPECT_EQ(migrated({first, second}), "");
    EXPECT_EQ(migrated({first}), "store.newer");
}

TEST_F(MigrateTest, one_that_fails_leaves_nothing_behind) {
    EXPECT_EQ(migrated({first, broken}), "internal");
    EXPECT_EQ(tables(), "migrations one");
    EXPECT_FALSE(connection_->in_transaction());
    EXPECT_EQ(migrated({first, second}), "") << "the mended one applies";
}

TEST_F(MigrateTest, numbers_have_no_gap_and_begin_with_one) {
    EXPECT_EQ(migrated({second}), "internal");
    EXPECT_EQ(migrated({first, first}), "internal");
    EXPECT_EQ(migrated({{"one.sql", "select 1"}}), "internal");
    EXPECT_EQ(tables(), "");
}

TEST_F(MigrateTest, the_ones_of_this_usher_apply) {
    auto files = migrations();
    EXPECT_EQ(migrated({files.begin(), files.end()}), "");
    EXPECT_EQ(migrated({files.begin(), files.end()}), "");
    // accounts is named by Tx::lock and Tx::touch.
    EXPECT_NE(tables().find("accounts"), std::string::npos);
}

}  // namespace
}  // namespace usher::store
