// Each kind of letter in each language, as somebody gets it. With LETTERS=FOLDER they are left
// there as FOLDER/KIND.LANGUAGE.html, to be looked at: script/screenshots --all takes their
// pictures.
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "mail/compose.h"

namespace usher::mail {
namespace {

constexpr std::string_view subject = ".subject";

std::vector<std::string> kinds(Catalogue const& catalogue) {
    std::vector<std::string> found;
    for (auto const& key : catalogue.keys("en", "mail."))
        if (key.ends_with(subject)) found.push_back(key.substr(0, key.size() - subject.size()));
    return found;
}

Letter letter_of(std::string const& kind, std::string_view language) {
    Letter letter{.to = *Email::parse("tom.okafor@northwind.example")};
    letter.recipient_name = "Tom Okafor";
    letter.language = language;
    letter.zone = "Europe/Lisbon";
    letter.text = kind;
    letter.product = "SendPro Online";
    letter.params = {{"account", "Northwind Retail"},
                     {"admin", "Ada Lovelace"},
                     {"after", "Admin"},
                     {"email", "tom.okafor@northwind.example"},
                     {"inviter", "Ada Lovelace"},
                     {"new", "Grace Hopper"},
                     {"old", "Ada Lovelace"},
                     {"operator", "Nora Quist"},
                     {"role", "Account Owner"}};
    letter.expires = Time{1'795'262'400'000 + days(7).ms};
    letter.link = Secret(
        "https://users.northwind.example/join#usher_6Zk2vB1cT8pQx4Lm0HsWnYdR3fJgE7aUoI5tKbVqCzM");
    return letter;
}

TEST(EachLetter, is_whole_in_each_language) {
    auto loaded = Catalogue::load(locales());
    ASSERT_TRUE(loaded);
    auto const all = kinds(*loaded);
    ASSERT_GT(all.size(), 15u);
    Sender sender{.name = {}, .address = *Email::parse("no-reply@users.northwind.example")};
    auto const* folder = std::getenv("LETTERS");
    for (auto const& kind : all) {
        for (auto const* language : {"en", "de"}) {
            SCOPED_TRACE(kind + " in " + language);
            auto letter = letter_of(kind, language);
            if (loaded->has(kind + ".note"))
                letter.params.push_back({"note", "Your desk is the one at the window."});
            ASSERT_TRUE(check_letter(*loaded, letter));
            auto message = compose(*loaded, letter, sender, JobId{}, *letter.expires);
            ASSERT_TRUE(message) << message.error().detail;
            for (auto const& text : {message->subject, message->text}) {
                EXPECT_FALSE(text.empty());
                EXPECT_EQ(text.find_first_of("{}"), text.npos) << text;
            }
            EXPECT_NE(message->html.find("<html lang=\"" + std::string(language)),
                      std::string::npos);
            EXPECT_NE(message->html.find("<h1 "), std::string::npos);
            if (!folder) continue;
            auto name = kind.substr(std::string_view("mail.").size()) + "." + language + ".html";
            std::ofstream(std::string(folder) + "/" + name) << message->html;
        }
    }
}

}  // namespace
}  // namespace usher::mail
