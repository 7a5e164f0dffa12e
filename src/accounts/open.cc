#include "accounts/accounts.h"
#include "audit/chain.h"
#include "audit/record.h"
#include "invitations/invitations.h"
#include "store/tx.h"

namespace usher::accounts {
namespace {

using blueprints::Blueprint;
using blueprints::Plan;
using Opens = access::OperatorPermit<access::InstanceAct::accounts_open>;

Result<bool> slug_taken(store::Tx& tx, std::string const& slug) {
    auto row = TRY(
        tx.one("select account_id from accounts where slug = $1 /* across accounts: slugs are the "
               "instance's */",
               slug));
    return row.has_value();
}

Result<std::string> free_slug(store::Tx& tx, NewAccount const& wanted) {
    if (!wanted.slug.empty()) {
        if (!is_slug(wanted.slug)) {
            return fail(invalid_field("slug", "accounts.slug",
                                      "A slug has 2 to 40 of a-z, 0-9 and single hyphens."));
        }
        if (TRY(slug_taken(tx, wanted.slug)))
            return fail(invalid_field("slug", "accounts.slug_taken",
                                      "That slug is taken. Choose another."));
        return wanted.slug;
    }
    auto stem = slug_of(wanted.name);
    auto slug = stem;
    for (int n = 2; TRY(slug_taken(tx, slug)); ++n) {
        if (n > 1000) {
            return fail(invalid_field("slug", "accounts.slug_taken",
                                      "There are many accounts of that name. Choose a slug."));
        }
        slug = stem + "-" + std::to_string(n);
    }
    return slug;
}

Result<Plan const*> plan_of(Blueprint const& blueprint, NewAccount const& wanted) {
    auto const& key = wanted.plan.empty() ? blueprint.opening.plan : wanted.plan;
    if (auto const* plan = blueprint.plan(key)) return plan;
    std::string known;
    for (auto const& plan : blueprint.plans) known += (known.empty() ? "" : ", ") + plan.key;
    return fail(
        invalid_field("plan", "accounts.plan", blueprint.name + " has the plans " + known + "."));
}

Result<std::optional<std::int64_t>> seats_of(Plan const& plan, NewAccount const& wanted) {
    if (!wanted.seats) return plan.seats;
    if (plan.seats) return wanted.seats;
    return fail(invalid_field("seats", "accounts.seats",
                              "The plan " + plan.key + " has no limit of seats."));
}

Result<void> insert(store::Tx& tx, AccountId id, std::string const& slug, Blueprint const& product,
                    Plan const& plan, std::optional<std::int64_t> seats, NewAccount const& wanted) {
    TRY(
        tx.exec("insert into accounts (account_id, slug, name, blueprint, plan, status, language, "
                "accepted, seats_bought, seats_used, next_place, audit_seq, audit_head, epoch, "
                "version, created_at, search) values ($1, $2, $3, $4, $5, 'open', $6, 0, $7, 0, 1, "
                "0, $8, 1, 1, $9, $10)",
                id, slug, wanted.name, product.id, plan.key, wanted.language, seats,
                audit::chain_start(id), tx.now(), search_of(slug, wanted.name)));
    return {};
}

Result<void> record(store::Tx& tx, Opens const& permit, AccountId id, std::string const& slug,
                    Blueprint const& product, Plan const& plan, NewAccount const& wanted,
                    std::string const& request_id) {
    json::Object details;
    details.emplace_back("name", wanted.name);
    details.emplace_back("slug", slug);
    details.emplace_back("blueprint", product.id);
    details.emplace_back("plan", plan.key);
    for (auto chain : {id, AccountId{}}) {  // the account's, and a copy in the instance's own
        audit::Event event{chain, "accounts.open", permit.by.text(), "account:" + id.text()};
        event.request_id = request_id;
        event.details = details;
        TRY(audit::record(tx, event));
    }
    return {};
}

// RT26: one invited first user, holding what the blueprint's opening says, at the account.
access::Assignments opening_roles(Blueprint const& product) {
    access::Assignments roles;
    auto give = [&](std::string const& key) {
        auto const* role = product.role(key);
        bool at_home = role && role->scopes.front() == blueprints::ScopeKind::home;
        roles.push_back({key, at_home ? access::home_scope : access::account_place, {}, {}});
    };
    for (auto const& role : product.opening.roles) give(role);
    for (auto const& [ladder_key, level_key] : product.opening.levels)
        for (auto const& ladder : product.ladders)
            for (auto const& level : ladder.levels)
                if (ladder.key == ladder_key && level.key == level_key)
                    roles.push_back({level.role, access::account_place, {}, {}});
    return roles;
}

Result<UserId> invite_owner(store::Tx& tx, access::Authority const& authority,
                            mail::Outbox const& outbox, Opens const& permit, AccountId id,
                            NewAccount const& wanted, std::string const& request_id) {
    http::Credential instance{http::Credential::Kind::instance, {}};
    auto actor = TRY(authority.actor(tx, instance, id.text()));
    directory::NewUser owner{wanted.owner_name,
                             wanted.owner,
                             access::account_place,
                             opening_roles(*actor.account.blueprint),
                             {},
                             wanted.language};
    auto may = access::first_user(permit, id);
    return invitations::invite(tx, outbox, actor, may, owner, "", request_id);
}

}  // namespace

Result<Opened> open(store::Tx& tx, access::Authority const& authority, mail::Outbox const& outbox,
                    Opens const& permit, NewAccount const& wanted, std::string const& request_id) {
    auto const* product = authority.catalog().find(wanted.blueprint);
    if (!product) {
        return fail(invalid_field("blueprint", "accounts.blueprint",
                                  "This Usher has no blueprint \"" + wanted.blueprint + "\"."));
    }
    auto const* plan = TRY(plan_of(*product, wanted));
    auto seats = TRY(seats_of(*plan, wanted));
    auto slug = TRY(free_slug(tx, wanted));
    auto id = tx.new_id<AccountId>();
    TRY(insert(tx, id, slug, *product, *plan, seats, wanted));
    TRY(record(tx, permit, id, slug, *product, *plan, wanted, request_id));
    auto owner = TRY(invite_owner(tx, authority, outbox, permit, id, wanted, request_id));
    return Opened{id, slug, owner};
}

}  // namespace usher::accounts
