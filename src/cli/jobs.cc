// The work of the instance: what waits, and having done once more what failed.
#include <CLI/CLI.hpp>

#include "cli/operations.h"

namespace usher::cli {
namespace {

struct Wanted {
    std::string state = "failed", kind, job;
    bool json = false;
};

// The console's states and kinds, each a word of an address.
bool is_word(std::string_view text) {
    auto letter = [](char c) { return (c >= 'a' && c <= 'z') || c == '_'; };
    return std::all_of(text.begin(), text.end(), letter);
}

void say_one(json::Value const& job, bool as_json) {
    if (as_json) return say(json::text(job));
    auto account = member(job, "account"), to = member(job, "to"), error = member(job, "error");
    auto tried = number_in(job, "attempts");
    say(member(job, "id") + "  " + member(job, "state") + "  due " + member(job, "due") + "  " +
        member(job, "kind") + (to.empty() ? "" : " " + member(job, "letter") + " to " + to) +
        (account.empty() ? "" : ", " + account) +
        (error.empty() ? ""
                       : "; tried " + tried + (tried == "1" ? " time: " : " times: ") + error));
}

Result<void> list(Context& context, Wanted const& wanted) {
    if (!is_word(wanted.kind))
        return fail(invalid_field("kind", "field.choice", "kind must be a kind of work: mail."));
    Asker usher(context);
    std::string after;
    do {
        auto target = "/v1/jobs?limit=200&state=" + wanted.state +
                      (wanted.kind.empty() ? "" : "&kind=" + wanted.kind) +
                      (after.empty() ? "" : "&after=" + after);
        auto answer = TRY(usher.ask(http::Method::get, target));
        if (auto const* items = answer.member("items"); items && items->array())
            for (auto const& job : *items->array()) say_one(job, wanted.json);
        after = member(answer, "next");
    } while (!after.empty());
    return {};
}

Result<void> retry(Context& context, Wanted const& wanted) {
    auto job = JobId::parse(wanted.job);
    if (!job)
        return fail(invalid_field("job", "id.malformed",
                                  wanted.job + " is no id of a job: `usher jobs list`."));
    Asker usher(context);
    TRY(usher.ask(http::Method::post, "/v1/jobs/" + job->text() + "/retry"));
    if (!wanted.json) say(job->text() + " is done once more, now.");
    return {};
}

}  // namespace

void add_jobs(CLI::App& app, Context& context) {
    auto& jobs = *app.add_subcommand("jobs", "Mails and other work of this installation");
    jobs.require_subcommand(1);
    auto add = [&](char const* name, char const* about, char const* json, auto work) {
        auto& command = *jobs.add_subcommand(name, about);
        add_installation_options(command, context);
        auto wanted = std::make_shared<Wanted>();
        command.add_flag("--json", wanted->json, json);
        command.callback([&context, wanted, work] {
            auto done = work(context, *wanted);
            if (!done) context.status = complain(done.error());
        });
        return std::pair(&command, wanted);
    };
    auto [listed, which] = add("list", "What failed, the newest first; or what waits, as it is due",
                               "A line of JSON each", list);
    listed->add_option("--state", which->state, "failed [if left out], waiting or done")
        ->check(CLI::IsMember({"failed", "waiting", "done"}));
    listed->add_option("--kind", which->kind, "mail, or another kind");
    auto [again, one] = add("retry", "Do failed work once more, now", "Say nothing", retry);
    again->add_option("job", one->job, "Its id, as the list shows it")->required();
}

}  // namespace usher::cli
