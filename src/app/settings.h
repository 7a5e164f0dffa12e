// Every setting of an installation in one table: its key in the file, its flag, its variable. What
// stands in the command line counts before the environment, that before the file, that before what
// Usher does by itself.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "app/config.h"
#include "base/result.h"

namespace usher::app {

struct Setting {
    enum class Kind { text, number, yes_or_no, list };
    enum class For { every_command, serving };
    std::string_view key;       // "smtp.url": in the file, and what is told of it
    std::string_view flag;      // "--smtp-url"
    std::string_view variable;  // "USHER_SMTP_URL"
    std::string_view about;
    Kind kind;
    For needed;
    // False where the value is none; then `expected` says what one is.
    bool (*set)(Config&, std::vector<std::string> const& values);
    std::string_view expected;
    std::string (*shown)(Config const&);
};
std::span<Setting const> settings();

// What was given at the start.
struct Given {
    std::map<std::string, std::vector<std::string>, std::less<>> flags = {};  // by key
    std::string file = {};  // of --config; empty: USHER_CONFIG's, or none
    std::function<std::optional<std::string>(std::string_view)> variable = {};
    std::vector<std::string> variables = {};  // the names of all that are set
};

struct InForce {
    Config config;
    std::map<std::string, std::string, std::less<>> from;  // by key: "--port", "usher.toml:12"
};

// Fails with `app.setting` for a value that is none, `app.setting_unknown` for a key of the file
// or a variable USHER_… that is none, `app.config_file` where the file cannot be read or is no
// TOML. The detail says where, what was found and what is expected.
Result<InForce> in_force(Given const&);

// A line for each setting: key, value, where it is from. No value is a secret: those are in files.
std::string listed(InForce const&);
std::string listed_as_json(InForce const&);

}  // namespace usher::app
