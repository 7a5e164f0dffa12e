// One row of users as rights need it, and what a presented token is worth here.
#pragma once

#include <optional>
#include <string>

#include "access/permit.h"
#include "base/secret.h"
#include "base/time.h"

namespace usher::access {

struct Member {
    UserId user;
    blueprints::UserKind kind = blueprints::UserKind::person;
    Status status = Status::active;
    PlaceNumber home = account_place;
    Time entries_after;
    bool reset_needed = false;    // an administrator ended the password here (RT41)
    bool address_needed = false;  // or the address, until the new one is accepted (RT42)
    std::int64_t version = 0;
    std::string name, email, language;
};
Result<std::optional<Member>> member(store::Snapshot&, AccountId, UserId);
// What entries_after becomes where the entries of that user are ended now: now, or when the person
// signed in last by a clock that was set back since (RT39).
Result<Time> end_of_entries(store::Snapshot&, AccountId, UserId);

// A session that is alive, and whom it makes in that account: nobody, where the identity is no user
// of it. One statement whether the account exists or not (RT31).
struct Entry {
    IdentityId identity;
    SessionId session;
    Time authenticated_at;
    std::optional<Member> member;
    // RT39: entries of before were ended.
    bool is_newer_than_end() const { return member && authenticated_at > member->entries_after; }
};
Result<std::optional<Entry>> entry(store::Snapshot&, Secret const& token, AccountId);

// A key of the product itself (RT23), if it has not ended.
struct Product {
    KeyId key;
    std::string blueprint;
};
Result<std::optional<Product>> product(store::Snapshot&, Secret const& key);

}  // namespace usher::access
