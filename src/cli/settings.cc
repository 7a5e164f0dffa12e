// How the settings of an installation come in from the command line.
#include "app/settings.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <cstdlib>

#include "cli/command.h"

namespace usher::cli {
namespace {

using app::Setting;

std::optional<std::string> variable(std::string_view name) {
    auto const* value = std::getenv(std::string(name).c_str());
    return value ? std::optional<std::string>(value) : std::nullopt;
}

std::vector<std::string> variables() {
    std::vector<std::string> names;
    for (auto** each = environ; each && *each; ++each) {
        std::string_view text = *each;
        names.emplace_back(text.substr(0, text.find('=')));
    }
    return names;
}

std::string about(Setting const& setting) {
    auto text = std::string(setting.about);
    auto by_itself = setting.shown(app::Config{});
    if (!by_itself.empty() && setting.kind != Setting::Kind::yes_or_no)
        text.append(" [").append(by_itself).append("]");
    return text.append(" (").append(setting.variable).append(")");
}

void add(CLI::App& command, Context& context, Setting const& setting) {
    auto flag = std::string(setting.flag), key = std::string(setting.key);
    auto take = [&context, key](std::vector<std::string> const& values) {
        context.given.flags[key] = values;
    };
    if (setting.kind == Setting::Kind::yes_or_no) {
        command.add_flag_callback(flag, [take] { take({"true"}); }, about(setting));
    } else if (setting.kind == Setting::Kind::list) {
        command.add_option_function<std::vector<std::string>>(flag, take, about(setting))
            ->type_size(1)
            ->allow_extra_args(false);
    } else {
        command.add_option_function<std::string>(
            flag, [take](std::string const& value) { take({value}); }, about(setting));
    }
}

// Before the command's own work, whatever the order of the words was.
void settle(Context& context) {
    context.given.variable = variable;
    context.given.variables = variables();
    auto now = app::in_force(context.given);
    if (!now) {
        complain(now.error());
        throw CLI::RuntimeError(2);
    }
    context.in_force = *std::move(now);
    context.config = context.in_force.config;
}

void add_all(CLI::App& command, Context& context, bool serving) {
    command.add_option("--config", context.given.file,
                       "File of settings (TOML); what is given here or in the environment counts "
                       "before it (USHER_CONFIG)");
    for (auto const& setting : app::settings())
        if (serving || setting.needed == Setting::For::every_command)
            add(command, context, setting);
    command.parse_complete_callback([&context] { settle(context); });
}

}  // namespace

void add_installation_options(CLI::App& command, Context& context) {
    add_all(command, context, false);
}

void add_serving_options(CLI::App& command, Context& context) { add_all(command, context, true); }

}  // namespace usher::cli
