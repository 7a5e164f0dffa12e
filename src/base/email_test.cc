#include "base/email.h"

#include <gtest/gtest.h>

#include <vector>

#include "support/characters.h"

namespace usher {
namespace {

std::string key_of(std::string_view text) {
    auto email = Email::parse(text);
    return email ? email->key() : email.error().key;
}

std::string reason_of(std::string_view text) {
    auto email = Email::parse(text);
    if (email) return "taken: " + email->key();
    for (auto const& param : email.error().params)
        if (param.name == "reason") return param.value;
    return email.error().key;
}

TEST(AnEmail, is_compared_by_its_key_and_sent_to_as_it_was_typed) {
    auto email = Email::parse("Ada.Lovelace+post@NorthWind.example");
    ASSERT_TRUE(email);
    EXPECT_EQ(email->address(), "Ada.Lovelace+post@NorthWind.example");
    EXPECT_EQ(email->key(), "ada.lovelace+post@northwind.example");
    EXPECT_EQ(*email, *Email::parse("ADA.LOVELACE+POST@northwind.EXAMPLE"));
    EXPECT_NE(*email, *Email::parse("ada.lovelace@northwind.example"));
}

TEST(AnEmail, of_any_usual_kind_is_taken) {
    for (auto text :
         {"a@b.co", "o'brien@northwind.example", "!#$%&'*+-/=?^_`{|}~@b.co", "1@1.example",
          "ada@mail.northwind.example", "ada@xn--bcher-kva.example", "用户@例子.广告",
          "δοκιμή@παράδειγμα.δοκιμή", "ada@a-b--c.example", "अजय@डाटा.भारत", "ada@bücher.example",
          "иван@почта.рф", "müller@straße.example", "ada@1and1.example", "-ada-@b.co"})
        EXPECT_TRUE(Email::parse(text)) << text << " " << reason_of(text);
}

TEST(AnEmail, has_one_key_for_one_domain_however_it_is_written) {
    EXPECT_EQ(key_of("ada@BÜCHER.example"), "ada@xn--bcher-kva.example");
    EXPECT_EQ(key_of("ada@bu\u0308cher.example"), "ada@xn--bcher-kva.example");
    EXPECT_EQ(key_of("ada@xn--bcher-kva.example"), "ada@xn--bcher-kva.example");
    EXPECT_EQ(key_of("ada@XN--BCHER-KVA.Example"), "ada@xn--bcher-kva.example");
    EXPECT_EQ(Email::parse("Zoë@Bücher.example")->deliverable(), "Zoë@xn--bcher-kva.example");
    EXPECT_NE(key_of("ada@strasse.example"), key_of("ada@straße.example"));
    EXPECT_NE(key_of("ada@βόλος.example"), key_of("ada@βόλοσ.example"));
}

TEST(AnEmail, has_one_key_for_one_name_however_it_is_composed) {
    EXPECT_EQ(key_of("zoe\u0308@b.co"), key_of("zo\u00eb@b.co"));
    EXPECT_EQ(key_of("ZOË@b.co"), key_of("zoë@b.co"));
    EXPECT_EQ(key_of("STRAẞE@b.co"), key_of("straße@b.co"));
    EXPECT_EQ(key_of("ΟΔΥΣΣΕΥΣ@b.co"), key_of("οδυσσευς@b.co"));
}

TEST(Threat4, no_letter_beyond_ascii_makes_the_key_of_an_ascii_mailbox) {
    EXPECT_NE(key_of("mıke@b.co"), key_of("mike@b.co"));
    EXPECT_NE(key_of("mİke@b.co"), key_of("mike@b.co"));
    EXPECT_NE(key_of("m\u0456ke@b.co"), key_of("mike@b.co"));
    EXPECT_NE(key_of("strauß@b.co"), key_of("strauss@b.co"));
    EXPECT_EQ(reason_of("mi\u212ae@b.co"), "characters");  // the Kelvin sign
    EXPECT_EQ(reason_of("ſam@b.co"), "characters");
    EXPECT_EQ(reason_of("ﬁn@b.co"), "characters");
    EXPECT_EQ(reason_of("ａda@b.co"), "characters");
    EXPECT_EQ(reason_of("ada@ｂ.co"), "domain");
    EXPECT_EQ(reason_of("ada@\u212aing.example"), "domain");
    EXPECT_EQ(reason_of("ada@GİTHUB.example"), "domain");
    EXPECT_NE(key_of("ada@gıthub.example"), key_of("ada@github.example"));
}

bool ascii(std::string_view text) {
    for (unsigned char c : text)
        if (c >= 0x80) return false;
    return true;
}

// Threats 4 and 5 for each character there is, in the local part.
TEST(Threat5, for_each_character_the_key_is_an_address_and_its_own_key) {
    testing::for_each_character([](std::string const& letter) {
        auto text = "a" + letter + "b@c.example";
        auto email = Email::parse(text);
        if (!email) return;
        auto again = Email::parse(email->key());
        ASSERT_TRUE(again) << text;
        ASSERT_EQ(again->key(), email->key()) << text;
        ASSERT_EQ(Email::parse(email->address())->key(), email->key()) << text;
        ASSERT_EQ(ascii(email->key()), ascii(text)) << text;
    });
}

// The same in a domain.
TEST(Threat5, for_each_character_a_domain_has_one_spelling_in_ascii) {
    testing::for_each_character([](std::string const& letter) {
        auto text = "a@b" + letter + "c.example";
        auto email = Email::parse(text);
        if (!email) return;
        ASSERT_TRUE(ascii(email->key())) << text;
        auto again = Email::parse(email->key());
        ASSERT_TRUE(again) << text;
        ASSERT_EQ(again->key(), email->key()) << text;
        ASSERT_TRUE(ascii(text) || email->key().starts_with("a@xn--")) << text;
    });
}

TEST(Threat6, nothing_that_parsers_read_differently_gets_in) {
    using namespace std::string_literals;
    std::vector<std::string> hostile = {"\"ada lovelace\"@b.co",
                                        "\"ada\"@b.co",
                                        "ada(comment)@b.co",
                                        "ada@b.co(comment)",
                                        "ada@(comment)b.co",
                                        "Ada <ada@b.co>",
                                        "<ada@b.co>",
                                        "ada@b.co,eve@c.co",
                                        "ada@b.co;eve@c.co",
                                        "ada@b.co eve@c.co",
                                        "ada@b.co\r\nBcc: eve@c.co",
                                        "ada@b.co\n",
                                        "ada\r\n@b.co",
                                        "\tada@b.co",
                                        "ada@b.co\0"s,
                                        "ada\0@b.co"s,
                                        "ada@b.co\0.c.co"s,
                                        "ada@@b.co",
                                        "ada@b@c.co",
                                        "@b.co:ada@c.co",
                                        "@b.co",
                                        "ada@",
                                        "ada",
                                        "",
                                        "@",
                                        " ada@b.co",
                                        "ada@b.co ",
                                        "ada @b.co",
                                        "ada\\@b.co",
                                        "ada@[127.0.0.1]",
                                        "ada@[IPv6:::1]",
                                        "ada@127.0.0.1",
                                        "ada@0x7f.1",
                                        "=?utf-8?q?=61@b.co?=@c.co",
                                        "=?utf-8?q?a=40b.co=3e?=@c.co",
                                        "=?x?q?ada=40b.co=3e=00?=@c.co ",
                                        "ada@xn--",
                                        "ada@xn--.co",
                                        "ada@xn--0.co",
                                        "ada@xn---.co",
                                        "ada@xn--a.co",
                                        "ada@xn--ada-.co",
                                        "ada@xn--zzzzzzzzzzzz.co",
                                        "ada@xn--x-0314.co",
                                        "ada@xn--0049.co",
                                        "ada@xn--0117.example",
                                        "ada@xn--024.xn--0117.co",
                                        "ada@xn--694.co",
                                        "ada@xn--svg/-9x6.co",
                                        "ada@xn--xn---epa.co",
                                        "ada@b..co",
                                        "ada@.b.co",
                                        "ada@b.co.",
                                        "ada@b.",
                                        "ada@-b.co",
                                        "ada@b-.co",
                                        "ada@b_c.co",
                                        "ada@b!c.co",
                                        "ada@b/c.co",
                                        "ada@b%00.co",
                                        ".ada@b.co",
                                        "ada.@b.co",
                                        "a..da@b.co",
                                        "ada@b,co",
                                        "ada@b",
                                        "ada@localhost",
                                        "ada@ab--c.co",
                                        "ada@b。co",
                                        "ada@b．co",
                                        "ada＠b.co",
                                        "ada@\u200bb.co",
                                        "ada\u200b@b.co",
                                        "ada\u00ad@b.co",
                                        "ada\u202e@b.co",
                                        "ada\ufeff@b.co",
                                        "ada@b\u00ad.co",
                                        "ada@℀.co",
                                        "ada\u2024lovelace@b.co",
                                        "ada\u034f@b.co",
                                        "ada\ufe0f@b.co",
                                        "\u0308ada@b.co",
                                        "ada@\u0308b.co",
                                        "ada\xff@b.co",
                                        "ada@\xc0\xae.co",
                                        "ada\u0085@b.co",
                                        "😀@b.co",
                                        "ada@😀.co",
                                        "ada\u3000@b.co"};
    for (auto const& text : hostile) {
        auto email = Email::parse(text);
        EXPECT_FALSE(email) << text << " became " << email->key();
        if (email) continue;
        EXPECT_EQ(email.error().key, "email.not_an_address") << text;
        for (auto const& param : email.error().params)
            for (unsigned char c : param.value) EXPECT_TRUE(c >= 0x20 && c != 0x7f) << text;
    }
}

TEST(AnEmail, keeps_its_limits) {
    std::string long_domain;
    for (int i = 0; i < 4; ++i) long_domain += std::string(44, 'd') + ".";
    long_domain += "example";
    auto address = std::string(64, 'a') + "@" + long_domain;
    ASSERT_LE(address.size(), 254u);
    EXPECT_TRUE(Email::parse(address));
    EXPECT_EQ(reason_of(std::string(65, 'a') + "@b.co"), "long_name");
    EXPECT_EQ(reason_of("ada@" + std::string(63, 'd') + ".co").substr(0, 5), "taken");
    EXPECT_EQ(reason_of("ada@" + std::string(64, 'd') + ".co"), "domain");
    EXPECT_EQ(key_of("ada@" + std::string(250, 'd') + ".co"), "email.too_long");
    EXPECT_EQ(key_of(std::string(1'000'000, 'a')), "email.too_long");
    EXPECT_EQ(key_of("a@b." + std::string(251, 'c')), "email.too_long");
}

TEST(AnEmail, that_is_refused_says_what_to_do) {
    auto email = Email::parse("tom@northwind");
    ASSERT_FALSE(email);
    EXPECT_EQ(email.error().detail,
              "tom@northwind is not an e-mail address. Add what follows the dot, as in "
              "northwind.com.");
    EXPECT_EQ(email.error().code, Code::invalid);
    EXPECT_EQ(reason_of(""), "empty");
    EXPECT_EQ(reason_of("tom"), "no_at");
    EXPECT_EQ(reason_of("tom@northwind."), "no_dot");
    EXPECT_EQ(reason_of("tom@"), "no_domain");
    EXPECT_EQ(reason_of("@northwind.com"), "no_name");
    EXPECT_EQ(reason_of("tom@a@b.co"), "two_ats");
    EXPECT_EQ(reason_of("tom @b.co"), "white_space");
    EXPECT_EQ(reason_of("Tom <tom@b.co>"), "white_space");
    EXPECT_EQ(reason_of("<tom@b.co>"), "brackets");
    EXPECT_EQ(reason_of("a@b.co,c@d.co"), "several");
    EXPECT_EQ(reason_of("tom@[::1]"), "literal");
    EXPECT_EQ(reason_of("tom@1.2.3.4"), "literal");
    EXPECT_EQ(reason_of("tom.@b.co"), "dots");
    EXPECT_EQ(reason_of("tom@b..co"), "domain_dots");
    EXPECT_EQ(reason_of("tom\xff@b.co"), "not_utf8");
    EXPECT_EQ(reason_of("tom@b_c.co"), "domain");
}

TEST(AnEmail, that_is_refused_is_not_repeated_at_length) {
    auto email = Email::parse(std::string(200, 'x'));
    ASSERT_FALSE(email);
    EXPECT_LT(email.error().detail.size(), 200u);
}

TEST(AnEmail, from_the_store_is_not_judged_again) {
    auto email = Email::stored("Ada@B.co", "ada@b.co");
    EXPECT_EQ(email.address(), "Ada@B.co");
    EXPECT_EQ(email, *Email::parse("ADA@b.CO"));
}

}  // namespace
}  // namespace usher
