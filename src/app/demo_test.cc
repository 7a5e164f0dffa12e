#include "app/demo.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include "base/embedded.h"
#include "base/testing.h"
#include "store/testing.h"

namespace usher::app {
namespace {

class Demo : public ::testing::Test {
 protected:
    // One start of the server with --demo.
    Result<std::string> start() {
        Config config;
        config.data = folder_.path();
        config.port = 8080;
        config.public_url = "http://127.0.0.1:8080";
        config.log = folder_.path() + "/log";
        auto installation = TRY(Installation::open(config, world_));
        return demo_screen(*installation);
    }
    std::string path(std::string const& name) { return folder_.path() + "/" + name; }

    store::TemporaryDirectory folder_;
    SystemClock clock_;
    SystemRandom random_;
    World world_{clock_, random_, {}};
};

TEST_F(Demo, says_the_same_passwords_at_each_start) {
    auto first = start();
    ASSERT_TRUE(first) << first.error().detail;
    EXPECT_NE(first->find("operator@usher.example"), std::string::npos);
    auto second = start();
    ASSERT_TRUE(second) << second.error().detail;
    EXPECT_EQ(*first, *second);
    EXPECT_FALSE(std::filesystem::exists(path("demo-passwords.new")));
}

// Of an account, by the words on the screen.
struct Shown {
    std::string account;
    std::vector<std::pair<std::string, std::string>> people;  // what they are, their address
};

std::vector<Shown> everybody() {
    return {
        {"Fernhill Crafts  (stamps)",
         {{"Admin (owner)", "ada@stamps.example"},
          {"manages users", "max@stamps.example"},
          {"plain user", "ulf@stamps.example"}}},
        {"Northwind Retail  (sendpro-online)",
         {{"Admin of all locations", "rui@sendpro.example"},
          {"Admin of Berlin – Mitte", "lin@sendpro.example"},
          {"plain user", "uli@sendpro.example"}}},
        {"Haldane Maps  (sendpro-online)", {{"Admin, plan of one", "iris@single.example"}}},
        {"Juniper Labs  (postmark)",
         {{"Account Owner", "olga@postmark.example"},
          {"Admin", "ann@postmark.example"},
          {"plain user (Technical)", "tim@postmark.example"}}},
        {"Whitcombe Logistics  (pitneyship)",
         {{"Enterprise admin", "eve@pitneyship.example"},
          {"Division admin of East", "dora@pitneyship.example"},
          {"Location admin of Boston", "lea@pitneyship.example"},
          {"plain user (Shipper)", "sam@pitneyship.example"}}},
        {"Orchard Print Works  (connect-plus)",
         {{"SUPERVISOR", "sue@connect.example"},
          {"plain user (OPERATOR)", "oren@connect.example"}}},
        {"The instance", {{"operator", "operator@usher.example"}}},
    };
}

std::vector<std::string> lines_of(std::string const& text) {
    std::vector<std::string> lines;
    std::istringstream all(text);
    for (std::string line; std::getline(all, line);)
        if (!line.empty()) lines.push_back(line);
    return lines;
}

// Who owns, who administers and who only uses, of each product.
TEST_F(Demo, shows_one_of_each_kind_of_user_of_each_blueprint_and_nobody_else) {
    auto screen = start();
    ASSERT_TRUE(screen) << screen.error().detail;
    auto lines = lines_of(*screen);
    ASSERT_FALSE(lines.empty());
    EXPECT_TRUE(lines[0].starts_with("Sign in as")) << lines[0];
    std::size_t at = 1;
    auto next = [&] { return at < lines.size() ? lines[at++] : std::string(); };
    std::set<std::string> passwords;
    for (auto const& account : everybody()) {
        EXPECT_EQ(next(), account.account);
        for (auto const& [is, email] : account.people) {
            auto line = next();
            EXPECT_TRUE(line.starts_with("  " + is + "  ")) << line << ", not " << is;
            auto begins = line.find(" " + email + " ");
            ASSERT_NE(begins, line.npos) << line;
            auto password = line.substr(line.rfind(' ') + 1);
            EXPECT_EQ(password.size(), 16u) << line;
            passwords.insert(password);
        }
    }
    EXPECT_EQ(at, lines.size()) << "nobody else";
    EXPECT_EQ(passwords.size(), 17u) << "each has one of their own";
    for (auto const& product : blueprint_files())
        EXPECT_NE(
            screen->find("(" + std::string(product.name.substr(0, product.name.find('.'))) + ")"),
            std::string::npos)
            << product.name;
}

// The process died between filling the accounts and saying so.
TEST_F(Demo, a_crash_after_the_accounts_were_filled_loses_no_password) {
    auto first = start();
    ASSERT_TRUE(first) << first.error().detail;
    std::filesystem::rename(path("demo-passwords"), path("demo-passwords.new"));
    auto again = start();
    ASSERT_TRUE(again) << again.error().detail;
    EXPECT_EQ(*first, *again);
}

// It died before the accounts were there: what was written for them is worth nothing.
TEST_F(Demo, a_crash_before_the_accounts_were_filled_begins_anew) {
    std::ofstream(path("demo-passwords.new")) << "half a pass";
    auto screen = start();
    ASSERT_TRUE(screen) << screen.error().detail;
    EXPECT_EQ(screen->find("half a pass"), std::string::npos);
    EXPECT_NE(screen->find("ada@stamps.example"), std::string::npos);
    auto mode = std::filesystem::status(path("demo-passwords")).permissions();
    EXPECT_EQ(mode, std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
}

}  // namespace
}  // namespace usher::app
