#include "support/socket_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>

namespace usher::testing {
namespace {

using Clock = std::chrono::steady_clock;

// Until when somebody waits who begins now.
Clock::time_point from_now(std::chrono::milliseconds span) { return Clock::now() + span; }

bool comes(int socket, Clock::time_point end) {
    auto left = std::chrono::ceil<std::chrono::milliseconds>(end - Clock::now()).count();
    pollfd poll{socket, POLLIN, 0};
    return ::poll(&poll, 1, static_cast<int>(std::max<std::int64_t>(left, 0))) > 0;
}

}  // namespace

SocketClient::SocketClient(std::uint16_t port)
    : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_port = htons(port);
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        socket_ = -1;
    }
}

SocketClient::SocketClient(std::string const& socket_path)
    : socket_(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    socket_path.copy(address.sun_path, sizeof address.sun_path - 1);
    if (::connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) != 0) {
        ::close(socket_);
        socket_ = -1;
    }
}

SocketClient::~SocketClient() {
    if (socket_ >= 0) ::close(socket_);
}

void SocketClient::send(std::string_view bytes) {
    while (!bytes.empty()) {
        auto n = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (n <= 0) return;  // the server has closed: its answer says why
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
}

void SocketClient::half_close() { ::shutdown(socket_, SHUT_WR); }

bool SocketClient::read_more(Moment end) {
    if (socket_ < 0) return false;  // poll() would wait for nobody
    if (!comes(socket_, end)) return false;
    char bytes[64 * 1024];
    auto n = ::recv(socket_, bytes, sizeof bytes, 0);
    if (n <= 0) return false;
    buffer_.append(bytes, static_cast<std::size_t>(n));
    return true;
}

std::string SocketClient::answer(bool with_body) {
    std::size_t end;
    while ((end = buffer_.find("\r\n\r\n")) == std::string::npos)
        if (!read_more(from_now(longest_wait))) return {};
    auto length = header(std::string_view(buffer_).substr(0, end + 4), "Content-Length");
    auto size = end + 4 + (with_body ? std::strtoul(length.c_str(), nullptr, 10) : 0);
    while (buffer_.size() < size)
        if (!read_more(from_now(longest_wait))) return {};
    auto text = buffer_.substr(0, size);
    buffer_.erase(0, size);
    return text;
}

std::string SocketClient::until(std::string_view end, Span within) {
    auto last = from_now(within);
    std::size_t at;
    while ((at = buffer_.find(end)) == std::string::npos)
        if (!read_more(last)) return {};
    auto text = buffer_.substr(0, at + end.size());
    buffer_.erase(0, at + end.size());
    return text;
}

bool SocketClient::has_answer(Span within) {
    return !buffer_.empty() || comes(socket_, from_now(within));
}

bool SocketClient::closed() {
    if (!buffer_.empty() || !comes(socket_, from_now(longest_wait))) return false;
    char byte;
    return ::recv(socket_, &byte, 1, 0) <= 0;
}

bool SocketClient::kept() {
    send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    return status(answer()) == 200;
}

int status(std::string_view answer) {
    if (!answer.starts_with("HTTP/1.1 ") || answer.size() < 12) return 0;
    return std::atoi(std::string(answer.substr(9, 3)).c_str());
}

std::string header(std::string_view answer, std::string_view name) {
    auto line = answer.find("\r\n" + std::string(name) + ": ");
    if (line == std::string_view::npos || line > answer.find("\r\n\r\n")) return {};
    auto begin = line + name.size() + 4;
    return std::string(answer.substr(begin, answer.find("\r\n", begin) - begin));
}

std::string body(std::string_view answer) {
    auto end = answer.find("\r\n\r\n");
    return end == std::string_view::npos ? std::string() : std::string(answer.substr(end + 4));
}

}  // namespace usher::testing
