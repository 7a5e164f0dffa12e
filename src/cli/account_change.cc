// What operators change of an account: plan, seats, status, its first user's address.
#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace usher::cli {
namespace {

struct Wanted {
    std::string account, plan, reason, email;
    std::int64_t seats = 0;
    bool json = false;
};

std::string base(Wanted const& wanted) { return "/v1/accounts/" + wanted.account; }

// As it stands after the change.
void say_account(json::Value const& account, bool as_json) {
    if (as_json) return say(json::text(account));
    auto bought = number_in(account, "seats_bought");
    say(member(account, "name") + " (" + member(account, "slug") + ") is " +
        member(account, "status") + ", plan " + member(account, "plan") + ", " +
        number_in(account, "seats_used") + (bought.empty() ? "" : " of " + bought) +
        " seats used.");
    if (auto until = member(account, "closes_at"); !until.empty())
        say("It can be opened again until " + until + ".");
    if (auto const* first = account.member("first_user"); first && first->object())
        say("Its first user, " + member(*first, "email") + ", has not joined yet.");
}

// One command: who, how it asks, and what is said of the account then.
struct Change {
    std::string_view name, about;
    http::Method method;
    std::string_view path;
    std::function<std::string(Wanted const&)> body;
    std::function<void(CLI::App&, Wanted&)> options;
};

Result<void> ask(Context& context, Change const& change, Wanted const& wanted) {
    Asker usher(context);
    auto target = base(wanted) + std::string(change.path);
    auto account = TRY(usher.ask(change.method, target, change.body ? change.body(wanted) : ""));
    say_account(account, wanted.json);
    return {};
}

std::string reason_body(Wanted const& wanted) {
    json::Writer body;
    body.begin_object().member("reason", wanted.reason).end_object();
    return body.take();
}

std::string plan_body(Wanted const& wanted) {
    json::Writer body;
    body.begin_object();
    if (!wanted.plan.empty()) body.member("plan", wanted.plan);
    if (wanted.seats > 0) body.member("bought", wanted.seats);
    body.end_object();
    return body.take();
}

std::string email_body(Wanted const& wanted) {
    json::Writer body;
    body.begin_object();
    if (!wanted.email.empty()) body.member("email", wanted.email);
    body.end_object();
    return body.take();
}

void reason_option(CLI::App& command, Wanted& wanted) {
    command.add_option("--reason", wanted.reason, "Told to the account's administrators")
        ->required();
}

std::vector<Change> changes() {
    auto plan = [](CLI::App& command, Wanted& wanted) {
        command.add_option("plan", wanted.plan, "A plan of its blueprint")->required();
        command.add_option("--seats", wanted.seats, "Without it: as the plan has it")
            ->check(CLI::PositiveNumber);
    };
    auto seats = [](CLI::App& command, Wanted& wanted) {
        command.add_option("seats", wanted.seats, "How many")
            ->required()
            ->check(CLI::PositiveNumber);
    };
    auto email = [](CLI::App& command, Wanted& wanted) {
        command.add_option("--email", wanted.email, "The right address, where it was wrong");
    };
    using http::Method;
    return {
        {"show", "One account", Method::get, "", {}, {}},
        {"plan", "Change the plan", Method::put, "/subscription", plan_body, plan},
        {"seats", "Change the number of seats", Method::put, "/subscription", plan_body, seats},
        {"suspend", "End every way into an account; nothing is lost", Method::put, "/suspension",
         reason_body, reason_option},
        {"resume",
         "Open an account that is suspended, or closed within its grace",
         Method::delete_,
         "/suspension",
         {},
         {}},
        {"close", "Close an account", Method::put, "/closing", reason_body, reason_option},
        {"resend", "Mail the first user, who has not joined yet, a new link", Method::put,
         "/first-user", email_body, email},
    };
}

}  // namespace

void add_account_changes(CLI::App& account, Context& context) {
    for (auto& change : changes()) {
        auto& command =
            *account.add_subcommand(std::string(change.name), std::string(change.about));
        add_installation_options(command, context);
        auto wanted = std::make_shared<Wanted>();
        command.add_option("account", wanted->account, "Its slug or id")->required();
        if (change.options) change.options(command, *wanted);
        command.add_flag("--json", wanted->json, "The account as JSON");
        command.callback([&context, wanted, change] {
            auto done = ask(context, change, *wanted);
            if (!done) context.status = complain(done.error());
        });
    }
}

}  // namespace usher::cli
