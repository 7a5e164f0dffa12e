// Where a request comes from.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace usher::http {

// An IP address in its one spelling; an IPv4 address inside an IPv6 one as IPv4.
std::optional<std::string> canonical_address(std::string_view);

// Whom a limit counts: an IPv4 address, or the /64 of an IPv6 one, of which
// everybody has as many addresses as he likes.
std::string counted_as(std::string const& canonical);

using HeaderList = std::vector<std::pair<std::string, std::string>>;

}  // namespace usher::http
