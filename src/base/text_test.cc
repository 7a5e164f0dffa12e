#include "base/text.h"

#include <gtest/gtest.h>

#include "support/characters.h"

namespace usher {
namespace {

using testing::for_each_character;

TEST(WellFormedText, is_utf8_without_nul) {
    EXPECT_TRUE(well_formed(""));
    EXPECT_TRUE(well_formed("Zoë Ångström 王小明 👩‍👩‍👧"));
    EXPECT_TRUE(well_formed("\U0010ffff"));
    for (auto text : {"\x80", "\xc3", "\xc0\xaf", "\xe0\x80\xaf", "\xf0\x80\x80\xaf",
                      "\xed\xa0\x80", "\xed\xbf\xbf", "\xf4\x90\x80\x80", "\xf8\x88\x80\x80\x80",
                      "\xff", "a\xc3(", "\xe2\x82", "\xf0\x9f\x98"})
        EXPECT_FALSE(well_formed(text)) << text;
    EXPECT_FALSE(well_formed(std::string_view("a\0b", 3)));
    EXPECT_FALSE(well_formed("\xc0\x80"));
}

TEST(TextLimits, count_code_points) {
    EXPECT_EQ(code_points(""), 0u);
    EXPECT_EQ(code_points("Zoë"), 3u);
    EXPECT_EQ(code_points("王小明"), 3u);
    EXPECT_EQ(code_points("👍"), 1u);
}

TEST(TheSearchFold, finds_people_as_readers_type_them) {
    EXPECT_EQ(search_fold("Zoë ÅNGSTRÖM"), "zoe angstrom");
    EXPECT_EQ(search_fold("Søren Łukasz Đorđe Ægir"), "soren lukasz dorde aegir");
    EXPECT_EQ(search_fold("Ǿ ǽ"), "o ae");
    EXPECT_EQ(search_fold("Straße"), "strasse");
    EXPECT_EQ(search_fold("İstanbul ısı IŞIK"), "istanbul isi isik");
    EXPECT_EQ(search_fold("ﬁlm ＡＢＣ Ⅷ"), "film abc viii");
    EXPECT_EQ(search_fold("Nguyễn"), "nguyen");
    EXPECT_EQ(search_fold("Ὀδυσσεύς"), search_fold("οδυσσευσ"));
}

TEST(TheSearchFold, is_the_same_for_composed_and_decomposed) {
    EXPECT_EQ(search_fold("Zoe\u0308"), search_fold("Zo\u00eb"));
    EXPECT_EQ(search_fold("한글"), search_fold(nfc("한글")));
}

TEST(TheSearchFold, keeps_marks_that_are_not_latin) {
    EXPECT_NE(search_fold("कि"), search_fold("का"));
    EXPECT_NE(search_fold("が"), search_fold("か"));
    EXPECT_NE(search_fold("שָׁלוֹם"), search_fold("שלום"));
}

TEST(TheSearchFold, leaves_no_control_character_that_could_separate_the_parts_of_a_key) {
    EXPECT_EQ(search_fold("a\x1f"
                          "b\tc\x7f"
                          "d\n"),
              "a b c d ");
    EXPECT_EQ(search_fold("é\x1f\u0085"), "e  ");
    for_each_character([](std::string const& letter) {
        for (unsigned char c : search_fold(letter)) ASSERT_TRUE(c >= 0x20 && c != 0x7f) << letter;
    });
}

TEST(TheSearchFold, of_a_fold_is_itself) {
    for_each_character([](std::string const& letter) {
        auto once = search_fold(letter);
        ASSERT_EQ(search_fold(once), once) << letter;
        ASSERT_TRUE(well_formed(once)) << letter;
    });
}

TEST(TheSearchFold, reads_what_is_no_text_as_a_replacement) {
    EXPECT_EQ(search_fold("a\xff"), "a\ufffd");
    EXPECT_EQ(nfc("a\xc3"), "a\ufffd");
}

TEST(Nfc, composes_and_is_stable) {
    EXPECT_EQ(nfc("Zoe\u0308"), "Zo\u00eb");
    EXPECT_EQ(nfc("plain"), "plain");
    EXPECT_EQ(nfc("ﬁ"), "ﬁ");  // compatibility characters stay
    for_each_character([](std::string const& letter) {
        auto once = nfc(letter);
        ASSERT_EQ(nfc(once), once) << letter;
    });
}

std::string many(std::string_view mark, std::size_t times) {
    std::string text;
    while (times-- > 0) text += mark;
    return text;
}

TEST(MarksInARow, are_counted_by_what_they_come_apart_into) {
    EXPECT_TRUE(has_few_marks("a" + many("\u0301", 30) + "b" + many("\u0301", 30)));
    EXPECT_FALSE(has_few_marks("a" + many("\u0301", 31)));
    EXPECT_FALSE(has_few_marks("\u00e9" + many("\u0301", 30))) << "the letter ends in one";
    EXPECT_TRUE(has_few_marks(many("\u0344", 15)));
    EXPECT_FALSE(has_few_marks(many("\u0344", 16))) << "each is two";
    EXPECT_FALSE(has_few_marks(many("\u0f73", 16))) << "and so is each of these, as none by itself";
    EXPECT_TRUE(has_few_marks(many("क्षि", 1000)));
    EXPECT_TRUE(has_few_marks(many("é", 1000)));
    EXPECT_TRUE(has_few_marks(many("\xff", 1000)));
}

// utf8proc orders marks by swapping neighbours: 32,000 in the wrong order are 256 million swaps.
TEST(MarksInARow, are_never_put_in_order_by_the_thousand) {
    for (auto const& [late, early] : {std::pair("\u0301", "\u0316"), std::pair("\u05c2", "\u05b0"),
                                      std::pair("\u0f74", "\u0f73")}) {
        auto hostile = "a" + many(late, 16'000) + many(early, 16'000);
        EXPECT_FALSE(has_few_marks(hostile));
        EXPECT_TRUE(has_few_marks(nfc(hostile))) << late;
        EXPECT_TRUE(has_few_marks(search_fold(hostile))) << late;
        EXPECT_EQ(nfc(nfc(hostile)), nfc(hostile));
        EXPECT_EQ(search_fold(search_fold(hostile)), search_fold(hostile));
    }
    EXPECT_EQ(nfc("a" + many("\u0328", 30) + "\u0328b"), "\u0105" + many("\u0328", 29) + "\ufffdb");
}

TEST(MarksInARow, that_are_few_are_put_in_order) {
    EXPECT_EQ(nfc("x" + many("\u0301", 15) + many("\u0316", 15)),
              "x" + many("\u0316", 15) + many("\u0301", 15));
}

TEST(Trimming, takes_white_space_of_every_script_from_both_ends) {
    EXPECT_EQ(trimmed("  Ada \t\r\n"), "Ada");
    EXPECT_EQ(trimmed("\u00a0\u2003\u3000Ada Lovelace\u2028\u205f"), "Ada Lovelace");
    EXPECT_EQ(trimmed("\u3000"), "");
    EXPECT_EQ(trimmed(""), "");
    EXPECT_EQ(trimmed("é"), "é");
    EXPECT_EQ(trimmed("\u200b"), "\u200b");  // no white space by Unicode
}

TEST(OneLine, holds_no_control_characters_and_no_bidi_controls) {
    EXPECT_TRUE(
        fits_one_line("Zoë 王小明 שלום مرحبا 👩‍👩‍👧 नमस्ते"));
    EXPECT_TRUE(fits_one_line("می\u200cخواهم"));  // Persian needs the non-joiner
    for (auto text : {"a\nb", "a\rb", "a\tb", "\x1b[31m", "\x7f", "\u0085", "\u2028", "\u2029",
                      "\u202e", "\u202a", "\u2066", "\u2069", "\u200e", "\u200f", "\u061c", "\xff"})
        EXPECT_FALSE(fits_one_line(text)) << text;
    EXPECT_FALSE(fits_one_line({"\0", 1}));
}

TEST(AsciiComparison, knows_no_other_letters) {
    EXPECT_TRUE(ascii_iequals("Content-Type", "content-TYPE"));
    EXPECT_TRUE(ascii_iequals("", ""));
    EXPECT_FALSE(ascii_iequals("a", "ab"));
    EXPECT_FALSE(ascii_iequals("É", "é"));
    EXPECT_FALSE(ascii_iequals("\u212a", "k"));
    EXPECT_FALSE(ascii_iequals("@", "`"));
}

}  // namespace
}  // namespace usher
