#include <CLI/CLI.hpp>

#include "cli/operations.h"

namespace usher::cli {
namespace {

struct Wanted {
    std::string name, slug, blueprint, plan, language, owner, owner_name;
    std::int64_t seats = 0;
    bool json = false;
};

std::string body_of(Wanted const& wanted) {
    json::Writer body;
    body.begin_object().member("name", wanted.name).member("blueprint", wanted.blueprint);
    if (!wanted.slug.empty()) body.member("slug", wanted.slug);
    if (!wanted.plan.empty()) body.member("plan", wanted.plan);
    if (!wanted.language.empty()) body.member("language", wanted.language);
    if (wanted.seats > 0) body.member("seats", wanted.seats);
    body.name("owner").begin_object().member("email", wanted.owner);
    if (!wanted.owner_name.empty()) body.member("name", wanted.owner_name);
    body.end_object().end_object();
    return body.take();
}

Result<void> open(Context& context, Wanted const& wanted) {
    Asker usher(context);
    auto answer = TRY(usher.ask(http::Method::post, "/v1/accounts", body_of(wanted)));
    if (wanted.json) {
        say(json::text(answer));
        return {};
    }
    say("Account " + member(answer, "slug") + " is open (" + member(answer, "id") + ").");
    say("A mail with the link to join is on its way to " + wanted.owner + ".");
    return {};
}

void add_open(CLI::App& account, Context& context) {
    auto& command = *account.add_subcommand("open", "Open an account and invite its first user");
    add_installation_options(command, context);
    auto wanted = std::make_shared<Wanted>();
    command.add_option("--name", wanted->name, "The customer's name")->required();
    command.add_option("--blueprint", wanted->blueprint, "The product")->required();
    command.add_option("--owner", wanted->owner, "E-mail address of the first user")->required();
    command.add_option("--owner-name", wanted->owner_name, "Their name");
    command.add_option("--plan", wanted->plan, "A plan of the blueprint");
    command.add_option("--seats", wanted->seats, "Seats, where the plan limits them");
    command.add_option("--slug", wanted->slug, "The account's part of addresses");
    command.add_option("--language", wanted->language, "Language of mails, such as en");
    command.add_flag("--json", wanted->json, "The account as JSON");
    command.callback([&context, wanted] {
        auto done = open(context, *wanted);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace

void add_account(CLI::App& app, Context& context) {
    auto& account = *app.add_subcommand("account", "Accounts of this installation");
    account.require_subcommand(1);
    add_open(account, context);
    add_account_list(account, context);
    add_account_changes(account, context);
    add_support(account, context);
}

}  // namespace usher::cli
