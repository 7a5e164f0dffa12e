#include "cli/cli.h"

#include <CLI/CLI.hpp>
#include <cstdio>

#include "base/cause.h"
#include "cli/operations.h"

namespace usher::cli {

void say(std::string_view line) {
    std::fwrite(line.data(), 1, line.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

int complain(Error const& error) {
    auto field = error.field.empty() ? std::string() : error.field + ": ";
    std::fprintf(stderr, "usher: %s%s (%s)\n", field.c_str(), with_cause(error).c_str(),
                 error.key.c_str());
    return 1;
}

std::string member(json::Value const& value, std::string_view name) {
    auto const* found = value.member(name);
    return found && found->text() ? *found->text() : std::string();
}

std::string number_in(json::Value const& value, std::string_view name) {
    auto const* found = value.member(name);
    return found && found->integer() ? std::to_string(*found->integer()) : std::string();
}

int run(int count, char** words, app::World const& world) {
    CLI::App app{"Usher: account user management for any product", "usher"};
    app.require_subcommand(1);
    app.set_version_flag("--version", "usher " USHER_VERSION);
    Context context{world, {}, 0};
    add_serve(app, context);
    add_init(app, context);
    add_account(app, context);
    add_operator(app, context);
    add_jobs(app, context);
    add_key(app, context);
    add_config(app, context);
    add_demo(app, context);
    add_restart(app, context);
    add_doctor(app, context);
    add_backup(app, context);
    add_restore(app, context);
    add_blueprint(app, context);
    add_audit(app, context);
    try {
        app.parse(count, words);
    } catch (CLI::ParseError const& error) {
        return app.exit(error) == 0 ? 0 : 2;
    }
    return context.status;
}

}  // namespace usher::cli
