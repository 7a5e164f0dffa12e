// The refusals of this folder, from errors.def.
#pragma once

#include <string_view>
#include <vector>

#include "base/error.h"

namespace usher::access {

struct Account;

// `accounts.not_open`, with the param `status`: suspended or closed.
Error not_open(Account const&);
// The error of one of errors.def's keys, its sentence filled from `field` and `params`.
Error refusal(std::string_view key, std::string_view field = {}, std::vector<Param> params = {});

}  // namespace usher::access
