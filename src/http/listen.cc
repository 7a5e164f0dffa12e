#include "http/listen.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

#include "http/response.h"
#include "http/socket.h"

namespace usher::http {
namespace {

constexpr int backlog = 1024;
constexpr int tries_for_any_port = 20;

struct Address {
    sockaddr_storage storage{};
    socklen_t size = 0;

    sockaddr const* raw() const { return reinterpret_cast<sockaddr const*>(&storage); }
    std::uint16_t port() const {
        // The port stands at the same place in both families.
        return ntohs(reinterpret_cast<sockaddr_in const&>(storage).sin_port);
    }
};

Error failure(std::string_view key, std::string_view where, int error) {
    auto refused = known(key);
    refused.detail = std::string(where) + ": " + std::strerror(error) + ". ";
    refused.detail += key == "http.address_in_use"
                          ? "Stop what listens there, or choose another address."
                          : "Check the address and the rights of this user.";
    return refused;
}

Error bind_failure(std::string_view where, int error) {
    return failure(error == EADDRINUSE ? "http.address_in_use" : "http.cannot_listen", where,
                   error);
}

std::optional<Address> parse_address(std::string const& text, std::uint16_t port) {
    Address address;
    auto& v4 = reinterpret_cast<sockaddr_in&>(address.storage);
    auto& v6 = reinterpret_cast<sockaddr_in6&>(address.storage);
    if (::inet_pton(AF_INET, text == "localhost" ? "127.0.0.1" : text.c_str(), &v4.sin_addr) == 1) {
        v4.sin_family = AF_INET;
        v4.sin_port = htons(port);
        address.size = sizeof v4;
        return address;
    }
    if (::inet_pton(AF_INET6, text.c_str(), &v6.sin6_addr) != 1) return std::nullopt;
    v6.sin6_family = AF_INET6;
    v6.sin6_port = htons(port);
    address.size = sizeof v6;
    return address;
}

Socket new_socket(int family) {
    return Socket(::socket(family, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0));
}

void turn_on(Socket const& socket, int option) {
    int on = 1;
    ::setsockopt(socket.number(), SOL_SOCKET, option, &on, sizeof on);
}

enum class Share { no, yes };

Result<Socket> bound(Address const& address, std::string const& where, Share share) {
    auto socket = new_socket(address.storage.ss_family);
    if (socket.number() < 0) return fail(failure("http.cannot_listen", where, errno));
    turn_on(socket, SO_REUSEADDR);
    if (share == Share::yes) turn_on(socket, SO_REUSEPORT);
    if (::bind(socket.number(), address.raw(), address.size) != 0 ||
        ::listen(socket.number(), backlog) != 0)
        return fail(bind_failure(where, errno));
    return socket;
}

Address own_name(int socket) {
    Address address;
    address.size = sizeof address.storage;
    ::getsockname(socket, reinterpret_cast<sockaddr*>(&address.storage), &address.size);
    return address;
}

// Once without SO_REUSEPORT: with it a second server would start happily, and take half of the
// connections of the first.
Result<Address> probe(Address const& address, std::string const& where) {
    auto alone = TRY(bound(address, where, Share::no));
    return own_name(alone.number());
}

Result<Listeners> shared(Address const& address, std::string const& where, int threads) {
    auto exact = TRY(probe(address, where));
    std::vector<Socket> sockets;
    for (int i = 0; i < threads; ++i) {
        auto socket = TRY(bound(exact, where, Share::yes));
        sockets.push_back(std::move(socket));
    }
    Listeners listeners{{}, exact.port()};
    for (auto& socket : sockets) listeners.sockets.push_back(socket.release());
    return listeners;
}

bool answers(sockaddr_un const& address) {
    auto socket = new_socket(AF_UNIX);
    return ::connect(socket.number(), reinterpret_cast<sockaddr const*>(&address),
                     sizeof address) == 0;
}

}  // namespace

Result<Listeners> listen_on(std::string const& address, std::uint16_t port, int threads) {
    auto where = address + ":" + std::to_string(port);
    auto parsed = parse_address(address, port);
    if (!parsed) return fail(failure("http.cannot_listen", where, EINVAL));
    auto listeners = shared(*parsed, where, threads);
    // Any free port: between the probe and the real thing somebody else may have taken it.
    for (int i = 0; port == 0 && !listeners && i < tries_for_any_port; ++i)
        listeners = shared(*parsed, where, threads);
    return listeners;
}

Result<Bound> bound_to(std::vector<int> const& sockets) {
    Bound bound;
    for (auto socket : sockets) {
        int listens = 0;
        socklen_t size = sizeof listens;
        ::getsockopt(socket, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size);
        auto address = own_name(socket);
        auto family = address.storage.ss_family;
        auto where = "the inherited socket " + std::to_string(socket);
        if (listens == 0 || (family != AF_INET && family != AF_INET6))
            return fail(failure("http.cannot_listen", where, ENOTSOCK));
        char text[INET6_ADDRSTRLEN] = {};
        auto const* v4 = reinterpret_cast<sockaddr_in const*>(&address.storage);
        auto const* v6 = reinterpret_cast<sockaddr_in6 const*>(&address.storage);
        void const* number = family == AF_INET ? static_cast<void const*>(&v4->sin_addr)
                                               : static_cast<void const*>(&v6->sin6_addr);
        ::inet_ntop(family, number, text, sizeof text);
        bound = {text, address.port()};
    }
    return bound;
}

Result<int> listen_on_socket(std::string const& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.size() >= sizeof address.sun_path)
        return fail(failure("http.cannot_listen", path, ENAMETOOLONG));
    path.copy(address.sun_path, path.size());
    if (answers(address)) return fail(failure("http.address_in_use", path, EADDRINUSE));
    ::unlink(path.c_str());
    auto socket = new_socket(AF_UNIX);
    auto const* raw = reinterpret_cast<sockaddr const*>(&address);
    // The mode is on the socket before it has a name: nobody can slip in between.
    if (socket.number() < 0 || ::fchmod(socket.number(), 0600) != 0 ||
        ::bind(socket.number(), raw, sizeof address) != 0 || ::chmod(path.c_str(), 0600) != 0 ||
        ::listen(socket.number(), backlog) != 0)
        return fail(bind_failure(path, errno));
    return socket.release();
}

}  // namespace usher::http
