// Keys with which products ask Usher (RT23).
#include <CLI/CLI.hpp>

#include "cli/command.h"

namespace usher::cli {
namespace {

struct Wanted {
    std::string blueprint, name, key;
    bool json = false;
};

Result<void> make(Context& context, Wanted const& wanted) {
    json::Writer body;
    body.begin_object().member("blueprint", wanted.blueprint).member("name", wanted.name);
    body.end_object();
    Asker usher(context);
    auto answer = TRY(usher.ask(http::Method::post, "/v1/product-keys", body.take()));
    say(wanted.json ? json::text(answer) : member(answer, "key"));
    return {};
}

void say_one(json::Value const& key, bool as_json) {
    if (as_json) return say(json::text(key));
    auto ended = member(key, "ended_at");
    say(member(key, "id") + "  " + (ended.empty() ? "in force" : "ended   ") + "  " +
        member(key, "blueprint") + ", made " + member(key, "created_at") +
        (ended.empty() ? "" : ", ended " + ended) + ": " + member(key, "name"));
}

Result<void> list(Context& context, Wanted const& wanted) {
    Asker usher(context);
    std::string after;
    do {
        auto target =
            "/v1/product-keys?limit=500" + (after.empty() ? std::string() : "&after=" + after);
        auto answer = TRY(usher.ask(http::Method::get, target));
        if (auto const* items = answer.member("items"); items && items->array())
            for (auto const& key : *items->array()) say_one(key, wanted.json);
        after = member(answer, "next");
    } while (!after.empty());
    return {};
}

Result<void> end(Context& context, Wanted const& wanted) {
    if (!KeyId::parse(wanted.key))
        return fail(invalid_field("key", "id.malformed",
                                  "Give the key's id, as `usher key list` shows it."));
    Asker usher(context);
    TRY(usher.ask(http::Method::delete_, "/v1/product-keys/" + wanted.key));
    if (!wanted.json) say(wanted.key + " opens nothing any more.");
    return {};
}

using Work = Result<void> (*)(Context&, Wanted const&);
std::shared_ptr<Wanted> add(CLI::App& to, Context& context, char const* name, char const* about,
                            char const* json, Work work, CLI::App*& command) {
    command = to.add_subcommand(name, about);
    add_installation_options(*command, context);
    auto wanted = std::make_shared<Wanted>();
    command->add_flag("--json", wanted->json, json);
    command->callback([&context, wanted, work] {
        auto done = work(context, *wanted);
        if (!done) context.status = complain(done.error());
    });
    return wanted;
}

}  // namespace

void add_key(CLI::App& app, Context& context) {
    auto& key = *app.add_subcommand("key", "Keys with which products ask Usher");
    key.require_subcommand(1);
    CLI::App* command = nullptr;
    auto made = add(key, context, "make", "Make a key for /v1/check; shown this once",
                    "As JSON, with its id", make, command);
    command->add_option("--blueprint", made->blueprint, "The product")->required();
    command->add_option("--name", made->name, "What the key is for")->required();
    add(key, context, "list", "All keys, the oldest first; those that have ended, too",
        "A line of JSON each", list, command);
    auto ended =
        add(key, context, "end", "End a key for good, at once", "Say nothing", end, command);
    command->add_option("key", ended->key, "Its id, as the list shows it")->required();
}

}  // namespace usher::cli
