#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace usher::cli {

void add_config(CLI::App& app, Context& context) {
    auto& command =
        *app.add_subcommand("config", "Print what is set, and where each value is from");
    add_serving_options(command, context);
    auto as_json = std::make_shared<bool>(false);
    command.add_flag("--json", *as_json, "One JSON object");
    command.callback([&context, as_json] {
        if (*as_json) return say(app::listed_as_json(context.in_force));
        auto text = app::listed(context.in_force);
        text.pop_back();
        say(text);
    });
}

}  // namespace usher::cli
