// A browser in which somebody has signed in before. It proves nothing about who sits there now; the
// brake counts its tries apart, so that strangers cannot keep a person from their own sign-in.
#pragma once

#include <cstdint>
#include <string>

#include "base/id.h"
#include "base/result.h"
#include "http/request.h"
#include "http/response.h"

namespace usher::signin {

constexpr std::string_view browser_cookie = "__Host-usher-known";
constexpr Duration browser_ttl = days(180);            // since it was last signed in with
constexpr std::int64_t max_browsers_of_identity = 20;  // the one unused for longest goes first

// What the brake counts it under: empty where the browser is not one of that identity's.
Result<std::string> known_browser(store::Snapshot&, IdentityId, http::Request const&);

// After a right password, or a mailed link: the cookie to set, empty where it has one already.
Result<std::string> remember_browser(store::Tx&, IdentityId, http::Request const&);
http::Response with_browser(http::Response, std::string const& cookie);

}  // namespace usher::signin
