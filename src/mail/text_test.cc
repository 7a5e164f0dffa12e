#include "mail/text.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "mail/compose.h"

namespace usher::mail {
namespace {

Catalogue catalogue(std::string_view english, std::string_view portuguese = "{}") {
    std::string en = R"({"users": {"title": "Users"}, "mail": )" + std::string(english) + "}";
    std::string pt = R"({"mail": )" + std::string(portuguese) + "}";
    std::vector<EmbeddedFile> files = {{"en.json", en}, {"pt.json", pt}};
    auto loaded = Catalogue::load(files);
    EXPECT_TRUE(loaded) << loaded.error().detail;
    return loaded.value_or(Catalogue{});
}

std::string filled(std::string_view text, std::vector<Param> params,
                   std::string_view language = "en") {
    auto all = catalogue(R"({"t": ")" + std::string(text) + R"("})",
                         R"({"t": ")" + std::string(text) + R"("})");
    auto out = all.text(language, "mail.t", params);
    return out ? *out : out.error().key;
}

std::string refused(std::string_view text) {
    std::string en = R"({"mail": {"t": ")" + std::string(text) + R"("}})";
    std::vector<EmbeddedFile> files = {{"en.json", en}};
    auto loaded = Catalogue::load(files);
    return loaded ? "" : loaded.error().key;
}

TEST(ACatalogue, fills_names) {
    EXPECT_EQ(filled("Join {account} on {product}, {account}!",
                     {{"account", "Acme"}, {"product", "Stamps.com"}}),
              "Join Acme on Stamps.com, Acme!");
}

TEST(ACatalogue, does_not_read_what_it_fills_in) {
    EXPECT_EQ(filled("Hello {name}", {{"name", "{product} # {n, plural, other {x}}"}}),
              "Hello {product} # {n, plural, other {x}}");
}

TEST(ACatalogue, chooses_by_number) {
    auto text = "{n, plural, =0 {none} one {# day} other {# days}} left";
    EXPECT_EQ(filled(text, {{"n", "0"}}), "none left");
    EXPECT_EQ(filled(text, {{"n", "1"}}), "1 day left");
    EXPECT_EQ(filled(text, {{"n", "7"}}), "7 days left");
    auto without_none = "{n, plural, one {# dia} other {# dias}}";
    EXPECT_EQ(filled(without_none, {{"n", "0"}}, "en"), "0 dias");
    EXPECT_EQ(filled(without_none, {{"n", "0"}}, "pt"), "0 dia");
}

TEST(ACatalogue, chooses_by_word_and_within_a_choice) {
    auto text = "{by, select, admin {{admin} asks} other {Somebody asks, {n, plural, other {#}}}}";
    EXPECT_EQ(filled(text, {{"by", "admin"}, {"admin", "Ada"}}), "Ada asks");
    EXPECT_EQ(filled(text, {{"by", "x"}, {"n", "3"}}), "Somebody asks, 3");
}

TEST(ACatalogue, misses_a_param_and_says_so) {
    EXPECT_EQ(filled("Hello {name}", {}), "mail.no_param");
    EXPECT_EQ(filled("{n, plural, other {#}}", {{"name", "x"}}), "mail.no_param");
}

TEST(ACatalogue, misses_a_text_and_says_so) {
    auto missing = catalogue("{}").text("en", "mail.t", {});
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().key, "mail.no_text");
}

TEST(ACatalogue, refuses_what_is_malformed) {
    for (auto text : {"{", "}", "{}", "{n, plural, one {x}}", "{n, plural, other {x}", "{n, date}",
                      "{n, plural}", "{a b}", "{n, plural, = {x} other {y}}"})
        EXPECT_EQ(refused(text), "mail.catalogue") << text;
    std::string deep;
    for (int i = 0; i < 20; ++i) deep += "{n, plural, other {";
    EXPECT_EQ(refused(deep), "mail.catalogue");
}

TEST(ACatalogue, refuses_a_file_that_is_not_json_or_holds_no_texts) {
    for (auto text : {"{", R"({"mail": {"t": 7}})", R"({"mail": {"t": ["x"]}})"}) {
        std::vector<EmbeddedFile> files = {{"en.json", text}};
        auto loaded = Catalogue::load(files);
        ASSERT_FALSE(loaded);
        EXPECT_EQ(loaded.error().key, "mail.catalogue");
    }
}

TEST(ALanguage, falls_back_to_its_main_one_then_to_english) {
    auto all = catalogue(R"({"t": "yes", "only": "english"})", R"({"t": "sim"})");
    EXPECT_EQ(all.best("pt"), "pt");
    EXPECT_EQ(all.best("pt-BR"), "pt");
    EXPECT_EQ(all.best("de"), "en");
    EXPECT_EQ(all.best(""), "en");
    EXPECT_EQ(*all.text("pt-BR", "mail.t", {}), "sim");
    EXPECT_EQ(*all.text("pt", "mail.only", {}), "english");
}

// ---- the texts that ship
// -------------------------------------------------------------------------

Catalogue shipped() {
    auto loaded = Catalogue::load(locales());
    EXPECT_TRUE(loaded) << loaded.error().detail;
    return loaded.value_or(Catalogue{});
}

// What a letter's writer gives, by letter.h.
std::map<std::string, std::set<std::string>> const letters = {
    {"mail.invitation", {"inviter", "account", "by", "expires"}},
    {"mail.ask_new_link", {"email", "account"}},
    {"mail.account_closed", {"account", "expires"}},
    {"mail.account_resumed", {"account"}},
    {"mail.account_suspended", {"account"}},
    {"mail.address_confirm", {"email", "expires"}},
    {"mail.address_notice", {"email", "expires"}},
    {"mail.recovery_confirm", {"email", "expires"}},
    {"mail.recovery_notice", {"email", "expires"}},
    {"mail.email_change", {"admin", "account", "by", "email", "expires"}},
    {"mail.email_changing", {"admin", "account", "by", "email"}},
    {"mail.ownership_given", {"account", "old", "role"}},
    {"mail.ownership_passed", {"account", "new", "role", "after"}},
    {"mail.ownership_told", {"account", "old", "new", "role"}},
    {"mail.password_changed", {"email"}},
    {"mail.password_reset", {"email", "expires"}},
    {"mail.password_reset_by_admin", {"admin", "account", "by", "email", "expires"}},
    {"mail.support_opened", {"account", "operator", "expires"}},
    {"mail.welcome_operator", {"email", "expires"}},
};

TEST(ShippedTexts, of_letters_ask_for_nothing_that_their_writers_do_not_give) {
    auto all = shipped();
    for (auto const& [letter, given] : letters)
        for (auto const& key : all.keys("en", letter + "."))
            for (auto const& name : all.params_of(key))
                EXPECT_TRUE(name == "product" || given.contains(name))
                    << key << " asks for " << name;
}

TEST(ShippedTexts, are_whole_for_every_letter) {
    auto all = shipped();
    for (auto const& [text, given] : letters) {
        Letter letter{.to = Email::stored("a@b.example", "a@b.example")};
        letter.text = text;
        for (auto const& name : given)
            if (name != "expires") letter.params.push_back({name, "x"});
        if (given.contains("expires")) letter.expires = Time{0};
        auto fits = check_letter(all, letter);
        EXPECT_TRUE(fits) << fits.error().detail;
    }
}

TEST(ShippedTexts, that_nobody_writes_are_not_kept) {
    auto all = shipped();
    std::set<std::string> shared = {"mail.date", "mail.hello", "mail.instead"};
    for (auto const& key : all.keys("en", "mail.")) {
        if (shared.contains(key) || key.starts_with("mail.month.")) continue;
        EXPECT_TRUE(letters.contains(key.substr(0, key.rfind('.')))) << key;
    }
}

TEST(ShippedTexts, of_every_language_have_english_ones_with_the_same_params) {
    auto all = shipped();
    auto english = all.keys("en", "mail.");
    for (auto const& file : locales()) {
        auto language = file.name.substr(0, file.name.rfind('.'));
        for (auto const& key : all.keys(language, "mail."))
            EXPECT_TRUE(std::ranges::find(english, key) != english.end())
                << language << ": " << key;
    }
}

}  // namespace
}  // namespace usher::mail
