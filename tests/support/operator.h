// Somebody who operates the instance.
#pragma once

#include <string>

#include "support/account.h"

namespace usher::testing {

// Came in by the link of `usher init`, signed in; paths are whole ones: `operator.client.get(…)`.
Person operator_of(Server&, std::string const& name = "Opal Operator");

}  // namespace usher::testing
