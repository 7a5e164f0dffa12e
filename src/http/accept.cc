#include "http/accept.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>

#include <cerrno>

#include "http/address.h"

namespace usher::http {
namespace {

constexpr int most_unsent_bytes = 128 * 1024;  // that the kernel holds for a connection

std::string address_of(sockaddr_storage const& from) {
    char text[INET6_ADDRSTRLEN] = {};
    if (from.ss_family == AF_INET) {
        auto const& v4 = reinterpret_cast<sockaddr_in const&>(from);
        ::inet_ntop(AF_INET, &v4.sin_addr, text, sizeof text);
    } else if (from.ss_family == AF_INET6) {
        auto const& v6 = reinterpret_cast<sockaddr_in6 const&>(from);
        ::inet_ntop(AF_INET6, &v6.sin6_addr, text, sizeof text);
    }
    return canonical_address(text).value_or("");
}

bool our_own_user(int socket) {
    ucred peer{};
    socklen_t size = sizeof peer;
    if (::getsockopt(socket, SOL_SOCKET, SO_PEERCRED, &peer, &size) != 0) return false;
    return peer.uid == 0 || peer.uid == ::geteuid();
}

bool no_descriptors(int error) {
    return error == EMFILE || error == ENFILE || error == ENOBUFS || error == ENOMEM;
}

}  // namespace

Accepted accept_one(int listening, From from) {
    for (;;) {
        sockaddr_storage address{};
        socklen_t size = sizeof address;
        // Somebody has it before anything that may throw.
        Socket socket(::accept4(listening, reinterpret_cast<sockaddr*>(&address), &size,
                                SOCK_NONBLOCK | SOCK_CLOEXEC));
        // The client is gone already, or the network said so late: the next one may be there.
        auto number = socket.number();
        if (number < 0 && (errno == ECONNABORTED || errno == EINTR || errno == EPROTO)) continue;
        if (number < 0)
            return {no_descriptors(errno) ? Accepted::Is::no_descriptors : Accepted::Is::nobody};
        if (from == From::own_user && !our_own_user(number)) continue;
        if (from == From::own_user)
            return {Accepted::Is::taken, std::move(socket), {"local", true}};
        int on = 1;
        ::setsockopt(number, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        // The kernel takes megabytes for whoever reads a little now and then: they would not count
        // as slow, and a thousand of them hold gigabytes.
        int unsent = most_unsent_bytes;
        ::setsockopt(number, IPPROTO_TCP, TCP_NOTSENT_LOWAT, &unsent, sizeof unsent);
        return {Accepted::Is::taken, std::move(socket), {address_of(address), false}};
    }
}

std::optional<Peer> peer_of(int connection) {
    sockaddr_storage address{};
    socklen_t size = sizeof address;
    if (::getpeername(connection, reinterpret_cast<sockaddr*>(&address), &size) != 0)
        return std::nullopt;
    if (address.ss_family != AF_UNIX) return Peer{address_of(address), false};
    if (!our_own_user(connection)) return std::nullopt;
    return Peer{"local", true};
}

}  // namespace usher::http
