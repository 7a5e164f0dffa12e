// Who operates this instance, and whom of them an account was opened to for support.
#include <CLI/CLI.hpp>

#include "cli/operations.h"

namespace usher::cli {
namespace {

struct Wanted {
    std::string account, email, reason;
    std::int64_t hours = 1;
    bool json = false;
};

std::string support_of(Wanted const& wanted) {
    return "/v1/accounts/" + wanted.account + "/support";
}

json::Array items_of(json::Value const& answer) {
    auto const* items = answer.member("items");
    return items && items->array() ? *items->array() : json::Array{};
}

// The operator of that address.
Result<std::string> id_of(Asker& usher, std::string const& email) {
    auto all = TRY(usher.ask(http::Method::get, "/v1/operators"));
    for (auto const& one : items_of(all))
        if (member(one, "email") == email) return member(one, "id");
    return fail(invalid_field("operator", "support.operator",
                              email + " is no operator of this Usher: `usher operator list`."));
}

void say_support(json::Value const& answer, bool as_json) {
    for (auto const& one : items_of(answer)) {
        auto const* in_force = one.member("in_force");
        bool now = in_force && in_force->boolean() && *in_force->boolean();
        if (as_json) {
            say(json::text(one));
        } else {
            say((now ? "now   " : "ended ") + member(one, "from") + " to " +
                (member(one, "ended").empty() ? member(one, "until") : member(one, "ended")) +
                "  " + member(one, "email") + ": " + member(one, "reason"));
        }
    }
}

Result<void> give(Context& context, Wanted const& wanted) {
    Asker usher(context);
    auto who = TRY(id_of(usher, wanted.email));
    json::Writer body;
    body.begin_object().member("reason", wanted.reason).member("hours", wanted.hours);
    body.member("operator", who).end_object();
    auto answer = TRY(usher.ask(http::Method::post, support_of(wanted), body.take()));
    say_support(answer, wanted.json);
    return {};
}

Result<void> list(Context& context, Wanted const& wanted) {
    Asker usher(context);
    auto answer = TRY(usher.ask(http::Method::get, support_of(wanted)));
    say_support(answer, wanted.json);
    return {};
}

Result<void> end(Context& context, Wanted const& wanted) {
    Asker usher(context);
    auto who = TRY(id_of(usher, wanted.email));
    auto answer = TRY(usher.ask(http::Method::delete_, support_of(wanted) + "/" + who));
    say_support(answer, wanted.json);
    return {};
}

Result<void> operators(Context& context, Wanted const& wanted) {
    Asker usher(context);
    auto answer = TRY(usher.ask(http::Method::get, "/v1/operators"));
    for (auto const& one : items_of(answer))
        say(wanted.json ? json::text(one)
                        : member(one, "email") + "  " + member(one, "name") + ", since " +
                              member(one, "since"));
    return {};
}

Result<void> remove(Context& context, Wanted const& wanted) {
    Asker usher(context);
    auto who = TRY(id_of(usher, wanted.email));
    TRY(usher.ask(http::Method::delete_, "/v1/operators/" + who));
    if (!wanted.json) say(wanted.email + " is no operator any more.");
    return {};
}

using Work = Result<void> (*)(Context&, Wanted const&);
std::shared_ptr<Wanted> add(CLI::App& to, Context& context, char const* name, char const* about,
                            Work work, CLI::App*& command) {
    command = to.add_subcommand(name, about);
    add_installation_options(*command, context);
    auto wanted = std::make_shared<Wanted>();
    command->callback([&context, wanted, work] {
        auto done = work(context, *wanted);
        if (!done) context.status = complain(done.error());
    });
    return wanted;
}

constexpr char const* of_operator = "The operator's e-mail address";

void add_account(CLI::App& command, Wanted& wanted) {
    command.add_option("account", wanted.account, "Its slug or id")->required();
    command.add_flag("--json", wanted.json, "A line of JSON each");
}

}  // namespace

void add_support(CLI::App& account, Context& context) {
    CLI::App* command = nullptr;
    auto given =
        add(account, context, "support",
            "Let an operator see users and audit log of an account for a while", give, command);
    add_account(*command, *given);
    command->add_option("--operator", given->email, of_operator)->required();
    command->add_option("--reason", given->reason, "The account's administrators read it")
        ->required();
    command->add_option("--hours", given->hours, "1 to 8 [1]");

    auto listed =
        add(account, context, "support-list", "Who was let in, the newest first", list, command);
    add_account(*command, *listed);

    auto ended =
        add(account, context, "support-end", "End an operator's access at once", end, command);
    add_account(*command, *ended);
    command->add_option("--operator", ended->email, of_operator)->required();
}

void add_operator(CLI::App& app, Context& context) {
    auto& people = *app.add_subcommand("operator", "Who operates this installation");
    people.require_subcommand(1);
    CLI::App* command = nullptr;
    auto listed =
        add(people, context, "list", "All operators (usher init adds one)", operators, command);
    command->add_flag("--json", listed->json, "A line of JSON each");
    auto removed =
        add(people, context, "remove", "Somebody is no operator any more", remove, command);
    command->add_option("email", removed->email, of_operator)->required();
    command->add_flag("--json", removed->json, "Say nothing");
}

}  // namespace usher::cli
