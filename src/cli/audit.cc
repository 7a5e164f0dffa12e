#include <CLI/CLI.hpp>
#include <fstream>
#include <iostream>
#include <map>

#include "audit/chain.h"
#include "audit/checkpoint.h"
#include "cli/command.h"

namespace usher::cli {
namespace {

constexpr std::int64_t page = 2000;

std::string base_of(std::string const& account) {
    return account.empty() ? std::string("/v1/audit") : "/v1/accounts/" + account + "/audit";
}

// The members of a list in an answer, one by one.
template <class Use>
Result<void> each_of(json::Value const& answer, std::string_view list, Use use) {
    auto const* items = answer.member(list);
    if (!items || !items->array()) return {};
    for (auto const& item : *items->array()) TRY(use(item));
    return {};
}

// One account's events (or the instance's), oldest first, handed to `use` line by line. The signed
// checkpoints that were kept on the way come first, that of the whole chain comes last.
template <class Use>
Result<void> walk(Asker& usher, std::string const& account, Use use) {
    std::int64_t after = 0;
    while (true) {
        auto target = base_of(account) + "/chain?limit=" + std::to_string(page) +
                      "&after=" + std::to_string(after);
        auto answer = TRY(usher.ask(http::Method::get, target));
        TRY(each_of(answer, "kept", [&](json::Value const& kept) {
            return use(json::Value(json::Object{{"kept", kept}}));
        }));
        TRY(each_of(answer, "items", use));
        auto const* next = answer.member("next");
        if (next && next->integer()) {
            after = *next->integer();
            continue;
        }
        json::Object last;
        if (auto const* checkpoint = answer.member("checkpoint"))
            last.emplace_back("checkpoint", *checkpoint);
        return use(json::Value(std::move(last)));
    }
}

// What is believed beside the export itself.
struct Trust {
    std::optional<PublicKey> key;
    std::optional<audit::Checkpoint> kept;  // one that was put aside earlier
};

// Follows an export line by line. Nothing is held in memory but where it is.
class Follower {
 public:
    explicit Follower(Trust const& trust) : trust_(trust) {}

    Result<void> line(json::Value const& value) {
        if (auto kept = TRY(audit::checkpoint_from_line(value, audit::Line::kept))) {
            kept_.emplace(kept->seq, *kept);
            return {};
        }
        if (auto checkpoint = TRY(audit::checkpoint_from_line(value))) {
            last_ = *checkpoint;
            if (!verifier_) verifier_.emplace(checkpoint->account);
            return {};
        }
        auto link = TRY(audit::from_line(value));
        if (!verifier_) verifier_.emplace(link.account);
        TRY(verifier_->step(link));
        if (trust_.kept && trust_.kept->seq == verifier_->count()) then_ = verifier_->head();
        auto here = kept_.find(verifier_->count());
        if (here == kept_.end()) return {};
        return passed(here->second);
    }

    Result<audit::Verifier> end() {
        if (!verifier_)
            return fail(Error{Code::bad_request, "audit.not_an_export", "It holds no event."});
        if (!last_) {
            return fail(Error{Code::bad_request, "audit.no_checkpoint",
                              "It ends without a signed checkpoint: nobody can tell whether "
                              "events are missing at its end."});
        }
        TRY(audit::judge(*last_, trust_.key ? trust_.key : key_));
        TRY(audit::agree(*last_, *verifier_, verifier_->head()));
        if (last_->seq != verifier_->count()) {
            return fail(Error{Code::conflict, "audit.broken",
                              "It goes on after the event that its checkpoint was signed for."});
        }
        if (!kept_.empty() && kept_.rbegin()->first > verifier_->count())
            TRY(passed(kept_.rbegin()->second));
        if (trust_.kept) TRY(agree_with_kept());
        return *verifier_;
    }
    std::size_t kept() const { return kept_.size(); }
    audit::Checkpoint const& checkpoint() const { return *last_; }

 private:
    Result<void> agree_with_kept() {
        TRY(audit::judge(*trust_.kept, trust_.key ? trust_.key : public_key_from(last_->key)));
        if (trust_.kept->account != last_->account)
            return fail(Error{Code::bad_request, "audit.checkpoint",
                              "The checkpoint that was kept is another chain's."});
        if (trust_.kept->seq == 0) return {};
        return audit::agree(*trust_.kept, *verifier_, then_);
    }

    // One that was made on the way: signed by whom the others are, and of this chain.
    Result<void> passed(audit::Checkpoint const& kept) {
        TRY(audit::judge(kept, trust_.key));
        if (trust_.key || !key_) key_ = public_key_from(kept.key);
        TRY(audit::judge(kept, key_));
        return audit::agree(kept, *verifier_, verifier_->head());
    }

    Trust const& trust_;
    std::map<std::int64_t, audit::Checkpoint> kept_;
    std::optional<PublicKey> key_;  // of the first that was kept: all are signed by one
    std::optional<audit::Verifier> verifier_;
    std::optional<audit::Checkpoint> last_;
    std::optional<Digest> then_;
};

std::string summary(std::string const& name, Follower const& follower,
                    audit::Verifier const& verifier) {
    auto erased = verifier.erased() == 0
                      ? std::string()
                      : ", " + std::to_string(verifier.erased()) + " with erased details";
    auto through = follower.kept() == 0
                       ? std::string()
                       : ", through " + std::to_string(follower.kept()) + " kept checkpoints";
    return name + ": " + std::to_string(verifier.count()) + " events" + erased +
           ", the chain is whole; head " + hex(bytes_of(verifier.head())) + ", signed by " +
           follower.checkpoint().key + through;
}

Result<std::string> whole_file(std::string const& path) {
    std::ifstream file(path);
    if (!file)
        return fail(Error{Code::bad_request, "cli.file", "The file " + path + " cannot be read."});
    return std::string(std::istreambuf_iterator<char>(file), {});
}

Result<Trust> trust_in(std::string const& key, std::string const& checkpoint_file) {
    Trust trust;
    if (!key.empty()) {
        trust.key = public_key_from(key);
        if (!trust.key)
            return fail(Error{Code::bad_request, "audit.checkpoint",
                              "--key takes the 64 hex digits that `usher audit key` prints."});
    }
    if (checkpoint_file.empty()) return trust;
    auto value = TRY(json::parse(TRY(whole_file(checkpoint_file))));
    auto kept = TRY(audit::checkpoint_from_line(value));
    trust.kept = kept ? *kept : TRY(read_fields<audit::Checkpoint>(value));
    return trust;
}

Result<void> verify_file(std::string const& path, Trust const& trust) {
    std::ifstream file(path);
    if (!file)
        return fail(Error{Code::bad_request, "cli.file", "The file " + path + " cannot be read."});
    Follower follower(trust);
    for (std::string line; std::getline(file, line);) {
        auto value = TRY(json::parse(line));
        TRY(follower.line(value));
    }
    auto verifier = TRY(follower.end());
    say(summary(path, follower, verifier));
    return {};
}

Result<void> verify_one(Asker& usher, std::string const& account, Trust const& trust) {
    Follower follower(trust);
    TRY(walk(usher, account, [&](json::Value const& line) { return follower.line(line); }));
    auto verifier = TRY(follower.end());
    say(summary(account.empty() ? "The instance" : account, follower, verifier));
    return {};
}

Result<void> verify_all(Asker& usher, Trust const& trust) {
    TRY(verify_one(usher, "", trust));
    std::string after;
    while (true) {
        auto target = "/v1/accounts?limit=500" + (after.empty() ? "" : "&after=" + after);
        auto answer = TRY(usher.ask(http::Method::get, target));
        if (auto const* items = answer.member("items"); items && items->array())
            for (auto const& account : *items->array())
                TRY(verify_one(usher, member(account, "slug"), trust));
        after = member(answer, "next");
        if (after.empty()) return {};
    }
}

struct Verify {
    std::string file, account, key, checkpoint;
};

Result<void> verify(Context& context, Verify const& what) {
    auto trust = TRY(trust_in(what.key, what.checkpoint));
    if (!what.file.empty()) return verify_file(what.file, trust);
    Asker usher(context);
    if (!what.account.empty() || trust.kept) return verify_one(usher, what.account, trust);
    return verify_all(usher, trust);
}

Result<void> export_chain(Context& context, std::string const& account) {
    Asker usher(context);
    return walk(usher, account, [](json::Value const& line) -> Result<void> {
        say(json::text(line));
        return {};
    });
}

Result<void> print_checkpoint(Context& context, std::string const& account) {
    Asker usher(context);
    auto answer = TRY(usher.ask(http::Method::get, base_of(account) + "/checkpoint"));
    say(json::text(answer));
    return {};
}

Result<void> print_key(Context& context) {
    Asker usher(context);
    auto answer = TRY(usher.ask(http::Method::get, "/v1/audit/checkpoint"));
    say(member(answer, "key"));
    return {};
}

void add_verify(CLI::App& audit, Context& context) {
    auto& command =
        *audit.add_subcommand("verify", "Follow the chain of an export, of one account, or of all");
    add_installation_options(command, context);
    auto what = std::make_shared<Verify>();
    command.add_option("file", what->file, "An export: needs nothing else, works offline");
    command.add_option("--account", what->account, "One account's slug or id");
    command.add_option("--key", what->key, "Believe only this public key (`usher audit key`)");
    command.add_option("--checkpoint", what->checkpoint,
                       "A checkpoint that was put aside: the chain must still lead through it");
    command.callback([&context, what] {
        auto done = verify(context, *what);
        if (!done) context.status = complain(done.error());
    });
}

using OfAccount = Result<void> (*)(Context&, std::string const&);
void add_of_account(CLI::App& audit, Context& context, char const* name, char const* about,
                    OfAccount run) {
    auto& command = *audit.add_subcommand(name, about);
    add_installation_options(command, context);
    auto account = std::make_shared<std::string>();
    command.add_option("--account", *account, "Its slug or id; without it the instance's own");
    command.callback([&context, account, run] {
        auto done = run(context, *account);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace

void add_audit(CLI::App& app, Context& context) {
    auto& audit = *app.add_subcommand("audit", "The record of who changed what");
    audit.require_subcommand(1);
    add_verify(audit, context);
    add_of_account(audit, context, "export", "Write a chain to standard output", export_chain);
    add_of_account(audit, context, "checkpoint",
                   "Print a chain's length and head, signed: keep it elsewhere", print_checkpoint);
    auto& key = *audit.add_subcommand("key", "Print the public key that checkpoints are signed by");
    add_installation_options(key, context);
    key.callback([&context] {
        auto done = print_key(context);
        if (!done) context.status = complain(done.error());
    });
}

}  // namespace usher::cli
