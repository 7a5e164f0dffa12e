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
