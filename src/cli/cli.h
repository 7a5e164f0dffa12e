// The command line. Each command is a file of this folder.
#pragma once

#include "app/config.h"

namespace usher::cli {

// Exit status: 0 done, 1 refused or failed (one line on standard error says why), 2 called wrongly.
int run(int count, char** words, app::World const&);

}  // namespace usher::cli
