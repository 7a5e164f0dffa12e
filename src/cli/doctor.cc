#include "app/doctor.h"

#include <CLI/CLI.hpp>

#include "cli/operations.h"

namespace usher::cli {

void add_doctor(CLI::App& app, Context& context) {
    auto& command = *app.add_subcommand(
        "doctor", "Look whether all is well with this installation, and say what to do");
    add_serving_options(command, context);
    auto as_json = std::make_shared<bool>(false);
    command.add_flag("--json", *as_json, "One JSON object");
    command.callback([&context, as_json] {
        auto config = app::settled(context.config);
        if (!config) {
            context.status = complain(config.error());
            return;
        }
        auto findings = app::examine(*config, context.world);
        context.status = app::any_wrong(findings) ? 1 : 0;
        if (*as_json) return say(app::told_as_json(findings));
        auto text = app::told(findings);
        text.pop_back();
        say(text);
    });
}

}  // namespace usher::cli
