// A client that sends exactly the bytes it is given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace usher::testing {

class SocketClient {
 public:
    // 127.0.0.1. Where nobody listens there is no answer.
    explicit SocketClient(std::uint16_t port);
    explicit SocketClient(std::string const& socket_path);  // a Unix socket
    SocketClient(SocketClient const&) = delete;
    SocketClient& operator=(SocketClient const&) = delete;
    ~SocketClient();

    void send(std::string_view bytes);
    void half_close();
    // Reads one answer: its head and, unless told otherwise, the body of its Content-Length. Empty
    // where the connection ended before.
    std::string answer(bool with_body = true);
    // What comes until `end` has, with it; empty where that does not come.
    std::string until(std::string_view end);
    // True where something has come within so many milliseconds.
    bool has_answer(int within_ms = 0);
    // True where the server ends the connection within five seconds without sending anything more.
    bool closed();
    // True where the server answers another request on this connection.
    bool kept();

 private:
    bool read_more();
    int socket_;
    std::string buffer_;
};

int status(std::string_view answer);  // 0 where there is none
std::string header(std::string_view answer, std::string_view name);
std::string body(std::string_view answer);

}  // namespace usher::testing
