// The proxies in front of Usher whose word about the client counts. Named one by one at start:
// nothing is guessed from a request.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/address.h"

namespace usher::http {

class Proxies {
 public:
    Proxies() = default;
    // Addresses and networks: "10.0.0.5", "10.0.0.0/8", "fd00::/8". Fails with
    // `http.trusted_proxy` for anything else, and for a network that holds everybody.
    static Result<Proxies> parse(std::vector<std::string> const&);

    bool trusts(std::string_view canonical_address) const;
    // The client of a request that came from `peer`. X-Forwarded-For counts where the peer is
    // trusted: from its right end, the first address that is not trusted itself. What stands
    // further left may be anybody's invention.
    std::string client(std::string const& peer, HeaderList const&) const;

 private:
    struct Network {
        std::array<std::uint8_t, 16> bytes;  // IPv4 as ::ffff:a.b.c.d
        int bits;
    };
    std::vector<Network> networks_;
};

}  // namespace usher::http
