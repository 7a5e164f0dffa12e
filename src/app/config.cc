#include "app/config.h"

#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

namespace usher::app {
namespace {

Result<std::uint16_t> free_port() {
    int file = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    bool bound =
        file >= 0 && ::bind(file, generic, size) == 0 && ::getsockname(file, generic, &size) == 0;
    if (file >= 0) ::close(file);
    if (!bound)
        return fail(Error{Code::unavailable, "http.cannot_listen", "There is no free port."});
    return ntohs(address.sin_port);
}

}  // namespace

Result<Config> settled(Config config) {
    if (config.port == 0) config.port = TRY(free_port());
    if (config.public_url.empty()) {
        bool v6 = config.address.find(':') != std::string::npos;
        auto host = v6 ? "[" + config.address + "]" : config.address;
        bool tls = !config.tls_certificate.empty();
        config.public_url = (tls ? "https://" : "http://") + host;
        // A port that the scheme implies is not written: one origin has one spelling.
        if (config.port != (tls ? 443 : 80)) config.public_url += ":" + std::to_string(config.port);
    }
    while (config.public_url.ends_with('/')) config.public_url.pop_back();
    return config;
}

std::string socket_path(Config const& config) { return config.data + "/usher.sock"; }

}  // namespace usher::app
