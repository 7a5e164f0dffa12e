// Sockets that listen.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/result.h"

namespace usher::http {

struct Listeners {
    std::vector<int> sockets;  // one a thread, all on one port: the kernel deals out connections
    std::uint16_t port = 0;
};

// `address` is an IP address or "localhost". Fails with `http.address_in_use` also where the other
// server would share the port, or with `http.cannot_listen`.
Result<Listeners> listen_on(std::string const& address, std::uint16_t port, int threads);

// The same of sockets that somebody else has bound: they listen, and all are TCP sockets. Fails
// with `http.cannot_listen`.
struct Bound {
    std::string address;
    std::uint16_t port = 0;
};
Result<Bound> bound_to(std::vector<int> const& sockets);

// A Unix socket with mode 0600. What a dead server has left there is removed. Fails likewise.
Result<int> listen_on_socket(std::string const& path);

}  // namespace usher::http
