#include "app/fill.h"

#include <algorithm>

#include "accounts/accounts.h"
#include "app/demo_accounts.h"
#include "app/people.h"
#include "audit/record.h"
#include "directory/life.h"
#include "directory/places.h"

namespace usher::app {
namespace {

constexpr std::string_view owner_address = "owner@usher-demo.example";
constexpr std::int64_t at_once = 1000;  // users in one transaction
constexpr std::size_t slugs_told = 10;
http::Credential const instance{http::Credential::Kind::instance, {}};

// Who people are in the demo account of the same product: its plan, and roles that fit it.
struct Pattern {
    std::string plan;
    std::vector<std::string> common, rare;  // roles held at home
};
Pattern pattern_of(blueprints::Blueprint const& blueprint) {
    Pattern pattern{blueprint.opening.plan, {}, {}};
    for (auto const& demo : demo_accounts()) {
        if (demo.blueprint != blueprint.id || demo.people.empty()) continue;
        pattern.plan = demo.plan;
        for (auto const& somebody : demo.people)
            for (auto const& role : somebody.roles) {
                if (!role.at.empty()) continue;
                auto& list = somebody.roles.size() == 1 ? pattern.common : pattern.rare;
                list.emplace_back(role.role);
            }
    }
    // What people hold who hold one role: the last one named is the plain user's more often.
    std::ranges::reverse(pattern.common);
    return pattern;
}

access::Assignments roles_of(Pattern const& pattern, std::int64_t n) {
    access::Assignments held;
    auto give = [&](std::string const& role) {
        held.push_back({role, access::home_scope, {}, {}});
    };
    if (pattern.common.empty()) return held;
    constexpr std::int64_t of_others = 40;  // one in so many is no plain user
    auto other = n % of_others == 0 ? static_cast<std::size_t>(n / of_others) : 0;
    give(pattern.common[other % pattern.common.size()]);
    return held;
}

access::Status status_of(std::int64_t n) {
    if (n % 10 == 7) return access::Status::invited;
    if (n % 25 == 4) return access::Status::suspended;
    return n % 20 == 11 ? access::Status::deleted : access::Status::active;
}

class People {
 public:
    People(store::Tx& tx, Installation& installation, access::Actor& actor, Pattern const& pattern)
        : tx_(tx), installation_(installation), actor_(actor), pattern_(pattern) {
        auto const& levels = actor.account.blueprint->levels;
        auto lowest = levels.empty() ? blueprints::Level::account : levels.back();
        for (auto const& place : actor.places.all())
            if (place.level == lowest) homes_.push_back(place.number);
    }

    Result<void> add(std::int64_t n) {
        auto who = made_up(static_cast<std::uint64_t>(n), actor_.account.slug, blueprint().names);
        auto email = TRY(Email::parse(who.email));
        directory::NewUser wanted{who.name, email, home(n), roles_of(pattern_, n), {}, "en", {}};
        access::Subject after;
        after.status = access::Status::invited;
        after.home = wanted.home;
        after.assignments = wanted.assignments;
        access::Change change{{}, after};
        auto may = TRY(access::permit<Act::users_invite>(tx_, actor_, change));
        auto id = TRY(directory::add(tx_, actor_, may, wanted));
        TRY(record("users.invite", actor_.id.text(), id, wanted));
        if (status_of(n) == access::Status::invited) return {};
        TRY(join(id, email, wanted));
        return end(n, id);
    }

 private:
    blueprints::Blueprint const& blueprint() const { return *actor_.account.blueprint; }
    access::PlaceNumber home(std::int64_t n) const {
        if (homes_.empty()) return access::account_place;
        return homes_[static_cast<std::size_t>(n * 7 + n / 11) % homes_.size()];
    }
    Result<void> record(std::string_view act, std::string const& by, UserId id,
                        directory::NewUser const& user) {
        audit::Event event{actor_.account.id, std::string(act), by, "user:" + id.text(), user.home};
        json::Object details;
        details.emplace_back("email", user.email.address());
        event.details = std::move(details);
        TRY(audit::record(tx_, event));
        return {};
    }
    // As accepting does; nobody has such a password.
    Result<void> join(UserId id, Email const& email, directory::NewUser const& wanted) {
        auto user = TRY(directory::find(tx_, actor_.account.id, id));
        auto identity = TRY(signin::create_identity(tx_, email, ""));
        TRY(directory::activate(tx_, actor_.account, *user, identity, wanted.name));
        return record("users.accept", "user:" + id.text(), id, wanted);
    }
    Result<void> end(std::int64_t n, UserId id) {
        auto const& account = actor_.account;
        constexpr std::int64_t minutes_back = 200'000;  // some five months
        if (n % 9 != 0)
            TRY(directory::note_active(tx_, account.id, id,
                                       tx_.now() - minutes(n * 7919 % minutes_back)));
        auto status = status_of(n);
        if (status == access::Status::active) return {};
        auto subject = TRY(access::subject(tx_, actor_, id));
        auto user = TRY(directory::find(tx_, account.id, id));
        access::Change change{subject, {}};
        if (status == access::Status::suspended) {
            auto may = TRY(access::permit<Act::users_suspend>(tx_, actor_, change));
            return directory::suspend(tx_, may, account, *user, "");
        }
        auto may = TRY(access::permit<Act::users_delete>(tx_, actor_, change));
        return directory::remove(tx_, may, account, *user, "");
    }

    store::Tx& tx_;
    Installation& installation_;
    access::Actor& actor_;
    Pattern const& pattern_;
    std::vector<access::PlaceNumber> homes_;
};

// Some hundred people at each place; divisions of twenty, where the product has them.
Result<void> add_places(store::Tx& tx, Installation& installation, AccountId account,
                        std::int64_t users) {
    auto actor = TRY(installation.authority().actor(tx, instance, account.text()));
    auto const& levels = actor.account.blueprint->levels;
    if (levels.empty()) return {};
    constexpr std::int64_t people = 250, most = 2000, in_division = 20;
    auto locations = std::clamp<std::int64_t>(users / people, 3, most);
    auto create = [&](access::PlaceNumber parent, std::string const& name) -> Result<void> {
        auto may = TRY(access::permit<Act::places_manage>(tx, actor, parent));
        TRY(directory::create_place(tx, may, actor, parent, name, ""));
        return {};
    };
    std::vector<access::PlaceNumber> parents;
    if (levels.front() == blueprints::Level::division) {
        for (std::int64_t n = 1; n <= (locations + in_division - 1) / in_division; ++n)
            TRY(create(access::account_place, "Division " + std::to_string(n)));
        actor = TRY(installation.authority().actor(tx, instance, account.text()));
        for (auto const& place : actor.places.all()) parents.push_back(place.number);
    }
    for (std::int64_t n = 1; n <= locations; ++n) {
        auto parent = parents.empty() ? access::account_place
                                      : parents[static_cast<std::size_t>(n) % parents.size()];
        TRY(create(parent, "Location " + std::to_string(n)));
    }
    return {};
}

Result<IdentityId> owner_of_all(store::Tx& tx, Email const& email, std::string const& hash) {
    auto known = TRY(signin::identity_of(tx, email));
    if (!known) return signin::create_identity(tx, email, hash);
    TRY(signin::set_password(tx, known->id, hash));
    return known->id;
}

Result<std::int64_t> next_number(store::Snapshot& snapshot) {
    auto row =
        TRY(snapshot.one("select count(*) from accounts where slug like 'demo-%' "
                         "/* across accounts: they are numbered on */"));
    return row->integer(0) + 1;
}

struct Owner {
    Email email;
    IdentityId identity;
};
Result<AccountId> open(store::Tx& tx, Installation& installation, Owner const& owner,
                       Wished const& wished, Pattern const& pattern, std::string const& slug) {
    auto person = TRY(installation.authority().person(tx, instance));
    auto may = TRY(access::permit<access::InstanceAct::accounts_open>(person));
    accounts::NewAccount account{.name = "Demo " + slug.substr(slug.find('-') + 1),
                                 .slug = slug,
                                 .blueprint = wished.blueprint,
                                 .plan = pattern.plan,
                                 .owner = owner.email};
    auto const& blueprint = *installation.authority().catalog().find(wished.blueprint);
    directory::Name const robin{"Robin", "Fairbanks"};
    account.owner_name = blueprint.names == blueprints::Names::whole
                             ? directory::Name{"", directory::whole(robin)}
                             : robin;
    for (auto const& plan : blueprint.plans)
        if (plan.key == pattern.plan && plan.seats) account.seats = wished.users + 1;
    auto opened =
        TRY(accounts::open(tx, installation.authority(), installation.outbox(), may, account, ""));
    TRY(tx.exec("delete from jobs where account_id = $1 and kind = 'mail'", opened.id));
    TRY(tx.exec("update links set ended_at = $3 where account_id = $1 and user_id = $2", opened.id,
                opened.owner, tx.now()));
    auto full = TRY(installation.authority().account(tx, opened.id));
    auto user = TRY(directory::find(tx, opened.id, opened.owner));
    TRY(directory::activate(tx, full, *user, owner.identity, user->name));
    TRY(add_places(tx, installation, opened.id, wished.users));
    return opened.id;
}

Result<void> add_people(Installation& installation, AccountId account, Pattern const& pattern,
                        std::int64_t from, std::int64_t to) {
    return installation.store().write([&](store::Tx& tx) -> Result<void> {
        auto actor = TRY(installation.authority().actor(tx, instance, account.text()));
        People people(tx, installation, actor, pattern);
        for (auto n = from; n < to; ++n) TRY(people.add(n));
        return {};
    });
}

Error too_many(std::string_view field, std::int64_t most) {
    Error error{Code::invalid, "app.fill",
                "Expected a number from 1 to " + std::to_string(most) + "."};
    error.field = field;
    return error;
}

Result<void> check(Installation& installation, Wished const& wished) {
    if (wished.accounts < 1 || wished.accounts > max_filled_accounts)
        return fail(too_many("accounts", max_filled_accounts));
    if (wished.users < 1 || wished.users > max_filled_users)
        return fail(too_many("users", max_filled_users));
    auto const& catalog = installation.authority().catalog();
    auto const* blueprint = catalog.find(wished.blueprint);
    if (blueprint) return {};
    Error error{Code::invalid, "accounts.blueprint", "There is no such blueprint."};
    error.field = "blueprint";
    return fail(error);
}

}  // namespace

Result<Filled> fill(Installation& installation, Wished const& wished, Progress const& progress) {
    TRY(check(installation, wished));
    auto const& blueprint = *installation.authority().catalog().find(wished.blueprint);
    auto pattern = pattern_of(blueprint);
    auto& store = installation.store();
    Filled filled;
    filled.email = owner_address;
    filled.password = std::string(new_token(store.random()).text.reveal());
    auto hash = hash_password(Secret(filled.password));
    auto email = TRY(Email::parse(owner_address));
    auto identity = TRY(store.write([&](store::Tx& tx) { return owner_of_all(tx, email, hash); }));
    auto number = TRY(store.read([](store::Snapshot& snapshot) { return next_number(snapshot); }));
    for (std::int64_t n = 0; n < wished.accounts; ++n) {
        auto slug = "demo-" + std::to_string(number + n);
        auto account = TRY(store.write([&](store::Tx& tx) {
            return open(tx, installation, {email, identity}, wished, pattern, slug);
        }));
        if (filled.slugs.size() < slugs_told) filled.slugs.push_back(slug);
        for (std::int64_t from = 0; from < wished.users; from += at_once) {
            auto to = std::min(from + at_once, wished.users);
            TRY(add_people(installation, account, pattern, from, to));
            filled.users += to - from;
            progress(filled.users);
        }
    }
    return filled;
}

}  // namespace usher::app
