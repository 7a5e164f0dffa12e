#include "access/roles.h"
#include "audit/record.h"
#include "directory/holders.h"
#include "mail/outbox.h"
#include "ownership/ownership.h"
#include "store/tx.h"

namespace usher::ownership {
namespace {

using directory::User;

Error no_candidate(Roles const& roles) {
    auto const& label = roles.transfer_to->label;
    return invalid_field("user", "ownership.candidate",
                         "Choose an active " + label + ". Nobody else can become the owner.")
        .with("role", label);
}

// RT25: an active person who holds `transfer_to` now.
bool fits(Roles const& roles, User const& user, access::Assignments const& held, Time now) {
    if (user.kind != blueprints::UserKind::person || user.status != access::Status::active)
        return false;
    return std::ranges::any_of(held, [&](access::Assignment const& one) {
        return one.role == roles.transfer_to->key && access::in_force(one, now);
    });
}

access::PlaceNumber usual_scope(blueprints::Role const& role) {
    bool at_home = role.scopes.front() == blueprints::ScopeKind::home;
    return at_home ? access::home_scope : access::account_place;
}

// One statement moves the role: at no moment are there two owners or none.
Result<void> move(store::Tx& tx, AccountId account, Roles const& roles, UserId from, UserId to) {
    auto by = access::ActorId{access::ActorId::Kind::user, from.bytes}.text();
    auto moved =
        TRY(tx.exec("update assignments set user_id = $4, given_by = $5, given_at = $6 "
                    "where account_id = $1 and role = $2 and user_id = $3",
                    account, roles.owner->key, from, to, by, tx.now()));
    if (moved != 1)
        return fail(Error{Code::internal, "internal",
                          "An owner holds the unique role more or less than once."});
    TRY(
        tx.exec("insert into assignments (account_id, user_id, role, scope, given_by, given_at) "
                "values ($1, $2, $3, $4, $5, $6) on conflict do nothing",
                account, from, roles.after->key, usual_scope(*roles.after), by, tx.now()));
    return {};
}

// A product that gives one role a person has no room for a second one beside the owner's.
Result<void> lay_down(store::Tx& tx, access::Account const& account, Roles const& roles,
                      UserId to) {
    if (account.blueprint->pick != blueprints::Pick::one) return {};
    TRY(tx.exec("delete from assignments where account_id = $1 and user_id = $2 and role = $3",
                account.id, to, roles.transfer_to->key));
    return {};
}

Result<void> next_versions(store::Tx& tx, AccountId account, UserId from, UserId to) {
    TRY(
        tx.exec("update users set version = version + 1 where account_id = $1 "
                "and (user_id = $2 or user_id = $3)",
                account, from, to));
    return {};
}

Result<void> record(store::Tx& tx, Roles const& roles, access::Actor const& by, User const& to,
                    std::string const& request_id) {
    json::Object details;
    details.emplace_back("role", roles.owner->key);
    details.emplace_back("becomes", roles.after->key);
    audit::Event event{by.account.id, "ownership.transfer", by.id.text(), "user:" + to.id.text(),
                       to.home};
    event.request_id = request_id;
    event.details = std::move(details);
    TRY(audit::record(tx, event));
    return {};
}

// Where catalogues have a role's label in other languages.
std::string label_path(access::Account const& account, blueprints::Role const& role) {
    return "blueprint." + account.blueprint->id + ".roles." + role.key + ".label";
}

struct News {
    std::string text;  // which letter
    directory::Holder to;
};

Result<void> post(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& by,
                  User const& to, Roles const& roles, News const& news) {
    auto address = TRY(Email::parse(news.to.email));
    mail::Letter letter{by.account.id, address};
    letter.recipient_name = news.to.name;
    letter.language = news.to.language.empty() ? by.account.language : news.to.language;
    letter.text = news.text;
    letter.product = by.account.blueprint->name;
    letter.params = {{"account", by.account.name},
                     {"old", by.name.empty() ? by.email : by.name},
                     {"new", to.name == directory::Name{} ? to.email : directory::whole(to.name)},
                     {"role", roles.owner->label},
                     {"role_path", label_path(by.account, *roles.owner)},
                     {"after", roles.after->label},
                     {"after_path", label_path(by.account, *roles.after)}};
    letter.link = Secret(outbox.public_url() + "/a/" + by.account.slug);
    TRY(outbox.post(tx, letter));
    return {};
}

// Both, and all who could have been chosen: a taken-over owner's account is noticed by somebody.
Result<void> tell(store::Tx& tx, mail::Outbox const& outbox, access::Actor const& by,
                  User const& to, Roles const& roles) {
    std::vector<News> all = {
        {"mail.ownership_given", {to.id, directory::whole(to.name), to.email, to.language}},
        {"mail.ownership_passed", {by.user, by.name, by.email, by.language}}};
    auto admins = TRY(directory::holders(tx, by.account.id, roles.transfer_to->key));
    for (auto& admin : admins)
        if (admin.user != by.user && admin.user != to.id)
            all.push_back({"mail.ownership_told", std::move(admin)});
    for (auto const& news : all) TRY(post(tx, outbox, by, to, roles, news));
    return {};
}

}  // namespace

Result<std::optional<UserId>> owner(store::Snapshot& snapshot, access::Account const& account) {
    auto row = TRY(
        snapshot.one("select a.user_id from assignments a "
                     "join users u on u.account_id = a.account_id and u.user_id = a.user_id "
                     "where a.account_id = $1 and a.role = $2 and u.status <> 'deleted' limit 1",
                     account.id, account.blueprint->top_role().key));
    if (!row) return std::optional<UserId>();
    return std::optional<UserId>(row->id<UserId>(0));
}

Result<void> transfer(store::Tx& tx, mail::Outbox const& outbox,
                      access::Permit<Act::ownership_transfer> const& permit,
                      access::Actor const& by, User const& to, std::string const& request_id) {
    auto of = roles(*by.account.blueprint);
    if (!of)
        return fail(Error{Code::not_found, "ownership.none", "This product has no single owner."});
    auto held = TRY(access::assignments_of(tx, permit.account, to.id));
    if (!fits(*of, to, held, tx.now())) return fail(no_candidate(*of));
    TRY(lay_down(tx, by.account, *of, to.id));
    TRY(move(tx, permit.account, *of, by.user, to.id));
    TRY(next_versions(tx, permit.account, by.user, to.id));
    TRY(access::keep_top(tx, by.account));
    TRY(record(tx, *of, by, to, request_id));
    TRY(tell(tx, outbox, by, to, *of));
    return tx.touch(permit.account);
}

}  // namespace usher::ownership
