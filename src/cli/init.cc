#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace usher::cli {
namespace {

Result<void> init(Context& context, std::string const& email) {
    json::Writer body;
    body.begin_object().member("email", email).end_object();
    Asker usher(context);
    auto answer = TRY(usher.ask(http::Method::post, "/v1/operators", body.take()));
    say("Whoever opens this link within a day becomes an operator of this Usher:");
    say(member(answer, "link"));
    return {};
}

}  // namespace

void add_init(CLI::App& app, Context& context) {
    auto& command =
        *app.add_subcommand("init", "Make a one-time link for an operator of this installation");
    add_installation_options(command, context);
    auto email = std::make_shared<std::string>();
    command.add_option("--email", *email, "The operator's address")->required();
    command.callback([&context, email] {
        auto done = init(context, *email);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace usher::cli
