#include "base/json.h"

#include <gtest/gtest.h>

#include <cmath>

namespace usher::json {
namespace {

// The text of what was read, or the sentence with which it was refused.
std::string again(std::string_view given) {
    auto value = parse(given);
    if (value) return text(*value);
    EXPECT_EQ(value.error().key, "json.malformed");
    EXPECT_EQ(value.error().code, Code::bad_request);
    for (auto const& param : value.error().params)
        if (param.name == "detail") return param.value;
    return "no detail";
}

TEST(Json, of_every_kind_comes_back_as_it_was) {
    for (auto given : {"null",
                       "true",
                       "false",
                       "0",
                       "-1",
                       "9223372036854775807",
                       "-9223372036854775808",
                       "0.5",
                       "1.0",
                       "1e+100",
                       "5e-324",
                       "1.7976931348623157e+308",
                       "\"\"",
                       "\"a\"",
                       "[]",
                       "{}",
                       "[1,[2,[3]],{}]",
                       "{\"a\":{\"b\":[null,true,1,0.5,\"c\"]},\"\":0}",
                       "\"\\\"\\\\\\n\\t\"",
                       "\"Zoë 王小明 👩‍👩‍👧\""})
        EXPECT_EQ(again(given), given);
}

TEST(Json, keeps_the_order_of_its_keys) {
    EXPECT_EQ(again("{\"b\":1,\"a\":2,\"c\":3}"), "{\"b\":1,\"a\":2,\"c\":3}");
}

TEST(Json, may_have_white_space_where_the_standard_lets_it) {
    EXPECT_EQ(again(" \t\r\n[ 1 , 2 ]\n\n"), "[1,2]");
    EXPECT_EQ(again("{ \"a\" : 1 }"), "{\"a\":1}");
}

TEST(Json, reads_escapes) {
    EXPECT_EQ(*parse("\"\\u0041\\u00e9\\ud83d\\ude00\\/\\b\\f\"")->text(), "Aé😀/\b\f");
}

TEST(Json, numbers_are_read_to_the_last_digit) {
    for (double n : {0.1, 1.0 / 3, 2.2250738585072014e-308, 4.35, 123456789.12345679, 1e22, 1e23,
                     9007199254740993.0, -1.5e-10, 7.2057594037927933e16}) {
        auto read = parse(text(Value(n)));
        ASSERT_TRUE(read && read->real()) << n;
        EXPECT_EQ(*read->real(), n);
    }
    EXPECT_EQ(*parse("4.35")->real(), 4.35);
    EXPECT_EQ(*parse("1E2")->real(), 100);
    EXPECT_EQ(*parse("-0")->integer(), 0);
    EXPECT_EQ(*parse("-0.0")->real(), 0.0);
}

TEST(Json, whole_numbers_and_others_are_told_apart) {
    EXPECT_TRUE(parse("1")->integer());
    EXPECT_FALSE(parse("1")->real());
    EXPECT_FALSE(parse("1.0")->integer());
    EXPECT_TRUE(parse(text(Value(1.0)))->real());
}

TEST(Json, numbers_that_do_not_fit_are_refused) {
    auto refusal = "Line 1, column 1: a number is larger or finer than 64 bits can hold.";
    for (auto given :
         {"9223372036854775808", "-9223372036854775809", "18446744073709551615",
          "123456789012345678901234567890", "1e309", "-1e309", "1e999999999999", "1e-400"})
        EXPECT_EQ(again(given), refusal) << given;
    EXPECT_EQ(again("[1,\n 2,\n  1e400]"),
              "Line 3, column 3: a number is larger or finer than 64 bits can hold.");
}

TEST(Json, that_says_a_key_twice_is_refused_where_the_second_stands) {
    EXPECT_EQ(again("{\n  \"role\": 1,\n  \"role\": 2\n}"),
              "Line 3, column 3: a key stands twice: \"role\".");
    EXPECT_EQ(again("{\"a\":{\"b\":1},\"a\":2}"), "Line 1, column 14: a key stands twice: \"a\".");
    EXPECT_EQ(again("{\"a\":1,\"\\u0061\":2}"), "Line 1, column 8: a key stands twice: \"a\".");
    EXPECT_EQ(again("{\"\":1,\"\":2}"), "Line 1, column 7: a key stands twice: \"\".");
    EXPECT_EQ(again("[{\"a\":1},{\"a\":2}]"), "[{\"a\":1},{\"a\":2}]");
}

TEST(Json, finds_a_key_that_stands_twice_among_many) {
    std::string given = "{";
    for (int i = 0; i < 100; ++i) given += "\"key" + std::to_string(i) + "\":1,";
    EXPECT_EQ(again(given + "\"other\":1}").front(), '{');
    EXPECT_NE(again(given + "\"key3\":1}").find("a key stands twice: \"key3\""), std::string::npos);
    EXPECT_NE(again(given + "\"key99\":1}").find("twice: \"key99\""), std::string::npos);
}

TEST(Json, that_says_a_long_key_twice_does_not_hear_all_of_it_again) {
    auto key = "\"" + std::string(100'000, 'x') + "\"";
    EXPECT_LT(again("{" + key + ":1," + key + ":2}").size(), 200u);
}

TEST(Json, with_nul_in_a_text_is_refused_where_the_text_begins) {
    EXPECT_EQ(again("[\"a\",\n\"b\\\"\\u0000\"]"), "Line 2, column 1: NUL stands in a text.");
    EXPECT_EQ(again("{\"a\\u0000\":1}"), "Line 1, column 2: NUL stands in a key.");
    EXPECT_EQ(again(std::string_view("\"a\0b\"", 5)),
              "Line 1, column 3: this is not expected here.");
    EXPECT_EQ(again(std::string_view("1\0", 2)), "Line 1, column 2: something follows the value.");
}

TEST(Json, that_is_not_utf8_is_refused_where_it_is_not) {
    for (std::string bytes : {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xed\xa0\x80", "\xff",
                              "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80", "\xe2\x82"}) {
        EXPECT_EQ(again("\"é" + bytes + "\""), "Line 1, column 3: this is not UTF-8.") << bytes;
        EXPECT_EQ(again("{\"" + bytes + "\":1}"), "Line 1, column 3: this is not UTF-8.");
        EXPECT_FALSE(parse(bytes));
    }
    EXPECT_FALSE(parse("\xef\xbb\xbf{}"));
}

TEST(Json, with_half_of_a_surrogate_pair_is_refused) {
    for (auto given : {"\"\\ud800\"", "\"\\udc00\"", "\"\\ud800\\ud800\"", "\"\\ud800x\"",
                       "\"\\ud83d\\u0041\"", "\"\\u12\"", "\"\\u123g\""})
        EXPECT_EQ(again(given).substr(0, 7), "Line 1,") << given;
}

TEST(Json, that_is_none_is_refused) {
    for (auto given : {"",
                       " ",
                       "nul",
                       "nulll",
                       "True",
                       "NaN",
                       "Infinity",
                       "-Infinity",
                       "-",
                       "+1",
                       "01",
                       "1.",
                       ".5",
                       "1e",
                       "1e+",
                       "0x10",
                       "1_000",
                       "'a'",
                       "\"",
                       "\"a",
                       "a",
                       "[",
                       "]",
                       "[1",
                       "[1,",
                       "[1,]",
                       "[,]",
                       "[1 2]",
                       "{",
                       "}",
                       "{\"a\"",
                       "{\"a\":",
                       "{\"a\":1",
                       "{\"a\":1,",
                       "{\"a\":1,}",
                       "{a:1}",
                       "{1:1}",
                       "{\"a\" 1}",
                       "{\"a\":1 \"b\":2}",
                       "[1]]",
                       "{}{}",
                       "1 2",
                       "// a\n1",
                       "1 // a",
                       "/* a */ 1",
                       "[1, /* a */ 2]",
                       "\"a\nb\"",
                       "\"a\tb\"",
                       "\"\\x41\"",
                       "\"\\a\"",
                       "\v1",
                       "\f1",
                       "\u00a01",
                       "\u20281",
                       "undefined"})
        EXPECT_EQ(again(given).substr(0, 5), "Line ") << given;
}

TEST(Json, is_refused_at_its_line_and_column) {
    EXPECT_EQ(again("{\"a\": tru}"), "Line 1, column 7: this is not expected here.");
    EXPECT_EQ(again("{\"é\": 1,\n \"王\": x}"), "Line 2, column 7: this is not expected here.");
    EXPECT_EQ(again("[1,\n2"), "Line 2, column 2: it ends too early.");
    EXPECT_EQ(again("{} x"), "Line 1, column 4: something follows the value.");
    EXPECT_EQ(again("[1,]"), "Line 1, column 4: this is not expected here.");
}

TEST(Json, is_at_most_32_levels_deep) {
    auto nested = [](std::size_t levels, std::string open, std::string close) {
        std::string given;
        for (std::size_t i = 0; i < levels; ++i) given += open;
        given += "1";
        for (std::size_t i = 0; i < levels; ++i) given += close;
        return given;
    };
    EXPECT_EQ(again(nested(32, "[", "]")).front(), '[');
    EXPECT_EQ(again(nested(32, "{\"a\":", "}")).front(), '{');
    EXPECT_EQ(again(nested(33, "[", "]")),
              "Line 1, column 33: more levels than the 32 that are taken.");
    EXPECT_EQ(again(nested(33, "{\"a\":", "}")).substr(0, 5), "Line ");
    EXPECT_EQ(again(std::string(1'000'000, '[')).substr(0, 5), "Line ");
}

TEST(AJsonValue, gives_its_member_by_name) {
    auto value = parse("{\"a\":1,\"b\":null}");
    ASSERT_TRUE(value);
    EXPECT_EQ(*value->member("a")->integer(), 1);
    EXPECT_TRUE(value->member("b")->null());
    EXPECT_EQ(value->member("c"), nullptr);
    EXPECT_EQ(Value(1).member("a"), nullptr);
    EXPECT_EQ(*value, *parse("{\"a\":1,\"b\":null}"));
    EXPECT_FALSE(*value == *parse("{\"b\":null,\"a\":1}"));
}

TEST(AJsonWriter, puts_commas_where_they_belong) {
    Writer writer;
    writer.begin_object();
    writer.member("id", "usr").member("n", 1).member("on", true).member("half", 0.5);
    writer.member("name", std::string("Ada"));
    writer.name("roles").begin_array().value("a").begin_array().end_array().value("b").end_array();
    writer.name("none").null();
    writer.name("raw").raw("{\"x\":1}");
    writer.name("empty").begin_object().end_object();
    writer.member("value", Value(Array{1, "two"}));
    writer.end_object();
    EXPECT_EQ(writer.take(),
              "{\"id\":\"usr\",\"n\":1,\"on\":true,\"half\":0.5,\"name\":\"Ada\","
              "\"roles\":[\"a\",[],\"b\"],\"none\":null,\"raw\":{\"x\":1},\"empty\":{},"
              "\"value\":[1,\"two\"]}");
}

TEST(AJsonWriter, can_be_used_again_once_taken) {
    Writer writer;
    writer.value(1);
    EXPECT_EQ(writer.take(), "1");
    writer.value("b");
    EXPECT_EQ(writer.take(), "\"b\"");
}

TEST(AJsonWriter, writes_json_whatever_it_is_given) {
    EXPECT_EQ(text(Value(std::string_view("\0\x1f\x7f\"\\", 5))),
              "\"\\u0000\\u001f\\u007f\\\"\\\\\"");
    EXPECT_EQ(text(Value("a\xff\xc3")), "\"a\ufffd\ufffd\"");
    EXPECT_EQ(text(Value("\xed\xa0\x80")), "\"\ufffd\ufffd\ufffd\"");
    EXPECT_EQ(text(Value(std::nan(""))), "null");
    EXPECT_EQ(text(Value(INFINITY)), "null");
}

#ifndef NDEBUG
TEST(AJsonWriterDeathTest, does_not_take_what_makes_no_json) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_DEATH(Writer().begin_object().value(1), "");
    EXPECT_DEATH(Writer().begin_object().end_array(), "");
    EXPECT_DEATH(Writer().name("a"), "");
    EXPECT_DEATH(Writer().begin_array().take(), "");
    EXPECT_DEATH(Writer().value(1).value(2), "");
}
#endif

}  // namespace
}  // namespace usher::json
