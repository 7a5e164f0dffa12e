#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace usher::cli {
namespace {

Result<void> make(Context& context, std::string const& blueprint, std::string const& name) {
    json::Writer body;
    body.begin_object().member("blueprint", blueprint).member("name", name).end_object();
    Asker usher(context);
    auto answer = TRY(usher.ask(http::Method::post, "/v1/product-keys", body.take()));
    say(member(answer, "key"));
    return {};
}

}  // namespace

void add_key(CLI::App& app, Context& context) {
    auto& key = *app.add_subcommand("key", "Keys with which products ask Usher");
    key.require_subcommand(1);
    auto& command = *key.add_subcommand("make", "Make a key for /v1/check; shown this once");
    add_installation_options(command, context);
    auto blueprint = std::make_shared<std::string>(), name = std::make_shared<std::string>();
    command.add_option("--blueprint", *blueprint, "The product")->required();
    command.add_option("--name", *name, "What the key is for")->required();
    command.callback([&context, blueprint, name] {
        auto done = make(context, *blueprint, *name);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace usher::cli
