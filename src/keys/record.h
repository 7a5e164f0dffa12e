// The events of this folder, whose target is the service user: "service:usr_…".
#pragma once

#include <string>

#include "base/json.h"
#include "keys/keys.h"

namespace usher::keys {

Result<void> record(store::Tx&, Gate const&, std::string act, access::Subject const&,
                    json::Value details, std::string const& request_id);

}  // namespace usher::keys
