#include <CLI/CLI.hpp>

#include "app/secret_file.h"
#include "backup/make.h"
#include "backup/restore.h"
#include "backup/retain.h"
#include "base/fields.h"
#include "cli/operations.h"

namespace usher::cli {
namespace {

struct Words {
    std::string from, to, secret, instance_key;
    std::size_t keep = 0;
    bool with_instance_key = false, new_instance_key = false, end_sessions = false, json = false;
};

Result<std::optional<Secret>> secret_of(std::string const& file) {
    if (file.empty()) return std::optional<Secret>();
    auto secret = TRY(app::secret_in(file));
    return std::optional<Secret>(std::move(secret));
}

std::string about(backup::Manifest const& manifest) {
    return std::to_string(manifest.accounts) + " accounts, " + std::to_string(manifest.events) +
           " events, as of " + to_text(manifest.at);
}

// The file is good, whatever becomes of the note: the server may be ending just now.
void note(Context& context, backup::Made const& made, bool encrypted, bool with_instance_key) {
    auto const& manifest = made.manifest;
    json::Writer body;
    body.begin_object().member("at", to_text(manifest.at)).member("accounts", manifest.accounts);
    body.member("events", manifest.events).member("bytes", made.bytes);
    body.member("encrypted", encrypted).member("instance_key", with_instance_key).end_object();
    auto noted = Asker(context).ask(http::Method::post, "/v1/backups", body.take());
    if (noted) return;
    auto why = noted.error();
    why.detail = "The backup is good, but no log says that it was made: " + why.detail;
    (void)complain(why);
}

Result<void> make(Context& context, Words words) {
    auto const folder = words.to;
    if (words.keep > 0) words.to = TRY(backup::dated_file(folder, context.world.clock.now()));
    backup::Wanted wanted{context.config.data,
                          context.config.instance_key_file,
                          words.to,
                          {},
                          words.with_instance_key};
    wanted.secret = TRY(secret_of(words.secret));
    auto made = TRY(backup::make(wanted, context.world.clock, context.world.random));
    note(context, made, wanted.secret.has_value(), words.with_instance_key);
    std::vector<std::string> removed;
    if (words.keep > 0) removed = TRY(backup::keep_newest(folder, words.keep));
    if (words.json) {
        json::Writer line;
        line.begin_object().member("file", words.to).member("bytes", made.bytes);
        line.member("encrypted", wanted.secret.has_value());
        line.member("instance_key", words.with_instance_key);
        line.member("at", to_text(made.manifest.at)).member("accounts", made.manifest.accounts);
        line.member("events", made.manifest.events).member("key", made.manifest.key);
        line.name("removed").begin_array();
        for (auto const& name : removed) line.value(name);
        line.end_array().end_object();
        say(line.take());
        return {};
    }
    say(words.to + ": " + about(made.manifest) + "; verified and read back, " +
        std::to_string(made.bytes) + " bytes" + (wanted.secret ? ", encrypted." : "."));
    for (auto const& name : removed) say("Taken away: " + folder + "/" + name);
    if (!words.with_instance_key)
        say("The instance's key is not in it: keep " +
            (wanted.instance_key_file.empty() ? wanted.data + "/instance.key"
                                              : wanted.instance_key_file) +
            " elsewhere, once.");
    return {};
}

Result<void> restore(Context& context, Words const& words) {
    backup::Return wanted{words.from, words.to, {}, {}, words.new_instance_key, words.end_sessions};
    wanted.secret = TRY(secret_of(words.secret));
    wanted.instance_key = TRY(secret_of(words.instance_key));
    auto manifest = TRY(backup::restore(wanted, context.world.clock, context.world.random));
    if (words.json) {
        json::Writer line;
        line.begin_object().member("data", words.to).member("at", to_text(manifest.at));
        line.member("accounts", manifest.accounts).member("events", manifest.events);
        line.member("made_by", manifest.usher).end_object();
        say(line.take());
        return {};
    }
    say(words.to + ": " + about(manifest) + "; every chain verifies.");
    say("Start it with: usher serve --data " + words.to);
    return {};
}

}  // namespace

void add_backup(CLI::App& app, Context& context) {
    auto& command =
        *app.add_subcommand("backup", "Put all data into one file, while the server goes on");
    add_installation_options(command, context);
    auto words = std::make_shared<Words>();
    command.add_option("to", words->to, "The file to be made; with --keep: the folder")->required();
    command
        .add_option("--keep", words->keep,
                    "Name the file by its time, and keep the newest so many of the folder")
        ->check(CLI::Range(1, 10000));
    command.add_option("--secret", words->secret,
                       "Encrypt it: a file with 64 hex digits, or with a passphrase");
    command.add_flag("--with-instance-key", words->with_instance_key,
                     "Take the instance's key along; encrypted backups only");
    command.add_flag("--json", words->json, "Say what was made as a line of JSON");
    command.callback([&context, words] {
        auto done = make(context, *words);
        if (!done) context.status = complain(done.error());
    });
}

void add_restore(CLI::App& app, Context& context) {
    auto& command = *app.add_subcommand("restore", "Make a new data directory of a backup");
    auto words = std::make_shared<Words>();
    command.add_option("from", words->from, "The backup")->required();
    command.add_option("into", words->to, "The directory: new, or empty")->required();
    command.add_option("--secret", words->secret, "The file of the secret of an encrypted one");
    command.add_option("--instance-key", words->instance_key,
                       "The file in which the instance's key was kept");
    command.add_flag("--new-instance-key", words->new_instance_key,
                     "The instance's key is lost: go on with another");
    command.add_flag("--end-sessions", words->end_sessions,
                     "Everybody signs in again; sessions that were ended since would live on");
    command.add_flag("--json", words->json, "Say what is there as a line of JSON");
    command.callback([&context, words] {
        auto done = restore(context, *words);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace usher::cli
