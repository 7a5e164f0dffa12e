#include "http/address.h"

#include <arpa/inet.h>

#include <algorithm>

namespace usher::http {
std::optional<std::string> canonical_address(std::string_view text) {
    std::string address(text);
    in_addr v4{};
    in6_addr v6{};
    char out[INET6_ADDRSTRLEN] = {};
    if (::inet_pton(AF_INET, address.c_str(), &v4) == 1)
        return ::inet_ntop(AF_INET, &v4, out, sizeof out);
    if (::inet_pton(AF_INET6, address.c_str(), &v6) != 1) return std::nullopt;
    if (IN6_IS_ADDR_V4MAPPED(&v6)) return ::inet_ntop(AF_INET, &v6.s6_addr[12], out, sizeof out);
    return ::inet_ntop(AF_INET6, &v6, out, sizeof out);
}

std::string counted_as(std::string const& canonical) {
    in6_addr v6{};
    if (::inet_pton(AF_INET6, canonical.c_str(), &v6) != 1) return canonical;
    char out[INET6_ADDRSTRLEN] = {};
    std::fill(std::begin(v6.s6_addr) + 8, std::end(v6.s6_addr), std::uint8_t{0});
    return ::inet_ntop(AF_INET6, &v6, out, sizeof out);
}

}  // namespace usher::http
