#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace usher::cli {
namespace {

struct Wanted {
    std::string email;
    bool json = false;
};

Result<void> init(Context& context, Wanted const& wanted) {
    json::Writer body;
    body.begin_object().member("email", wanted.email).end_object();
    Asker usher(context);
    auto answer = TRY(usher.ask(http::Method::post, "/v1/operators", body.take()));
    if (wanted.json) {
        say(json::text(answer));
        return {};
    }
    say("Whoever opens this link within a day becomes an operator of this Usher:");
    say(member(answer, "link"));
    return {};
}

}  // namespace

void add_init(CLI::App& app, Context& context) {
    auto& command =
        *app.add_subcommand("init", "Make a one-time link for an operator of this installation");
    add_installation_options(command, context);
    auto wanted = std::make_shared<Wanted>();
    command.add_option("--email", wanted->email, "The operator's address")->required();
    command.add_flag("--json", wanted->json, "The link as JSON");
    command.callback([&context, wanted] {
        auto done = init(context, *wanted);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace usher::cli
