#include "app/settings.h"

#include <gtest/gtest.h>

#include <fstream>
#include <set>

#include "base/json.h"
#include "store/testing.h"

namespace usher::app {
namespace {

class Settings : public ::testing::Test {
 protected:
    std::string file(std::string_view toml) {
        auto path = directory_.path() + "/usher.toml";
        std::ofstream(path) << toml;
        return path;
    }
    Result<InForce> read() {
        given_.variable = [this](std::string_view name) -> std::optional<std::string> {
            auto found = variables_.find(name);
            if (found == variables_.end()) return std::nullopt;
            return found->second;
        };
        return in_force(given_);
    }
    std::string refusal(std::string_view toml) {
        given_.file = file(toml);
        auto refused = read();
        if (refused) return "taken";
        auto detail = refused.error().detail;
        return refused.error().key + " " + detail.substr(detail.find("usher.toml"));
    }

    store::TemporaryDirectory directory_;
    Given given_;
    std::map<std::string, std::string, std::less<>> variables_;
};

TEST_F(Settings, stand_by_themselves_where_nothing_was_given) {
    auto now = read();
    ASSERT_TRUE(now);
    EXPECT_EQ(now->config.port, 8080);
    for (auto const& [key, from] : now->from) EXPECT_EQ(from, "default") << key;
}

TEST_F(Settings, of_the_command_line_count_before_the_environment_and_that_before_the_file) {
    given_.file = file("public_url = \"https://file\"\n[listen]\nport = 1\nworkers = 7\n");
    variables_ = {{"USHER_PORT", "2"}, {"USHER_PUBLIC_URL", "https://environment"}};
    given_.flags["listen.port"] = {"3"};
    auto now = read();
    ASSERT_TRUE(now) << now.error().detail;
    EXPECT_EQ(now->config.port, 3);
    EXPECT_EQ(now->from.at("listen.port"), "--port");
    EXPECT_EQ(now->config.public_url, "https://environment");
    EXPECT_EQ(now->from.at("public_url"), "USHER_PUBLIC_URL");
    EXPECT_EQ(now->config.workers, 7);
    EXPECT_EQ(now->from.at("listen.workers"), given_.file + ":4");
}

TEST_F(Settings, may_be_in_a_file_that_the_environment_names) {
    variables_ = {{"USHER_CONFIG", file("log = \"/var/log/usher\"")}};
    EXPECT_EQ(read()->config.log, "/var/log/usher");
}

TEST_F(Settings, of_each_kind_are_read_from_each_place) {
    given_.file = file(
        "[listen]\ntrusted_proxies = [\"10.0.0.1\", \"10.0.0.2\"]\n[smtp]\nclear_text = true\n");
    auto now = read();
    EXPECT_EQ(now->config.trusted_proxies, (std::vector<std::string>{"10.0.0.1", "10.0.0.2"}));
    EXPECT_TRUE(now->config.smtp_clear_text);
    variables_ = {{"USHER_TRUSTED_PROXIES", "10.0.0.3,10.0.0.4"}, {"USHER_SMTP_CLEAR_TEXT", "0"}};
    now = read();
    EXPECT_EQ(now->config.trusted_proxies, (std::vector<std::string>{"10.0.0.3", "10.0.0.4"}));
    EXPECT_FALSE(now->config.smtp_clear_text);
}

TEST_F(Settings, that_are_none_are_refused_by_name_and_line) {
    EXPECT_EQ(refusal("\n[smtp]\nulr = \"smtp://x\""),
              "app.setting_unknown usher.toml:3: there is no setting \"smtp.ulr\".");
    EXPECT_EQ(refusal("smtp = 5"),
              "app.setting_unknown usher.toml:1: there is no setting \"smtp\".");
    EXPECT_EQ(refusal("[listen.port]\nx = 1"),
              "app.setting usher.toml:1: listen.port must be a whole number from 0 to 65535.");
    EXPECT_EQ(refusal("[nothing]\nx = 1"),
              "app.setting_unknown usher.toml:1: there is no setting \"nothing\".");
}

TEST_F(Settings, mistyped_in_the_environment_are_refused_by_name) {
    given_.variables = {"PATH", "USHER_PORT", "USHER_CONFIG", "USHER_SMPT_URL"};
    auto refused = read();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "app.setting_unknown");
    EXPECT_TRUE(refused.error().detail.starts_with("The environment has USHER_SMPT_URL, which"));
    EXPECT_NE(refused.error().detail.find("USHER_SMTP_URL"), std::string::npos);
}

TEST_F(Settings, and_what_the_scripts_go_by_may_stand_side_by_side_in_the_environment) {
    given_.variables = {"USHER_BIN", "USHER_CLOCK", "USHERETTE"};
    for (auto const& setting : settings()) given_.variables.emplace_back(setting.variable);
    EXPECT_TRUE(read());
}

TEST_F(Settings, with_values_that_are_none_are_refused_by_name_and_line) {
    EXPECT_EQ(refusal("[listen]\nport = \"80\""),
              "app.setting usher.toml:2: listen.port must be a whole number from 0 to 65535.");
    EXPECT_EQ(refusal("listen.port = 70000"),
              "app.setting usher.toml:1: listen.port must be a whole number from 0 to 65535, and "
              "not \"70000\".");
    EXPECT_EQ(refusal("public_url = true"), "app.setting usher.toml:1: public_url must be a text.");
    EXPECT_EQ(refusal("[listen]\ntrusted_proxies = [1]"),
              "app.setting usher.toml:2: listen.trusted_proxies must be a list of texts.");
    EXPECT_EQ(refusal("log = ").substr(0, 29), "app.config_file usher.toml:1:");
    EXPECT_EQ(refusal("log = \"a\"\nlog = \"b\"").substr(0, 29), "app.config_file usher.toml:2:");
    given_.file = directory_.path() + "/missing.toml";
    EXPECT_EQ(read().error().key, "app.config_file");
    given_.file.clear();
    variables_ = {{"USHER_WORKERS", "many"}};
    EXPECT_EQ(read().error().detail,
              "USHER_WORKERS: listen.workers must be a whole number from 1 to 256, and not "
              "\"many\".");
}

TEST_F(Settings, have_each_a_key_a_flag_and_a_variable_of_their_own) {
    std::set<std::string_view> names;
    for (auto const& setting : settings()) {
        EXPECT_TRUE(names.insert(setting.key).second) << setting.key;
        EXPECT_TRUE(names.insert(setting.flag).second) << setting.flag;
        EXPECT_TRUE(names.insert(setting.variable).second) << setting.variable;
        EXPECT_TRUE(setting.flag.starts_with("--"));
        EXPECT_TRUE(setting.variable.starts_with("USHER_"));
    }
}

TEST_F(Settings, are_listed_with_where_they_are_from) {
    given_.flags["smtp.user"] = {"mailer"};
    auto now = *read();
    EXPECT_NE(listed(now).find("smtp.user = mailer"), std::string::npos);
    EXPECT_NE(listed(now).find("# --smtp-user\n"), std::string::npos);
    auto value = *json::parse(listed_as_json(now));
    EXPECT_EQ(value.member("settings")->array()->size(), settings().size());
}

}  // namespace
}  // namespace usher::app
