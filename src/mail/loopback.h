// Names of this machine.
#pragma once

#include <string_view>

namespace usher::mail {

// localhost, 127.0.0.0/8 or ::1, whatever the scheme and port: "http://localhost:8080".
bool loopback_url(std::string_view url);
// The same for "localhost:8080", "[::1]", and an address without a port.
bool loopback_host(std::string_view host);

}  // namespace usher::mail
