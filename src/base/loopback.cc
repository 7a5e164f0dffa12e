#include "base/loopback.h"

#include <algorithm>

#include "base/text.h"

namespace usher {
namespace {

// Four numbers and nothing else: 127.evil.com is a name, and not ours.
bool loopback_number(std::string_view host) {
    return host.starts_with("127.") && std::ranges::count(host, '.') == 3 &&
           host.find_first_not_of("0123456789.") == host.npos;
}

std::string_view without_port(std::string_view host) {
    if (host.starts_with('[')) {
        auto after = std::min(host.find(']'), host.size() - 1) + 1;
        return after == host.size() || host[after] == ':' ? host.substr(0, after) : host;
    }
    return std::ranges::count(host, ':') == 1 ? host.substr(0, host.find(':')) : host;
}

}  // namespace

bool loopback_host(std::string_view host) {
    host = without_port(host);
    return ascii_iequals(host, "localhost") || host == "[::1]" || host == "::1" ||
           loopback_number(host);
}

bool loopback_url(std::string_view url) {
    auto scheme = url.find("://");
    if (scheme == url.npos) return false;
    auto rest = url.substr(scheme + 3);
    auto host = rest.substr(0, rest.find_first_of("/?#"));
    return host.find('@') == host.npos && loopback_host(host);
}

}  // namespace usher
