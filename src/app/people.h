// Made-up people of many languages, for accounts to try and to measure Usher with.
#pragma once

#include <cstdint>
#include <string>

#include "directory/users.h"

namespace usher::app {

struct MadeUp {
    directory::Name name;
    std::string email;  // "zoe.oconnor.1f4@account.example": unlike any other's in the account
};
// The n-th of an account: the same at each call.
MadeUp made_up(std::uint64_t n, std::string_view account, blueprints::Names);

}  // namespace usher::app
