// `usher serve`: an installation behind a server, until a signal ends it.
#pragma once

#include "app/config.h"
#include "base/result.h"

namespace usher::app {

enum class Demo : bool { without, with };

// Returns after SIGINT or SIGTERM, once running requests and jobs have ended; or once a successor
// serves, which SIGUSR2 and `usher restart` start. SIGHUP reads the certificate again, reopens
// the log and looks at the list of breached passwords.
Result<void> serve(Config const&, World const&, Demo);

}  // namespace usher::app
