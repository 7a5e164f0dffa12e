// What of an error a client may read beside its sentence, for answers that hold several refusals.
#pragma once

#include "base/error.h"
#include "base/json.h"

namespace usher::http {

// The params as problem+json has them: never the words of the engine or of the system.
json::Object told_params(Error const&);

}  // namespace usher::http
