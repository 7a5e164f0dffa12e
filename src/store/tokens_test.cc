#include "store/tokens.h"

#include <gtest/gtest.h>

namespace usher::store {
namespace {

std::string expanded(std::string_view sql) {
    auto text = for_sqlite(sql);
    return text ? *text : "error: " + text.error().key;
}

TEST(Tokens, text_without_tokens_stays_as_it_is) {
    EXPECT_EQ(expanded("select $1, a.b from t -- end"), "select $1, a.b from t -- end");
    EXPECT_EQ(expanded(""), "");
}

TEST(Tokens, row_locks_are_nothing_where_there_is_one_writer) {
    EXPECT_EQ(expanded("select 1 {for_no_key_update}{skip_locked}"), "select 1 ");
}

TEST(Tokens, a_list_is_a_bound_array) {
    EXPECT_EQ(expanded("where home {in $4}"), "where home in (select value from json_each($4))");
}

TEST(Tokens, within_allows_all_when_nothing_is_bound) {
    EXPECT_EQ(expanded("and {within d.home, $12} and"),
              "and ($12 is null or d.home in (select value from json_each($12))) and");
}

TEST(Tokens, types_of_a_migration) {
    EXPECT_EQ(expanded("create table t (a {id}, b {bigint}, c {blob}) {without_rowid}"),
              "create table t (a blob, b integer, c blob) without rowid");
}

TEST(Tokens, braces_in_quotes_and_comments_are_left_alone) {
    EXPECT_EQ(expanded("select '{in $1}', \"{id}\" -- {id}\n, '''{x}' /* {y} */"),
              "select '{in $1}', \"{id}\" -- {id}\n, '''{x}' /* {y} */");
}

TEST(Tokens, an_unknown_token_is_refused) {
    EXPECT_EQ(expanded("select {nonsense}"), "error: internal");
    EXPECT_EQ(expanded("select {in 4}"), "error: internal");
    EXPECT_EQ(expanded("select {within home}"), "error: internal");
}

TEST(Tokens, a_token_without_an_end_is_refused) {
    EXPECT_EQ(expanded("select {in $1"), "error: internal");
    EXPECT_EQ(expanded("{"), "error: internal");
}

TEST(Tokens, unfinished_quotes_and_comments_end_with_the_text) {
    EXPECT_EQ(expanded("select 'a{"), "select 'a{");
    EXPECT_EQ(expanded("/* {"), "/* {");
    EXPECT_EQ(expanded("--{"), "--{");
}

}  // namespace
}  // namespace usher::store
