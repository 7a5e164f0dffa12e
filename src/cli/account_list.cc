#include <CLI/CLI.hpp>

#include "base/text.h"
#include "cli/command.h"

namespace usher::cli {
namespace {

struct Wanted {
    std::string words, status;
    bool json = false;
};

std::string escaped(std::string_view words) {
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string text;
    for (unsigned char c : words) {
        if (std::isalnum(c) != 0) {
            text.push_back(static_cast<char>(c));
            continue;
        }
        text.push_back('%');
        text.push_back(digits[c / 16]);
        text.push_back(digits[c % 16]);
    }
    return text;
}

// Columns count letters, not bytes.
std::string padded(std::string text, std::size_t width) {
    for (auto n = code_points(text); n < width; ++n) text.push_back(' ');
    return text + "  ";
}

void say_one(json::Value const& account, bool as_json) {
    if (as_json) return say(json::text(account));
    auto const* seats = account.member("seats");
    auto used = seats ? number_in(*seats, "used") : std::string();
    auto bought = seats ? number_in(*seats, "bought") : std::string();
    say(padded(member(account, "slug"), 24) + padded(member(account, "status"), 9) +
        padded(member(account, "blueprint") + "/" + member(account, "plan"), 26) +
        padded(bought.empty() ? used : used + " of " + bought, 12) + member(account, "name"));
}

Result<void> list(Context& context, Wanted const& wanted) {
    Asker usher(context);
    std::string after;
    do {
        auto target = "/v1/accounts?limit=500&q=" + escaped(wanted.words) +
                      (wanted.status.empty() ? "" : "&status=" + wanted.status) +
                      (after.empty() ? "" : "&after=" + after);
        auto answer = TRY(usher.ask(http::Method::get, target));
        if (auto const* items = answer.member("items"); items && items->array())
            for (auto const& account : *items->array()) say_one(account, wanted.json);
        after = member(answer, "next");
    } while (!after.empty());
    return {};
}

}  // namespace

void add_account_list(CLI::App& account, Context& context) {
    auto& command = *account.add_subcommand("list", "All accounts, in the order of their slugs");
    add_installation_options(command, context);
    auto wanted = std::make_shared<Wanted>();
    command.add_option("words", wanted->words, "A part of slug or name");
    command.add_option("--status", wanted->status, "open, suspended or closed");
    command.add_flag("--json", wanted->json, "A line of JSON each");
    command.callback([&context, wanted] {
        auto done = list(context, *wanted);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace usher::cli
