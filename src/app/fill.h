// Accounts with many people in them, to try and to measure Usher with: `usher demo`. Everything is
// made by the verbs that serve requests, with their events, only without mails: nobody reads them.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "app/wire.h"
#include "base/result.h"

namespace usher::app {

struct Wished {
    std::int64_t accounts = 1;
    std::int64_t users = 1000;  // in each, beside its owner
    std::string blueprint = "sendpro-online";
};
constexpr std::int64_t max_filled_accounts = 100'000;
constexpr std::int64_t max_filled_users = 10'000'000;

struct Filled {
    std::vector<std::string> slugs;  // of the first accounts: at most ten
    std::int64_t users = 0;
    std::string email, password;  // of the owner of them all
};
// How many users are there so far.
using Progress = std::function<void(std::int64_t)>;

// Nobody else works on the installation meanwhile. Accounts are numbered on from those that are
// there; their owner is one person, who gets a new password each time. Four in five are active, the
// others invited, suspended and deleted. Fails with `app.fill` for numbers beyond those above,
// `accounts.blueprint`, and what the verbs say.
Result<Filled> fill(Installation&, Wished const&, Progress const&);

}  // namespace usher::app
