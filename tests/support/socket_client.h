// A client that sends exactly the bytes it is given. What is expected is waited for as long as
// `waited` does (support/waited.h); what must not come, for a span that the test names.
#pragma once

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>

#include "support/waited.h"

namespace usher::testing {

class SocketClient {
 public:
    using Span = std::chrono::milliseconds;

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
    // What comes until `end` has, with it; empty where that does not come within the span.
    std::string until(std::string_view end, Span within = longest_wait);
    // True where something has come within the span, be it the end.
    bool has_answer(Span within = Span(0));
    // True where the server ends the connection without sending anything more.
    bool closed();
    // True where the server answers another request on this connection.
    bool kept();

 private:
    using Moment = std::chrono::steady_clock::time_point;
    bool read_more(Moment end);
    int socket_;
    std::string buffer_;
};

int status(std::string_view answer);  // 0 where there is none
std::string header(std::string_view answer, std::string_view name);
std::string body(std::string_view answer);

}  // namespace usher::testing
