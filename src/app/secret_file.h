// A secret that stands in a file of its own, so that it is in no command line and no environment.
#pragma once

#include <string>

#include "base/result.h"
#include "base/secret.h"

namespace usher::app {

// The first line of the file. Fails with `app.secret_file`.
Result<Secret> secret_in(std::string const& path);

}  // namespace usher::app
