#include "app/notify.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>

namespace usher::app {

void notify(std::string_view state) {
    auto const* path = std::getenv("NOTIFY_SOCKET");
    std::string_view name = path ? path : "";
    sockaddr_un to{};
    to.sun_family = AF_UNIX;
    if (name.empty() || name.size() >= sizeof to.sun_path) return;
    name.copy(to.sun_path, name.size());
    if (to.sun_path[0] == '@') to.sun_path[0] = '\0';  // of the abstract name space
    auto size = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + name.size());
    int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    (void)::sendto(socket, state.data(), state.size(), MSG_NOSIGNAL,
                   reinterpret_cast<sockaddr const*>(&to), size);
    ::close(socket);
}

}  // namespace usher::app
