// The command line's way to the running server: one request, one answer, then the end.
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>
#include <unistd.h>

#include <charconv>

#include "http/server.h"

namespace usher::http {
namespace {

constexpr std::size_t max_answer = 16 * 1024 * 1024;
constexpr int patience_s = 60;

struct Closing {
    int socket;
    ~Closing() {
        if (socket >= 0) ::close(socket);
    }
};

Error no_server(std::string_view path) {
    auto error = known("http.no_server");
    error.detail = "No Usher server answers at " + std::string(path) + ".";
    return error;
}

std::string request_text(Method method, std::string_view target, std::string_view body) {
    std::string text(name(method));
    text.append(" ").append(target).append(" HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n");
    if (!body.empty()) {
        text.append("Content-Type: application/json\r\nContent-Length: ");
        text.append(std::to_string(body.size())).append("\r\n");
    }
    return text.append("\r\n").append(body);
}

bool send_all(int socket, std::string_view text) {
    while (!text.empty()) {
        auto n = ::send(socket, text.data(), text.size(), MSG_NOSIGNAL);
        if (n <= 0) return false;
        text.remove_prefix(static_cast<std::size_t>(n));
    }
    return true;
}

std::string receive_all(int socket) {
    std::string text;
    char buffer[16 * 1024];
    while (text.size() < max_answer) {
        auto n = ::recv(socket, buffer, sizeof buffer, 0);
        if (n <= 0) break;
        text.append(buffer, static_cast<std::size_t>(n));
    }
    return text;
}

// The answer is our own server's: "HTTP/1.1 200 …", headers, and a body that is as long as they
// say. A shorter one is half an answer: the server ended, or took too long.
std::optional<Response> parse(std::string_view text) {
    auto end = text.find("\r\n\r\n");
    if (!text.starts_with("HTTP/1.1 ") || end == std::string_view::npos) return std::nullopt;
    Response response;
    std::size_t length = 0;
    std::from_chars(text.data() + 9, text.data() + 12, response.status);
    response.body = text.substr(end + 4);
    auto lines = text.substr(0, end);
    lines.remove_prefix(std::min(lines.find("\r\n"), lines.size()));
    while (lines.starts_with("\r\n")) {
        lines.remove_prefix(2);
        auto line = lines.substr(0, lines.find("\r\n"));
        auto colon = line.find(": ");
        if (colon == std::string_view::npos) return std::nullopt;
        auto value = line.substr(colon + 2);
        response.headers.emplace_back(line.substr(0, colon), value);
        auto const& name = response.headers.back().first;
        if (name == "Content-Type") response.content_type = value;
        if (name == "Content-Length")
            std::from_chars(value.data(), value.data() + value.size(), length);
        lines.remove_prefix(line.size());
    }
    if (response.body.size() != length) return std::nullopt;
    return response;
}

}  // namespace

Result<Response> ask_socket(std::string const& socket_path, Method method, std::string_view target,
                            std::string_view json_body) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (socket_path.size() >= sizeof address.sun_path) return fail(no_server(socket_path));
    socket_path.copy(address.sun_path, socket_path.size());
    Closing closing{::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0)};
    timeval patience{patience_s, 0};
    ::setsockopt(closing.socket, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
    auto const* raw = reinterpret_cast<sockaddr const*>(&address);
    if (::connect(closing.socket, raw, sizeof address) != 0) return fail(no_server(socket_path));
    // From here on the server may have done it, whatever becomes of its answer.
    if (!send_all(closing.socket, request_text(method, target, json_body)))
        return fail(known("http.no_answer"));
    auto response = parse(receive_all(closing.socket));
    if (!response) return fail(known("http.no_answer"));
    return std::move(*response);
}

}  // namespace usher::http
