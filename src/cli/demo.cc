#include <CLI/CLI.hpp>

#include "app/fill.h"
#include "app/wire.h"
#include "cli/command.h"

namespace usher::cli {
namespace {

// A line for each tenth.
class Told {
 public:
    explicit Told(std::int64_t all) : all_(all) {}
    void operator()(std::int64_t users) {
        auto tenth = users * 10 / std::max<std::int64_t>(all_, 1);
        if (tenth == tenth_) return;
        tenth_ = tenth;
        say(std::to_string(users) + " of " + std::to_string(all_) + " users");
    }

 private:
    std::int64_t all_, tenth_ = 0;
};

Result<void> demo(Context& context, app::Wished const& wished) {
    auto installation = TRY(app::Installation::open(context.config, context.world));
    Told told(wished.accounts * wished.users);
    auto begun = std::chrono::steady_clock::now();
    auto filled = TRY(app::fill(*installation, wished, told));
    std::chrono::duration<double> took = std::chrono::steady_clock::now() - begun;
    auto rate = static_cast<std::int64_t>(static_cast<double>(filled.users) / took.count());
    say("Made in " + std::to_string(std::lround(took.count())) + " s, " + std::to_string(rate) +
        " users a second.");
    say("Sign in as " + filled.email + " with " + filled.password + ", and see:");
    for (auto const& slug : filled.slugs) say("  /a/" + slug + "/users");
    return {};
}

}  // namespace

void add_demo(CLI::App& app, Context& context) {
    auto& command = *app.add_subcommand(
        "demo", "Fill accounts with made-up people; no server may run on DATA meanwhile");
    add_installation_options(command, context);
    auto wished = std::make_shared<app::Wished>();
    command.add_option("--users", wished->users, "In each account")->capture_default_str();
    command.add_option("--accounts", wished->accounts, "So many")->capture_default_str();
    command.add_option("--blueprint", wished->blueprint, "The product")->capture_default_str();
    command.callback([&context, wished] {
        auto done = demo(context, *wished);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace usher::cli
