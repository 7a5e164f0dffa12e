#include "http/origin.h"

#include <algorithm>
#include <charconv>

#include "base/loopback.h"
#include "base/text.h"

namespace usher::http {
namespace {

bool host_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '_';
}

bool address_letter(char c) {
    return (c >= 'a' && c <= 'f') || (c >= '0' && c <= '9') || c == ':' || c == '.';
}

bool well_formed_host(std::string_view host) {
    if (host.empty() || host.size() > 253) return false;
    if (host.front() != '[') return std::ranges::all_of(host, host_letter);
    return host.size() > 2 && host.back() == ']' &&
           std::ranges::all_of(host.substr(1, host.size() - 2), address_letter);
}

std::optional<std::uint16_t> parse_port(std::string_view text) {
    if (text.empty() || text.size() > 5 || text.front() == '0') return std::nullopt;
    unsigned port = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), port);
    if (error != std::errc{} || end != text.data() + text.size() || port > 65535)
        return std::nullopt;
    return static_cast<std::uint16_t>(port);
}

std::optional<Origin> parse_authority(std::string_view text, bool https) {
    Origin origin{https, {}, static_cast<std::uint16_t>(https ? 443 : 80)};
    auto after_address = text.starts_with('[') ? text.find(']') : 0;
    auto colon = text.find(':', std::min(after_address, text.size()));
    origin.host = text.substr(0, colon);
    if (!well_formed_host(origin.host)) return std::nullopt;
    if (colon == std::string_view::npos) return origin;
    auto port = parse_port(text.substr(colon + 1));
    if (!port) return std::nullopt;
    origin.port = *port;
    return origin;
}

}  // namespace

std::optional<Origin> parse_origin(std::string_view text) {
    auto https = text.starts_with("https://");
    if (!https && !text.starts_with("http://")) return std::nullopt;
    auto authority = text.substr(https ? 8 : 7);
    auto origin = parse_authority(authority, https);
    auto implied = authority.ends_with(https ? ":443" : ":80");
    return implied ? std::nullopt : origin;
}

std::optional<Origin> parse_host(std::string_view text, bool https) {
    return parse_authority(ascii_lower(text), https);
}

bool same_origin(std::string_view origin, std::string_view public_url) {
    if (origin == public_url) return true;
    auto theirs = parse_origin(origin);
    auto ours = parse_origin(public_url);
    return theirs && ours && theirs->https == ours->https && theirs->port == ours->port &&
           loopback_host(theirs->host) && loopback_host(ours->host);
}

}  // namespace usher::http
