#include "store/sqlite.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "store/testing.h"

namespace usher::store {
namespace {

class SqliteTest : public ::testing::Test {
 protected:
    Connection& connection() { return *connection_; }

    Error error_of(std::string_view sql, std::vector<Arg> const& args = {}) {
        auto rows = connection_->rows(sql, args);
        return rows ? Error{Code::internal, "none", ""} : rows.error();
    }
    std::string constraint_of(std::string_view sql) {
        auto error = error_of(sql);
        return error.key == "store.constraint" ? error.params.at(0).value : error.key;
    }
    Row row(std::string_view sql, std::vector<Arg> const& args = {}) {
        auto rows = connection_->rows(sql, args);
        EXPECT_TRUE(rows) << rows.error().detail;
        EXPECT_EQ(rows->size(), 1u);
        return rows->at(0);
    }
    void script(std::string_view sql) {
        auto done = connection_->script(sql);
        ASSERT_TRUE(done) << done.error().detail;
    }
    std::string file() const { return directory_.path() + "/usher.db"; }

    TemporaryDirectory directory_;
    std::unique_ptr<Connection> connection_ =
        *Connection::open(file(), Connection::Use::writing, Connection::Sync::off);
};

TEST_F(SqliteTest, arguments_are_bound_by_their_number) {
    auto answer = row("select $2, $1, $2", {"one", 2});
    EXPECT_EQ(answer.integer(0), 2);
    EXPECT_EQ(answer.text(1), "one");
    EXPECT_EQ(answer.integer(2), 2);
}

TEST_F(SqliteTest, every_type_comes_back_as_it_went) {
    UserId id{{1, 2, 3}};
    Digest digest{9};
    auto answer = row("select $1, $2, $3, $4, $5, $6, $7, $8",
                      {id, digest, Time{7}, true, nullptr, std::string("a\0b", 3), Blob{""}, ""});
    EXPECT_EQ(answer.id<UserId>(0), id);
    EXPECT_EQ(answer.digest(1), digest);
    EXPECT_EQ(answer.time(2).ms, 7);
    EXPECT_TRUE(answer.boolean(3));
    EXPECT_TRUE(answer.null(4));
    EXPECT_EQ(answer.text(5), std::string_view("a\0b", 3));
    EXPECT_EQ(answer.text(6), "");
    EXPECT_FALSE(answer.null(7)) << "an empty text is no null";
}

TEST_F(SqliteTest, optionals_are_null_or_their_value) {
    auto answer = row("select $1, $2", {std::optional<std::string>(), std::optional<int>(4)});
    EXPECT_EQ(answer.maybe_text(0), std::nullopt);
    EXPECT_EQ(answer.maybe_integer(1), 4);
}

TEST_F(SqliteTest, an_empty_string_view_is_no_null) {
    EXPECT_FALSE(row("select $1", {std::string_view()}).null(0));
    EXPECT_FALSE(row("select $1", {Blob{}}).null(0));
}

TEST_F(SqliteTest, lists_are_bound_whole) {
    Integers places = {3, -1, 9223372036854775807};
    EXPECT_EQ(row("select 9223372036854775807 {in $1}, 4 {in $1}", {places}).integer(0), 1);
    EXPECT_EQ(row("select 4 {in $1}", {places}).integer(0), 0);
    EXPECT_EQ(row("select 4 {in $1}", {Integers{}}).integer(0), 0);
}

TEST_F(SqliteTest, within_nothing_reaches_nothing_and_within_null_reaches_all) {
    Integers none;
    Integers const* all = nullptr;
    EXPECT_EQ(row("select {within 4, $1}", {none}).integer(0), 0);
    EXPECT_EQ(row("select {within 4, $1}", {all}).integer(0), 1);
}

TEST_F(SqliteTest, strpos_searches_bytes) {
    EXPECT_EQ(row("select strpos($1, $2)", {"banana", "nan"}).integer(0), 3);
    EXPECT_EQ(row("select strpos($1, $2)", {"banana", "x"}).integer(0), 0);
    EXPECT_EQ(row("select strpos($1, $2)", {"banana", ""}).integer(0), 1);
    EXPECT_EQ(row("select strpos($1, $2)", {"", "a"}).integer(0), 0);
    EXPECT_TRUE(row("select strpos($1, $2)", {"banana", nullptr}).null(0));
}

TEST_F(SqliteTest, constraints_have_the_names_that_postgresql_gives) {
    script(
        "create table t (a integer not null, b integer unique, c integer, d text,"
        " primary key (a, c), constraint c_small check (c < 10)) without rowid;"
        "create unique index t_by_d on t (a, d) where d <> '';"
        "insert into t values (1, 2, 3, 'x')");
    EXPECT_EQ(constraint_of("insert into t values (1, 5, 3, 'y')"), "t_pkey");
    EXPECT_EQ(constraint_of("insert into t values (1, 2, 4, 'y')"), "t_b_key");
    EXPECT_EQ(constraint_of("insert into t values (1, 5, 4, 'x')"), "t_by_d");
    EXPECT_EQ(constraint_of("insert into t values (1, 5, 40, 'y')"), "c_small");
    EXPECT_EQ(constraint_of("insert into t values (null, 5, 4, 'y')"), "t.a");
    EXPECT_FALSE(connection().take_trouble()) << "a broken constraint is an answer, not a failure";
}

TEST_F(SqliteTest, several_unique_columns_make_one_name) {
    script("create table t (a integer, b integer, unique (a, b)); insert into t values (1, 2)");
    EXPECT_EQ(constraint_of("insert into t values (1, 2)"), "t_a_b_key");
}

TEST_F(SqliteTest, wrong_sql_is_a_bug) {
    EXPECT_EQ(error_of("selec 1").key, "internal");
    EXPECT_EQ(error_of("select 1 from nowhere").key, "internal");
    EXPECT_EQ(error_of("").key, "internal");
    EXPECT_EQ(error_of("select 1; select 2").key, "internal");
    EXPECT_EQ(error_of("select \"no such column\"").key, "internal");
    EXPECT_TRUE(connection().take_trouble());
}

TEST_F(SqliteTest, arguments_must_match_the_statement) {
    EXPECT_EQ(error_of("select $1").key, "internal");
    EXPECT_EQ(error_of("select $1", {1, 2}).key, "internal");
    EXPECT_EQ(error_of("select $1, $3", {1, 2}).key, "internal");
    EXPECT_EQ(error_of("select ?", {1}).key, "internal");
}

TEST_F(SqliteTest, an_answer_with_fractions_is_a_bug) {
    EXPECT_EQ(error_of("select 1.5").key, "internal");
}

TEST_F(SqliteTest, a_connection_for_reading_cannot_write) {
    script("create table t (a integer)");
    auto reading = *Connection::open(file(), Connection::Use::reading, Connection::Sync::off);
    auto written = reading->run("insert into t values (1)");
    ASSERT_FALSE(written);
    EXPECT_EQ(written.error().key, "internal");
}

TEST_F(SqliteTest, a_full_file_is_unavailable) {
    script("create table t (a text); pragma max_page_count = 20");
    auto filled =
        connection().run("insert into t values ($1)", std::array{Arg(std::string(200'000, 'x'))});
    ASSERT_FALSE(filled);
    EXPECT_EQ(filled.error().key, "store.unavailable");
    EXPECT_EQ(connection().take_trouble()->key, "store.unavailable");
    EXPECT_FALSE(connection().take_trouble());
    EXPECT_TRUE(connection().run("insert into t values ('y')"));
}

TEST_F(SqliteTest, many_statements_more_than_are_kept_all_work) {
    for (int round = 0; round < 2; ++round)
        for (std::size_t n = 0; n < Connection::kept_statements + 20; ++n)
            ASSERT_EQ(row("select " + std::to_string(n)).integer(0), static_cast<std::int64_t>(n));
}

TEST_F(SqliteTest, run_tells_how_many_rows_changed) {
    script("create table t (a integer); insert into t values (1), (2), (3)");
    EXPECT_EQ(*connection().run("update t set a = 0 where a > 1"), 2);
    EXPECT_EQ(*connection().run("update t set a = 0 where a > 1"), 0);
    EXPECT_EQ(*connection().run("delete from t where a = 0 returning a"), 2);
}

TEST_F(SqliteTest, the_file_and_its_log_are_for_their_owner_only) {
    script("create table t (a integer)");
    for (auto const* end : {"", "-wal", "-shm"}) {
        struct stat found{};
        ASSERT_EQ(::stat((file() + end).c_str(), &found), 0) << end;
        EXPECT_EQ(found.st_mode & 0777, 0600u) << end;
    }
}

TEST_F(SqliteTest, what_is_no_database_cannot_be_opened) {
    auto other = directory_.path() + "/other";
    std::FILE* text = std::fopen(other.c_str(), "w");
    std::fputs(std::string(5000, 'x').c_str(), text);
    std::fclose(text);
    auto opened = Connection::open(other, Connection::Use::writing, Connection::Sync::off);
    ASSERT_FALSE(opened);
    EXPECT_EQ(opened.error().key, "store.cannot_open");
    EXPECT_EQ(Connection::open("/nowhere/usher.db", Connection::Use::writing, Connection::Sync::off)
                  .error()
                  .key,
              "store.cannot_open");
}

using RowDeathTest = SqliteTest;

TEST_F(RowDeathTest, asking_for_what_a_column_is_not_ends_the_process) {
    auto answer = row("select 1, 'x'");
    EXPECT_DEATH((void)answer.text(0), "not a text");
    EXPECT_DEATH((void)answer.integer(1), "not an integer");
    EXPECT_DEATH((void)answer.integer(2), "not there");
    EXPECT_DEATH((void)answer.id<UserId>(1), "holds 1 bytes");
}

}  // namespace
}  // namespace usher::store
