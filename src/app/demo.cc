#include "app/demo.h"

#include <fcntl.h>
#include <unistd.h>

#include <fstream>
#include <sstream>

#include "accounts/accounts.h"
#include "app/demo_accounts.h"
#include "base/text.h"
#include "directory/places.h"
#include "grants/resources.h"
#include "invitations/invitations.h"

namespace usher::app {
namespace {

constexpr auto invited = access::Status::invited;
constexpr auto suspended = access::Status::suspended;

struct Entry {
    std::string account, who, email, password;
};

// Letters that are not mistaken for one another, 80 bits of them.
std::string password_from(Random& random) {
    constexpr std::string_view letters = "abcdefghjkmnpqrstuvwxyz234567890";
    std::array<std::uint8_t, 16> bytes{};
    random.fill(bytes);
    std::string password;
    for (auto byte : bytes) password.push_back(letters[byte % letters.size()]);
    return password;
}

directory::Name name_in(blueprints::Blueprint const& blueprint, Somebody const& one) {
    directory::Name name{std::string(one.first), std::string(one.last)};
    if (blueprint.names == blueprints::Names::whole) return {"", directory::whole(name)};
    return name;
}

Result<Email> address_of(Somebody const& one, std::string_view slug) {
    std::string local;
    for (char c : search_fold(one.first)) {
        if (c == ' ') break;
        if (c >= 'a' && c <= 'z') local.push_back(c);
    }
    return Email::parse(local + "@" + std::string(slug.substr(0, slug.find('-'))) + ".example");
}

// Everything slow, before the transaction: an identity for whoever can sign in.
struct Prepared {
    Somebody somebody;
    Email email;
    std::string password, hash;
};
Result<Prepared> prepare(Random& random, Somebody const& one, std::string_view slug) {
    auto email = TRY(address_of(one, slug));
    Prepared prepared{one, email, "", ""};
    if (one.shown_as.empty()) return prepared;
    prepared.password = password_from(random);
    prepared.hash = hash_password(Secret(prepared.password));
    return prepared;
}

Result<void> activate(store::Tx& tx, access::Account const& account, UserId id,
                      Prepared const& who) {
    auto user = TRY(directory::find(tx, account.id, id));
    auto identity = TRY(signin::create_identity(tx, who.email, who.hash));
    TRY(directory::activate(tx, account, *user, identity, user->name));
    TRY(tx.exec("update links set ended_at = $3 where account_id = $1 and user_id = $2", account.id,
                id, tx.now()));
    return {};
}

class Fill {
 public:
    Fill(store::Tx& tx, Installation& installation, AccountId account)
        : tx_(tx), installation_(installation), account_(account) {}

    Result<void> person(Prepared const& who) {
        auto actor = TRY(self());
        directory::NewUser user{name_in(*actor.account.blueprint, who.somebody),
                                who.email,
                                numbered(actor, who.somebody.place),
                                {},
                                {},
                                "en",
                                {}};
        for (auto const& role : who.somebody.roles)
            user.assignments.push_back({std::string(role.role), scope_of(actor, role), {}, {}});
        TRY(let_use(actor, who.somebody.uses, user));
        access::Subject after;
        after.status = invited;
        after.home = user.home;
        after.assignments = user.assignments;
        access::Change change{{}, after};
        auto may = TRY(access::permit<Act::users_invite>(tx_, actor, change));
        bool joins = who.somebody.status != invited;
        if (!joins) {
            TRY(invitations::invite(tx_, installation_.outbox(), actor, may, user, "", ""));
            return {};
        }
        auto id = TRY(directory::add(tx_, actor, may, user));
        TRY(activate(tx_, actor.account, id, who));
        if (who.somebody.status == suspended) TRY(suspend(actor, id));
        return {};
    }

    Result<void> place(DemoPlace const& one) {
        auto actor = TRY(self());
        auto parent = numbered(actor, one.below);
        auto may = TRY(access::permit<Act::places_manage>(tx_, actor, parent));
        TRY(directory::create_place(tx_, may, actor, parent, std::string(one.name), ""));
        return {};
    }

    Result<void> resource(DemoResource const& one) {
        auto actor = TRY(self());
        auto place = numbered(actor, one.place);
        auto may = TRY(access::permit<Act::resources_manage>(tx_, actor, place));
        grants::NewResource fresh{std::string(one.kind), std::string(one.key),
                                  std::string(one.name), std::string(one.group), place};
        TRY(grants::register_one(tx_, may, actor.account, fresh, ""));
        return {};
    }

 private:
    Result<access::Actor> self() {
        http::Credential instance{http::Credential::Kind::instance, {}};
        return installation_.authority().actor(tx_, instance, account_.text());
    }
    static access::PlaceNumber numbered(access::Actor const& actor, std::string_view name) {
        for (auto const& place : actor.places.all())
            if (place.name == name) return place.number;
        return access::account_place;
    }
    static access::PlaceNumber scope_of(access::Actor const& actor, RoleAt const& role) {
        if (role.at.empty()) return access::home_scope;
        return role.at == at_account ? access::account_place : numbered(actor, role.at);
    }
    Result<void> let_use(access::Actor const& actor, std::vector<DemoUse> const& uses,
                         directory::NewUser& user) {
        std::vector<grants::Choice> choices;
        for (auto const& use : uses) {
            std::vector<std::string> keys(use.keys.begin(), use.keys.end());
            std::vector<std::string> defaults(use.defaults.begin(), use.defaults.end());
            choices.push_back({std::string(use.kind), {}, std::move(keys), std::move(defaults)});
        }
        grants::For whom{user.home, user.assignments, false};
        user.grants =
            TRY(grants::chosen(tx_, actor, whom, choices, grants::initial(actor.account)));
        return {};
    }
    Result<void> suspend(access::Actor const& actor, UserId id) {
        auto subject = TRY(access::subject(tx_, actor, id));
        access::Change change{subject, {}};
        auto may = TRY(access::permit<Act::users_suspend>(tx_, actor, change));
        auto user = TRY(directory::find(tx_, actor.account.id, id));
        return directory::suspend(tx_, may, actor.account, *user, "");
    }

    store::Tx& tx_;
    Installation& installation_;
    AccountId account_;
};

// The owner joins as everybody does, only without the mail: nobody reads that mailbox.
Result<AccountId> open(store::Tx& tx, Installation& installation, DemoAccount const& demo,
                       Prepared const& owner) {
    http::Credential instance{http::Credential::Kind::instance, {}};
    auto person = TRY(installation.authority().person(tx, instance));
    auto may = TRY(access::permit<access::InstanceAct::accounts_open>(person));
    auto const* blueprint = installation.authority().catalog().find(demo.blueprint);
    if (!blueprint) return fail(not_found());
    accounts::NewAccount account{.name = std::string(demo.name),
                                 .slug = std::string(demo.slug),
                                 .blueprint = std::string(demo.blueprint),
                                 .plan = std::string(demo.plan),
                                 .owner = owner.email};
    account.owner_name = name_in(*blueprint, owner.somebody);
    auto opened =
        TRY(accounts::open(tx, installation.authority(), installation.outbox(), may, account, ""));
    TRY(tx.exec("delete from jobs where account_id = $1 and kind = 'mail'", opened.id));
    auto full = TRY(installation.authority().account(tx, opened.id));
    TRY(activate(tx, full, opened.owner, owner));
    return opened.id;
}

// Everything slow, before the transaction: the identities with their passwords.
struct Ready {
    DemoAccount account;
    Prepared owner;
    std::vector<Prepared> people;
};
Result<std::vector<Ready>> prepared(Random& random) {
    std::vector<Ready> all;
    for (auto& account : demo_accounts()) {
        auto owner = TRY(prepare(random, account.owner, account.slug));
        std::vector<Prepared> people;
        for (auto const& one : account.people)
            people.push_back(TRY(prepare(random, one, account.slug)));
        all.push_back({std::move(account), std::move(owner), std::move(people)});
    }
    return all;
}

Result<void> fill(store::Tx& tx, Installation& installation, Ready const& ready) {
    auto account = TRY(open(tx, installation, ready.account, ready.owner));
    Fill demo_fill(tx, installation, account);
    for (auto const& place : ready.account.places) TRY(demo_fill.place(place));
    for (auto const& resource : ready.account.resources) TRY(demo_fill.resource(resource));
    for (auto const& who : ready.people) TRY(demo_fill.person(who));
    return {};
}

constexpr std::string_view operator_address = "operator@usher.example";

Result<void> fill_operator(store::Tx& tx, std::string const& hash) {
    auto email = TRY(Email::parse(operator_address));
    auto identity = TRY(signin::create_identity(tx, email, hash));
    TRY(
        tx.exec("insert into operators (identity_id, name, created_at) "
                "values ($1, 'Operator', $2)",
                identity, tx.now()));
    return {};
}

std::vector<Entry> entries_of(std::vector<Ready> const& all, std::string const& operators) {
    std::vector<Entry> entries;
    for (auto const& ready : all) {
        auto account =
            std::string(ready.account.name) + "  (" + std::string(ready.account.blueprint) + ")";
        auto add = [&](Prepared const& who) {
            if (who.password.empty()) return;
            entries.push_back(
                {account, std::string(who.somebody.shown_as), who.email.address(), who.password});
        };
        add(ready.owner);
        for (auto const& who : ready.people) add(who);
    }
    entries.push_back({"The instance", "operator", std::string(operator_address), operators});
    return entries;
}

// Columns count letters, not bytes.
std::string padded(std::string text, std::size_t width) {
    for (auto n = code_points(text); n < width; ++n) text.push_back(' ');
    return text;
}

std::string written(std::vector<Entry> const& entries) {
    std::string text, account;
    for (auto const& entry : entries) {
        if (entry.account != account) text += "\n" + entry.account + "\n";
        account = entry.account;
        text += "  " + padded(entry.who, 26) + padded(entry.email, 30) + entry.password + "\n";
    }
    return text;
}

Error not_kept(std::string const& path) {
    return {Code::unavailable, "app.demo", "The demo's passwords cannot be kept in " + path + "."};
}

Result<void> keep(std::string const& path, std::string const& text) {
    ::unlink(path.c_str());  // what an earlier start left is worth nothing
    int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    bool kept = file >= 0 &&
                ::write(file, text.data(), text.size()) == static_cast<ssize_t>(text.size()) &&
                ::fsync(file) == 0;
    if (file >= 0) ::close(file);
    if (kept) return {};
    return fail(not_kept(path));
}

// The demo is filled in one transaction, and its passwords lie beside it before that: whichever
// moment a crash chooses, the next start finds both or neither.
Result<bool> filled(Installation& installation) {
    auto email = TRY(Email::parse(operator_address));
    return installation.store().read([&](store::Snapshot& snapshot) -> Result<bool> {
        auto identity = TRY(signin::identity_of(snapshot, email));
        return identity.has_value();
    });
}

Result<void> fill_all(Installation& installation, std::string const& passwords) {
    auto& random = installation.store().random();
    auto all = TRY(prepared(random));
    auto password = password_from(random);
    auto hash = hash_password(Secret(password));
    TRY(keep(passwords, written(entries_of(all, password))));
    return installation.store().write([&](store::Tx& tx) -> Result<void> {
        for (auto const& ready : all) TRY(fill(tx, installation, ready));
        return fill_operator(tx, hash);
    });
}

std::string text_of(std::string const& path) {
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    return text.str();
}

}  // namespace

Result<std::string> demo_screen(Installation& installation) {
    auto path = installation.config().data + "/demo-passwords";
    auto begun = path + ".new";
    if (!std::filesystem::exists(path)) {
        bool whole = std::filesystem::exists(begun) && TRY(filled(installation));
        if (!whole) TRY(fill_all(installation, begun));
        std::error_code failed;
        std::filesystem::rename(begun, path, failed);
        if (failed) return fail(not_kept(path));
    }
    return "\nSign in as (these stand in " + path + " too):\n" + text_of(path) + "\n";
}

}  // namespace usher::app
