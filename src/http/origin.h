// Where Usher is reached: the one origin that its own pages come from.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace usher::http {

struct Origin {
    bool https = false;
    std::string host;  // lower case; an IPv6 address in its brackets
    std::uint16_t port = 0;
    bool operator==(Origin const&) const = default;
};

// "https://users.example.com", "http://[::1]:8080". Nothing for anything with a path, a user, a
// query, upper case, or a port that the scheme implies: the same origin has one spelling.
std::optional<Origin> parse_origin(std::string_view);
// "users.example.com:8443" as in a Host header, in any case.
std::optional<Origin> parse_host(std::string_view, bool https);

// Does a page of that origin belong to public_url? Equal, or both the same port of this machine.
bool same_origin(std::string_view origin, std::string_view public_url);

}  // namespace usher::http
