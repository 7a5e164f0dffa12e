#include "http/proxies.h"

#include <arpa/inet.h>

#include <algorithm>
#include <charconv>
#include <ranges>

#include "base/text.h"
#include "http/response.h"

namespace usher::http {
namespace {

using Bytes = std::array<std::uint8_t, 16>;

constexpr std::size_t max_hops = 16;
constexpr int v4_bits_before = 96;  // of ::ffff:0:0

std::optional<Bytes> bytes_of(std::string_view address) {
    auto canonical = canonical_address(address);
    if (!canonical) return std::nullopt;
    bool v4 = canonical->find(':') == std::string::npos;
    auto text = v4 ? "::ffff:" + *canonical : *canonical;
    Bytes bytes{};
    if (::inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return std::nullopt;
    return bytes;
}

bool within(Bytes const& address, Bytes const& network, int bits) {
    auto whole = static_cast<std::size_t>(bits / 8);
    if (!std::equal(address.begin(), address.begin() + static_cast<std::ptrdiff_t>(whole),
                    network.begin()))
        return false;
    if (bits % 8 == 0) return true;
    auto mask = 0xff << (8 - bits % 8);
    return ((address[whole] ^ network[whole]) & mask & 0xff) == 0;
}

std::optional<int> number(std::string_view text, int most) {
    int value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    bool good = error == std::errc{} && end == text.data() + text.size() && value > 0;
    return good && value <= most ? std::optional(value) : std::nullopt;
}

Error no_proxy(std::string const& text) {
    auto error = known("http.trusted_proxy").with("value", text);
    error.detail = fill(known_error("http.trusted_proxy")->text, error);
    return error;
}

// Some proxies write the client's port, too: "203.0.113.9:4711", "[2001:db8::1]:443".
std::string_view without_port(std::string_view hop) {
    if (hop.starts_with('[')) return hop.substr(1, std::min(hop.find(']'), hop.size()) - 1);
    auto colon = hop.find(':');
    bool v4 = colon != hop.npos && hop.find(':', colon + 1) == hop.npos;
    return v4 ? hop.substr(0, colon) : hop;
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

Result<Proxies> Proxies::parse(std::vector<std::string> const& texts) {
    Proxies proxies;
    for (auto const& text : texts) {
        auto slash = text.find('/');
        auto bytes = bytes_of(std::string_view(text).substr(0, slash));
        if (!bytes) return fail(no_proxy(text));
        bool v4 = text.find(':') == std::string::npos;
        int all = v4 ? 32 : 128;
        auto bits = slash == std::string::npos
                        ? std::optional(all)
                        : number(std::string_view(text).substr(slash + 1), all);
        if (!bits) return fail(no_proxy(text));
        proxies.networks_.push_back({*bytes, *bits + (v4 ? v4_bits_before : 0)});
    }
    return proxies;
}

bool Proxies::trusts(std::string_view canonical) const {
    if (networks_.empty()) return false;
    auto bytes = bytes_of(canonical);
    return bytes && std::ranges::any_of(networks_, [&](Network const& network) {
               return within(*bytes, network.bytes, network.bits);
           });
}

std::string Proxies::client(std::string const& peer, HeaderList const& headers) const {
    auto found = peer;
    if (!trusts(peer)) return found;
    auto list = hops(headers);
    for (auto const& hop : list | std::views::reverse | std::views::take(max_hops)) {
        auto address = canonical_address(without_port(hop));
        if (!address) break;
        found = *address;
        if (!trusts(found)) break;
    }
    return found;
}

}  // namespace usher::http
