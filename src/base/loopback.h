// Names of this machine.
#pragma once

#include <string_view>

namespace usher {

// localhost, 127.0.0.0/8 or ::1, in any case, with or without a port and brackets:
// "localhost:8080", "[::1]:80", "::1".
bool loopback_host(std::string_view host);
// The same, whatever the scheme: "http://localhost:8080/". Not where a user stands before the host.
bool loopback_url(std::string_view url);

}  // namespace usher
