#include "mail/words.h"

#include <gtest/gtest.h>

namespace usher::mail {
namespace {

std::string name(std::string_view chosen) { return shown(chosen, name_length); }

TEST(ChosenWords, of_ordinary_names_stay_as_they_are) {
    for (auto ordinary : {"Ada Lovelace", "Jörg Groß", "D’Arcy & Sons", "Nguyễn Văn A", "李小龙",
                          "محمد", "Acme (EMEA) v2.0", "St. Mary", "#1 Mailers!"})
        EXPECT_EQ(name(ordinary), ordinary);
}

TEST(Threat15, chosen_words_never_look_like_a_link) {
    EXPECT_EQ(name("evil.com"), "evil. com");
    EXPECT_EQ(name("www.evil.co.uk/login"), "www. evil. co. uk/login");
    EXPECT_EQ(name("https://evil.com/x"), "https: //evil. com/x");
    EXPECT_EQ(name("http:\\\\evil.com"), "http: \\\\evil. com");
    EXPECT_EQ(name("javascript:alert(1)"), "javascript:alert(1)") << "nothing links that";
    EXPECT_EQ(name("mail ceo@evil.com"), "mail ceo@evil. com");
    EXPECT_EQ(name("яндекс.рф"), "яндекс. рф");
    EXPECT_EQ(name("evil\u3002com"), "evil\u3002 com");
    EXPECT_EQ(name("evil\uFF0Ecom"), "evil\uFF0E com");
    EXPECT_EQ(name("evil\uFF61com"), "evil\uFF61 com");
    EXPECT_EQ(name("evil\u2024com"), "evil\u2024 com");
}

TEST(Threat15, invisible_signs_do_not_hide_a_link) {
    EXPECT_EQ(name("evil.\u200Bcom"), "evil. com");
    EXPECT_EQ(name("evil.\u2060com"), "evil. com");
    EXPECT_EQ(name("evil.\u00ADcom"), "evil. com");
    EXPECT_EQ(name("evil.\U000E0063\U000E006Fcom"), "evil. com");
}

TEST(Threat15, chosen_words_do_not_turn_around_what_is_read) {
    EXPECT_EQ(name("Ada\u202Emoc.live\u202C"), "Adamoc. live");
    EXPECT_EQ(name("\u2066Ada\u2069\u200F"), "Ada");
}

TEST(Threat6, chosen_words_stay_on_one_line) {
    EXPECT_EQ(name("Ada\r\nBcc: all@example.com"), "Ada Bcc: all@example. com");
    EXPECT_EQ(name("Ada\u2028\u2029\u0085 \tLovelace"), "Ada Lovelace");
    EXPECT_EQ(name(" \n Ada \n "), "Ada");
    EXPECT_EQ(name("\r\n"), "");
}

TEST(ChosenWords, are_cut_where_they_would_fill_the_mail) {
    EXPECT_EQ(name(std::string(80, 'x')), std::string(80, 'x'));
    EXPECT_EQ(name(std::string(81, 'x')), std::string(80, 'x') + "…");
    std::string long_name, cut;
    for (int i = 0; i < 90; ++i) {
        long_name += "ü";
        if (i < 80) cut += "ü";
    }
    EXPECT_EQ(name(long_name), cut + "…");
}

TEST(ChosenWords, that_are_no_text_are_not_shown) {
    EXPECT_EQ(name("\xFF\xFE"), "");
    EXPECT_EQ(name("cut \xE2\x82"), "");
}

TEST(ChosenWords, keep_the_joiners_that_scripts_need) {
    EXPECT_EQ(name("نرم\u200Cافزار"), "نرم\u200Cافزار");
    EXPECT_EQ(name("ක්\u200Dෂ"), "ක්\u200Dෂ");
}

TEST(HtmlOfMail, has_no_way_out_of_text_and_attributes) {
    EXPECT_EQ(escaped_html("<a href=\"x\" title='y'>&"),
              "&lt;a href=&quot;x&quot; title=&#39;y&#39;&gt;&amp;");
}

}  // namespace
}  // namespace usher::mail
