#include "app/settings.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <fstream>
#include <sstream>

#include "base/json.h"
#include "blueprints/document.h"

namespace usher::app {
namespace {

using Kind = Setting::Kind;
using For = Setting::For;
using Values = std::vector<std::string>;

constexpr std::string_view by_default = "default";
constexpr std::string_view file_variable = "USHER_CONFIG";
// Ours beside the settings: they steer the build and the tests (CONTRIBUTING.md), and a server that
// those start finds them in its environment.
constexpr std::array<std::string_view, 7> of_scripts = {
    "USHER_BIN", "USHER_STEERED_BIN", "USHER_CLOCK",        "USHER_URL",
    "USHER_UI",  "USHER_JOBS",        "USHER_DEBIAN_MIRROR"};

template <std::string Config::* member>
bool set_text(Config& config, Values const& values) {
    config.*member = values.at(0);
    return true;
}
template <std::string Config::* member>
std::string show_text(Config const& config) {
    return config.*member;
}

template <class T, T Config::* member, int least, int most>
bool set_number(Config& config, Values const& values) {
    auto const& text = values.at(0);
    int value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return false;
    if (value < least || value > most) return false;
    config.*member = static_cast<T>(value);
    return true;
}
template <class T, T Config::* member>
std::string show_number(Config const& config) {
    return std::to_string(config.*member);
}

template <bool Config::* member>
bool set_flag(Config& config, Values const& values) {
    auto const& text = values.at(0);
    config.*member = text == "true" || text == "1";
    return config.*member || text == "false" || text == "0";
}
template <bool Config::* member>
std::string show_flag(Config const& config) {
    return config.*member ? "true" : "false";
}

bool set_proxies(Config& config, Values const& values) {
    config.trusted_proxies = values;
    return true;
}
std::string show_proxies(Config const& config) {
    std::string text;
    for (auto const& proxy : config.trusted_proxies)
        text.append(text.empty() ? "" : ",").append(proxy);
    return text;
}

template <std::string Config::* member>
constexpr Setting text(std::string_view key, std::string_view flag, std::string_view variable,
                       std::string_view about, For needed = For::serving) {
    return {
        key, flag, variable, about, Kind::text, needed, set_text<member>, "", show_text<member>};
}
template <class T, T Config::* member, int least, int most>
constexpr Setting number(std::string_view key, std::string_view flag, std::string_view variable,
                         std::string_view about, std::string_view expected) {
    return {key,
            flag,
            variable,
            about,
            Kind::number,
            For::serving,
            set_number<T, member, least, most>,
            expected,
            show_number<T, member>};
}

constexpr Setting all[] = {
    text<&Config::data>("data", "--data", "USHER_DATA", "The directory that holds everything",
                        For::every_command),
    text<&Config::public_url>("public_url", "--public-url", "USHER_PUBLIC_URL",
                              "How browsers reach Usher: https://users.example.com; the base of "
                              "all links",
                              For::every_command),
    text<&Config::blueprints>("blueprints", "--blueprints", "USHER_BLUEPRINTS",
                              "Directory of own blueprints", For::every_command),
    text<&Config::instance_key_file>(
        "instance_key_file", "--instance-key-file", "USHER_INSTANCE_KEY_FILE",
        "File of the instance's key; without it DATA/instance.key", For::every_command),
    text<&Config::address>("listen.address", "--address", "USHER_ADDRESS", "Where to listen"),
    number<std::uint16_t, &Config::port, 0, 65535>("listen.port", "--port", "USHER_PORT",
                                                   "0 takes a free one",
                                                   "a whole number from 0 to 65535"),
    {"listen.trusted_proxies", "--trusted-proxy", "USHER_TRUSTED_PROXIES",
     "Address or network whose X-Forwarded-For is believed", Kind::list, For::serving, set_proxies,
     "addresses or networks", show_proxies},
    number<int, &Config::workers, 1, 256>("listen.workers", "--workers", "USHER_WORKERS",
                                          "Threads for requests", "a whole number from 1 to 256"),
    text<&Config::tls_certificate>("tls.certificate", "--tls-certificate", "USHER_TLS_CERTIFICATE",
                                   "Certificate chain (PEM); with it Usher speaks TLS itself"),
    text<&Config::tls_key>("tls.key", "--tls-key", "USHER_TLS_KEY",
                           "Its private key (PEM); without it the certificate's file"),
    text<&Config::log>("log", "--log", "USHER_LOG", "File for the log; - is standard error"),
    number<std::uint16_t, &Config::metrics_port, 0, 65535>(
        "metrics.port", "--metrics-port", "USHER_METRICS_PORT",
        "Port on 127.0.0.1 for GET /metrics; 0: none", "a whole number from 0 to 65535"),
    text<&Config::smtp_url>("smtp.url", "--smtp-url", "USHER_SMTP_URL",
                            "smtp://host:port or smtps://host:port; without it mails land in the "
                            "built-in mailbox"),
    text<&Config::smtp_user>("smtp.user", "--smtp-user", "USHER_SMTP_USER",
                             "User of the SMTP server"),
    text<&Config::smtp_password_file>("smtp.password_file", "--smtp-password-file",
                                      "USHER_SMTP_PASSWORD_FILE",
                                      "File whose first line is its password"),
    text<&Config::smtp_ca_file>("smtp.ca_file", "--smtp-ca-file", "USHER_SMTP_CA_FILE",
                                "Certificates that vouch for the SMTP server; without it the "
                                "system's"),
    {"smtp.clear_text", "--smtp-clear-text", "USHER_SMTP_CLEAR_TEXT",
     "Speak to a relay beyond this machine without TLS where it offers none: whoever listens on "
     "the way reads the links",
     Kind::yes_or_no, For::serving, set_flag<&Config::smtp_clear_text>, "true or false",
     show_flag<&Config::smtp_clear_text>},
    number<int, &Config::checkpoint_hours, 0, 8760>(
        "audit.checkpoint_hours", "--checkpoint-hours", "USHER_CHECKPOINT_HOURS",
        "Hours between two signed checkpoints of an account's audit chain; 0: none",
        "a whole number from 0 to 8760"),
    text<&Config::breached_passwords>(
        "passwords.breached", "--breached-passwords", "USHER_BREACHED_PASSWORDS",
        "File of breached passwords (SHA-1, in order), none of which can be chosen"),
    text<&Config::mail_from>("mail.from", "--mail-from", "USHER_MAIL_FROM", "Sender of all mails"),
};

Error refused(std::string_view key, std::string detail) {
    return {Code::invalid, std::string(key), std::move(detail)};
}

Result<void> put(InForce& now, Setting const& setting, Values const& values, std::string from) {
    if (values.empty() && setting.kind != Kind::list) return {};
    if (!setting.set(now.config, values))
        return fail(refused("app.setting", from + ": " + std::string(setting.key) + " must be " +
                                               std::string(setting.expected) + ", and not \"" +
                                               values.front() + "\"."));
    now.from.insert_or_assign(std::string(setting.key), std::move(from));
    return {};
}

Values parts(std::string const& text) {
    Values values;
    std::istringstream rest(text);
    for (std::string part; std::getline(rest, part, ',');)
        if (!part.empty()) values.push_back(part);
    return values;
}

// ---- the file

Setting const* named(std::string_view key) {
    auto found = std::ranges::find(all, key, &Setting::key);
    return found == std::end(all) ? nullptr : &*found;
}

bool is_table(std::string_view key) {
    return std::ranges::any_of(all, [&](Setting const& setting) {
        return setting.key.starts_with(key) && setting.key.substr(key.size()).starts_with('.');
    });
}

// A value as the command line would have it; nothing where it is of another kind.
std::optional<Values> values_of(Setting const& setting, blueprints::Node const& node) {
    if (setting.kind == Kind::text && node.text()) return Values{*node.text()};
    if (setting.kind == Kind::number && node.integer())
        return Values{std::to_string(*node.integer())};
    if (setting.kind == Kind::yes_or_no && node.flag())
        return Values{*node.flag() ? "true" : "false"};
    if (setting.kind != Kind::list || !node.list()) return std::nullopt;
    Values values;
    for (auto const& item : *node.list()) {
        if (!item.text()) return std::nullopt;
        values.push_back(*item.text());
    }
    return values;
}

std::string expected_in_file(Setting const& setting) {
    if (setting.kind == Kind::text) return "a text";
    if (setting.kind == Kind::list) return "a list of texts";
    return std::string(setting.expected);
}

Result<void> read_table(InForce& now, std::string const& file, blueprints::Table const& table,
                        std::string const& above) {
    for (auto const& entry : table) {
        auto key = above.empty() ? entry.key : above + "." + entry.key;
        auto where = file + ":" + std::to_string(entry.at.line);
        if (is_table(key) && entry.value.table()) {
            TRY(read_table(now, file, *entry.value.table(), key));
            continue;
        }
        auto const* setting = named(key);
        if (!setting)
            return fail(
                refused("app.setting_unknown", where + ": there is no setting \"" + key + "\"."));
        auto values = values_of(*setting, entry.value);
        if (!values)
            return fail(refused("app.setting", where + ": " + key + " must be " +
                                                   expected_in_file(*setting) + "."));
        TRY(put(now, *setting, *values, where));
    }
    return {};
}

Result<void> read_file(InForce& now, std::string const& file) {
    std::ifstream stream(file);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream) return fail(refused("app.config_file", file + " cannot be read."));
    auto document = blueprints::parse_document(text.str());
    if (document.faults.empty()) return read_table(now, file, document.root, "");
    auto const& fault = document.faults.front();
    return fail(refused("app.config_file",
                        file + ":" + std::to_string(fault.line) + ": " + fault.expected));
}

// ---- the environment

bool is_known(std::string_view variable) {
    return variable == file_variable ||
           std::ranges::find(of_scripts, variable) != of_scripts.end() ||
           std::ranges::find(all, variable, &Setting::variable) != std::end(all);
}

// Mistyped, it would leave the server as it is by itself, without a word.
Result<void> check_variables(std::vector<std::string> const& names) {
    for (auto const& name : names) {
        if (!name.starts_with("USHER_") || is_known(name)) continue;
        auto detail = "The environment has " + name + ", which is no setting. There are " +
                      std::string(file_variable);
        for (auto const& setting : all) detail.append(", ").append(setting.variable);
        return fail(refused("app.setting_unknown", detail + "."));
    }
    return {};
}

}  // namespace

std::span<Setting const> settings() { return all; }

Result<InForce> in_force(Given const& given) {
    TRY(check_variables(given.variables));
    InForce now;
    for (auto const& setting : all)
        now.from.emplace(std::string(setting.key), std::string(by_default));
    auto variable = [&](std::string_view name) {
        return given.variable ? given.variable(name) : std::nullopt;
    };
    auto file = given.file.empty() ? variable(file_variable).value_or("") : given.file;
    if (!file.empty()) TRY(read_file(now, file));
    for (auto const& setting : all) {
        if (auto value = variable(setting.variable); value && !value->empty())
            TRY(put(now, setting, setting.kind == Kind::list ? parts(*value) : Values{*value},
                    std::string(setting.variable)));
        auto flag = given.flags.find(setting.key);
        if (flag != given.flags.end())
            TRY(put(now, setting, flag->second, std::string(setting.flag)));
    }
    return now;
}

std::string listed(InForce const& now) {
    std::string text;
    for (auto const& setting : all) {
        auto line = std::string(setting.key) + " = " + setting.shown(now.config);
        line.append(line.size() < 46 ? 46 - line.size() : 1, ' ');
        text.append(line).append("# ").append(now.from.at(std::string(setting.key))).append("\n");
    }
    return text;
}

std::string listed_as_json(InForce const& now) {
    json::Writer out;
    out.begin_object().name("settings").begin_array();
    for (auto const& setting : all) {
        out.begin_object().member("key", setting.key).member("value", setting.shown(now.config));
        out.member("from", now.from.at(std::string(setting.key))).end_object();
    }
    out.end_array().end_object();
    return out.take();
}

}  // namespace usher::app
