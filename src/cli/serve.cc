#include "app/serve.h"

#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace usher::cli {

void add_serve(CLI::App& app, Context& context) {
    auto& serve = *app.add_subcommand("serve", "Serve the web UI and the API");
    add_serving_options(serve, context);
    auto demo = std::make_shared<bool>(false);
    serve.add_flag("--demo", *demo, "Make demo accounts once, and say how to sign in to them");
    serve.callback([&context, demo] {
        auto with = *demo ? app::Demo::with : app::Demo::without;
        auto served = app::serve(context.config, context.world, with);
        if (!served) context.status = complain(served.error());
    });
}

}  // namespace usher::cli
