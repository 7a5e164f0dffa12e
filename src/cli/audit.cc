#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>

#include "audit/chain.h"
#include "cli/command.h"

namespace usher::cli {
namespace {

constexpr std::int64_t page = 2000;

// One account's events (or the instance's), oldest first, handed to `use` one by one.
template <class Use>
Result<void> walk(Asker& usher, std::string const& account, Use use) {
    auto base = account.empty() ? std::string("/v1/audit/chain")
                                : "/v1/accounts/" + account + "/audit/chain";
    std::int64_t after = 0;
    while (true) {
        auto target = base + "?limit=" + std::to_string(page) + "&after=" + std::to_string(after);
        auto answer = TRY(usher.ask(http::Method::get, target));
        auto const* items = answer.member("items");
        if (items && items->array())
            for (auto const& line : *items->array()) TRY(use(line));
        auto const* next = answer.member("next");
        if (!next || !next->integer()) return {};
        after = *next->integer();
    }
}

std::string summary(std::string const& name, audit::Verifier const& verifier) {
    auto erased = verifier.erased() == 0
                      ? std::string()
                      : ", " + std::to_string(verifier.erased()) + " with erased details";
    return name + ": " + std::to_string(verifier.count()) + " events" + erased +
           ", the chain is whole; head " + hex(bytes_of(verifier.head()));
}

Result<void> verify_file(std::string const& path) {
    std::ifstream file(path);
    if (!file)
        return fail(Error{Code::bad_request, "cli.file", "The file " + path + " cannot be read."});
    std::optional<audit::Verifier> verifier;
    for (std::string line; std::getline(file, line);) {
        auto value = TRY(json::parse(line));
        auto link = TRY(audit::from_line(value));
        if (!verifier) verifier.emplace(link.account);
        TRY(verifier->step(link));
    }
    if (!verifier)
        return fail(Error{Code::bad_request, "audit.not_an_export", path + " holds no event."});
    say(summary(path, *verifier));
    return {};
}

Result<void> verify_one(Asker& usher, std::string const& account) {
    std::optional<audit::Verifier> verifier;
    TRY(walk(usher, account, [&](json::Value const& line) -> Result<void> {
        auto link = TRY(audit::from_line(line));
        if (!verifier) verifier.emplace(link.account);
        return verifier->step(link);
    }));
    auto name = account.empty() ? std::string("The instance") : account;
    if (verifier) say(summary(name, *verifier));
    return {};
}

Result<void> verify_all(Asker& usher) {
    TRY(verify_one(usher, ""));
    std::string after;
    while (true) {
        auto target = "/v1/accounts?limit=500" + (after.empty() ? "" : "&after=" + after);
        auto answer = TRY(usher.ask(http::Method::get, target));
        if (auto const* items = answer.member("items"); items && items->array())
            for (auto const& account : *items->array())
                TRY(verify_one(usher, member(account, "slug")));
        after = member(answer, "next");
        if (after.empty()) return {};
    }
}

Result<void> verify(Context& context, std::string const& file, std::string const& account) {
    if (!file.empty()) return verify_file(file);
    Asker usher(context);
    if (!account.empty()) return verify_one(usher, account);
    return verify_all(usher);
}

Result<void> export_chain(Context& context, std::string const& account) {
    Asker usher(context);
    return walk(usher, account, [](json::Value const& line) -> Result<void> {
        say(json::text(line));
        return {};
    });
}

void add_verify(CLI::App& audit, Context& context) {
    auto& command =
        *audit.add_subcommand("verify", "Follow the chain of an export, of one account, or of all");
    add_installation_options(command, context);
    auto file = std::make_shared<std::string>(), account = std::make_shared<std::string>();
    command.add_option("file", *file, "An export: needs nothing else, works offline");
    command.add_option("--account", *account, "One account's slug or id");
    command.callback([&context, file, account] {
        auto done = verify(context, *file, *account);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace

void add_audit(CLI::App& app, Context& context) {
    auto& audit = *app.add_subcommand("audit", "The record of who changed what");
    audit.require_subcommand(1);
    add_verify(audit, context);
    auto& command = *audit.add_subcommand("export", "Write a chain to standard output");
    add_installation_options(command, context);
    auto account = std::make_shared<std::string>();
    command.add_option("--account", *account, "Its slug or id; without it the instance's own");
    command.callback([&context, account] {
        auto done = export_chain(context, *account);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace usher::cli
