// Accounts as the instance's operators see them: opening one, and the list of all (RT26).
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "access/permit.h"
#include "base/email.h"
#include "base/result.h"
#include "directory/users.h"
#include "mail/outbox.h"

namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::accounts {

constexpr std::int64_t max_name = 120;
constexpr std::size_t max_slug = 40;

// The part of an address that names an account: 2 to 40 of a–z, 0–9 and single hyphens, none at
// the ends.
bool is_slug(std::string_view);
// A slug made of a name: "Café Møller" → "cafe-moller"; "account" where nothing is left.
std::string slug_of(std::string_view name);

struct NewAccount {
    std::string name;
    std::string slug = {};  // empty: made of the name, with a number where it is taken
    std::string blueprint;
    std::string plan = {};  // empty: the blueprint's opening.plan
    std::string language = "en";
    Email owner;
    directory::Name owner_name = {};
    std::optional<std::int64_t> seats = {};  // nothing: the plan's number
};
struct Opened {
    AccountId id;
    std::string slug;
    UserId owner;
};
// The account, its first user (invited, with the roles of the blueprint's opening, at the account)
// and their mail, in one transaction, recorded in the account's chain and in the instance's.
// Fails with `accounts.blueprint`, `accounts.plan`, `accounts.slug`, `accounts.slug_taken`,
// `accounts.seats`.
Result<Opened> open(store::Tx&, access::Authority const&, mail::Outbox const&,
                    access::OperatorPermit<access::InstanceAct::accounts_open> const&,
                    NewAccount const&, std::string const& request_id);

struct Summary {
    AccountId id;
    std::string slug, name, blueprint, plan, status;
    std::int64_t seats_used = 0;
    std::optional<std::int64_t> seats_bought;
    Time created_at;
    bool accepted = false;
};
struct Wanted {
    std::string words = {};   // a part of slug or name, as people fold them, or a whole id
    std::string status = {};  // "open", "suspended", "closed", or any
    std::string after = {};   // the slug of the last one of the page before
    std::int64_t limit = 100;
};
// In the order of slugs.
Result<std::vector<Summary>> list(store::Snapshot&,
                                  access::OperatorPermit<access::InstanceAct::accounts_list> const&,
                                  Wanted const&);
// What an account is found by.
std::string search_of(std::string_view slug, std::string_view name);

}  // namespace usher::accounts
