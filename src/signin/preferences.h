// How a person wants the pages and mails, whatever the account: language and time zone.
#pragma once

#include <optional>
#include <string>

#include "base/id.h"
#include "base/result.h"
#include "http/router.h"

namespace usher::access {
class Authority;
}
namespace usher::store {
class Snapshot;
class Tx;
}  // namespace usher::store

namespace usher::signin {

struct Preferences {
    std::optional<std::string> language;  // a tag of languages(); absent: as the browser asks
    std::optional<std::string> zone;      // an IANA name: Europe/Lisbon; absent: the browser's
};
Result<Preferences> preferences_of(store::Snapshot&, IdentityId);
Result<void> keep(store::Tx&, IdentityId, Preferences const&);

// PUT /v1/me/preferences.
void add_preference_routes(http::Router&, access::Authority const&);

}  // namespace usher::signin
