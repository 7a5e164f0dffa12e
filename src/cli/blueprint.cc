#include <CLI/CLI.hpp>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "blueprints/load.h"
#include "cli/command.h"

namespace usher::cli {
namespace {

Result<std::string> text_of(std::string const& path) {
    std::ifstream file(path, std::ios::binary);
    std::error_code ignored;  // a folder opens, and then reads as if it were empty
    bool readable = file && !std::filesystem::is_directory(path, ignored);
    if (!readable)
        return fail(Error{Code::bad_request, "cli.file", "The file " + path + " cannot be read."});
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

int report(std::vector<blueprints::Fault> const& faults, std::string const& path) {
    for (auto const& fault : faults) say(blueprints::text(fault, path));
    return faults.empty() ? 0 : 1;
}

Result<int> check(std::string const& path, std::string const& against) {
    auto text = TRY(text_of(path));
    auto loaded = blueprints::load(text, std::filesystem::path(path).stem().string());
    if (!loaded.blueprint) return report(loaded.faults, path);
    if (!against.empty()) {
        auto old_text = TRY(text_of(against));
        auto old = blueprints::load(old_text, std::filesystem::path(against).stem().string());
        if (!old.blueprint) return report(old.faults, against);
        auto faults = blueprints::check_against(*loaded.blueprint, *old.blueprint);
        if (!faults.empty()) return report(faults, path);
    }
    auto const& blueprint = *loaded.blueprint;
    say(path + ": " + blueprint.name + ", version " + std::to_string(blueprint.version) + ", " +
        std::to_string(blueprint.roles.size()) + " roles, " +
        std::to_string(blueprint.permissions.size()) + " permissions: no faults");
    return 0;
}

}  // namespace

void add_blueprint(CLI::App& app, Context& context) {
    auto& blueprint = *app.add_subcommand("blueprint", "Blueprints of products");
    blueprint.require_subcommand(1);
    auto& command = *blueprint.add_subcommand("check", "Say what is wrong with a blueprint");
    auto path = std::make_shared<std::string>(), against = std::make_shared<std::string>();
    command.add_option("file", *path, "A blueprint's TOML")->required();
    command.add_option("--against", *against,
                       "The version before: may accounts follow to this one?");
    command.callback([&context, path, against] {
        auto status = check(*path, *against);
        context.status = status ? *status : complain(status.error());
    });
}

}  // namespace usher::cli
