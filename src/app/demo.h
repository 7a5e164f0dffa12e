// Accounts to look around in: one of each blueprint with web sign-in, made once, with random
// passwords that are kept in a file of DATA readable by its owner only.
#pragma once

#include <string>

#include "app/wire.h"
#include "base/result.h"

namespace usher::app {

// Fills the demo where it is not there yet. Returns what the screen says: how to sign in as whom.
Result<std::string> demo_screen(Installation&);

}  // namespace usher::app
