#include "http/address.h"

#include <arpa/inet.h>

#include <algorithm>
#include <ranges>

#include "base/text.h"

namespace usher::http {
namespace {

constexpr std::size_t max_hops = 16;

bool trusted(std::string const& address, std::vector<std::string> const& proxies) {
    return std::ranges::find(proxies, address) != proxies.end();
}

// All hops in order, the nearest last.
std::vector<std::string> hops(HeaderList const& headers) {
    std::vector<std::string> list;
    for (auto const& [name, value] : headers) {
        if (name != "x-forwarded-for") continue;
        std::string_view rest = value;
        while (!rest.empty()) {
            auto comma = std::min(rest.find(','), rest.size());
            list.push_back(trimmed(rest.substr(0, comma)));
            rest.remove_prefix(std::min(comma + 1, rest.size()));
        }
    }
    return list;
}

}  // namespace

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

std::string client_address(std::string const& peer, HeaderList const& headers,
                           std::vector<std::string> const& trusted_proxies) {
    auto found = peer;
    if (trusted_proxies.empty() || !trusted(peer, trusted_proxies)) return found;
    auto list = hops(headers);
    for (auto const& hop : list | std::views::reverse | std::views::take(max_hops)) {
        auto address = canonical_address(hop);
        if (!address) break;
        found = *address;
        if (!trusted(found, trusted_proxies)) break;
    }
    return found;
}

}  // namespace usher::http
