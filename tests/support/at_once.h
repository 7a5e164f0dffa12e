// Several requests in the same moment.
#pragma once

#include <functional>
#include <vector>

#include "support/http_client.h"

namespace usher::testing {

// `act` runs in `count` threads that begin together, each with its number; what each was answered.
std::vector<Answer> at_once(std::size_t count, std::function<Answer(std::size_t)> const& act);

long with_status(std::vector<Answer> const&, int status);
long with_code(std::vector<Answer> const&, std::string_view code);

}  // namespace usher::testing
