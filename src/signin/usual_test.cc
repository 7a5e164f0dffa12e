// Passwords that everybody thinks of, in disguise, beside what libzxcvbn knows
// (ASVS 6.2.4, 6.2.12).
#include "signin/usual.h"

#include <gtest/gtest.h>

#include "signin/breached.h"
#include "signin/passwords.h"

namespace usher::signin {
namespace {

std::string judged(std::string password, std::vector<std::string> const& about = {}) {
    Breached none;
    auto result = judge(Secret(std::move(password)), about, none);
    return result ? "taken" : result.error().key;
}

TEST(Usual, one_word_with_a_year_or_signs_is_one_in_any_language) {
    for (auto word : {"Willkommen1", "Passwort2026!", "contrase\u00f1a1", "motdepasse1",
                      "senha1234", "fortnite123", "Wachtwoord01", "12Geheim12", "Fr\u00fchling2026",
                      "M1necraft!", "P4$$w0rt99", "passwortpasswort", "!!Azerty!!"}) {
        bool usual = is_usual(word);
        EXPECT_TRUE(usual || judged(word) == "passwords.too_common") << word;
        EXPECT_EQ(judged(word), "passwords.too_common") << word;
    }
}

TEST(Usual, what_everybody_tries_first_is_refused) {
    for (auto word :
         {"password", "12345678", "123456789", "qwertyuiop", "iloveyou1", "Summer2026!",
          "Welcome123!", "P@ssw0rd2026", "letmein2026", "1qaz2wsx3edc", "abcd1234", "11111111",
          "Admin@123", "trustno1!", "football1", "monkey123", "dragon2026", "baseball1"})
        EXPECT_EQ(judged(word), "passwords.too_common") << word;
}

TEST(Usual, a_few_words_of_ones_own_are_taken) {
    for (auto phrase : {"seven herons on ice", "a kettle by the window", "Willkommen im Reiherhaus",
                        "geheimer Sommer am Deich", "gr\u00fcner T\u00fcrknauf klappert",
                        "\u30ab\u30e9\u30b9\u306f\u7a93\u306e\u4e0a\u306b\u3044\u308b",
                        "Xk3#vP9!qLm2", "winterberry cordial"}) {
        EXPECT_FALSE(is_usual(phrase)) << phrase;
        EXPECT_EQ(judged(phrase), "taken") << phrase;
    }
}

TEST(Usual, names_address_account_and_product_are_refused_as_such) {
    std::vector<std::string> about{"mia.lindqvist@fernhill-crafts.example", "Mia", "Lindqvist",
                                   "Fernhill Crafts", "SendPro Online"};
    for (auto word : {"fernhillcrafts", "fernhill-crafts1", "mia.lindqvist", "Fernhill Crafts!"})
        EXPECT_EQ(judged(word, about), "passwords.context") << word;
    EXPECT_EQ(judged("seven herons on ice", about), "taken");
}

}  // namespace
}  // namespace usher::signin
