#include "app/demo.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

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
