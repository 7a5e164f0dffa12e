// Asks a server over HTTP, as fast as it answers: so many connections, one question at a time each.
#pragma once

#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <memory>
#include <optional>
#include <span>

#include "measure.h"

namespace usher::bench {

inline int connected(std::uint16_t port) {
    int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    int on = 1;
    ::setsockopt(socket, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    if (socket < 0 || ::connect(socket, reinterpret_cast<sockaddr*>(&to), sizeof to) != 0) {
        if (socket >= 0) ::close(socket);
        return -1;
    }
    return socket;
}

inline std::uint16_t free_port() {
    int socket = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
    sockaddr_in at{};
    at.sin_family = AF_INET;
    at.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof at;
    if (::bind(socket, reinterpret_cast<sockaddr*>(&at), size) != 0 ||
        ::getsockname(socket, reinterpret_cast<sockaddr*>(&at), &size) != 0)
        give_up("no port is free");
    ::close(socket);
    return ntohs(at.sin_port);
}

inline void wait_for(std::uint16_t port) {
    for (auto begun = Steady::now(); ms_since(begun) < 30'000; ::usleep(5000)) {
        auto socket = connected(port);
        if (socket < 0) continue;
        ::close(socket);
        return;
    }
    give_up("nothing answers at port " + std::to_string(port));
}

// What a connection sends and receives by. One that has received nothing yet, but will, says 0.
struct Plain {
    explicit Plain(int socket) : socket_(socket) {}
    bool send(std::string_view request) {
        return ::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) ==
               static_cast<ssize_t>(request.size());
    }
    std::optional<std::size_t> receive(std::span<char> into) {
        auto n = ::recv(socket_, into.data(), into.size(), 0);
        return n > 0 ? std::optional(static_cast<std::size_t>(n)) : std::nullopt;
    }

 private:
    int socket_;
};

// HTTP/1.1: an answer has its length, or comes in chunks.
struct Http {
    using Transport = Plain;
    // How long the answer is whose beginning this is; 0 where that is not known yet.
    static std::size_t length(std::string const& answer) {
        auto head = answer.find("\r\n\r\n");
        if (head == std::string::npos) return 0;
        if (auto at = answer.find("ransfer-Encoding: chunked"); at < head)
            return answer.ends_with("\r\n0\r\n\r\n") ? answer.size() : 0;
        auto at = answer.find("ontent-");
        while (at != std::string::npos && answer.compare(at + 7, 6, "ength:") != 0 &&
               answer.compare(at + 7, 6, "Length") != 0)
            at = answer.find("ontent-", at + 1);
        if (at == std::string::npos || at > head) return head + 4;
        return head + 4 + std::strtoul(answer.c_str() + answer.find(':', at) + 1, nullptr, 10);
    }
    static bool right(std::string const& answer) { return answer.starts_with("HTTP/1.1 200"); }
};

// One kept connection, with one question at a time.
template <class Protocol>
class ClientOf {
 public:
    explicit ClientOf(std::uint16_t port) : socket_(port), transport_(socket_.number) {}
    int socket() const { return socket_.number; }

    void send(std::string_view request) {
        begun_ = Steady::now();
        answer_.clear();
        whole_ = 0;
        if (!transport_.send(request)) give_up("cannot send");
    }
    // Reads what is there, or waits for it; whether the answer is whole.
    bool receive() {
        std::array<char, 65536> piece;
        auto n = transport_.receive(piece);
        if (!n) give_up("the connection ended: " + answer_);
        answer_.append(piece.data(), *n);
        if (whole_ == 0) whole_ = Protocol::length(answer_);
        return whole_ > 0 && answer_.size() >= whole_;
    }
    std::string const& ask(std::string_view request) {
        send(request);
        while (!receive()) continue;
        return answer_;
    }
    std::string const& answer() const { return answer_; }
    double took_ms() const { return ms_since(begun_); }

 private:
    struct Socket {
        explicit Socket(std::uint16_t port) : number(connected(port)) {
            if (number < 0) give_up("cannot connect");
        }
        Socket(Socket const&) = delete;
        ~Socket() { ::close(number); }
        int const number;
    };
    Socket socket_;
    typename Protocol::Transport transport_;
    std::string answer_;
    std::size_t whole_ = 0;
    Steady::time_point begun_;
};
using Client = ClientOf<Http>;

struct Load {
    double a_second = 0;
    std::vector<double> took_ms = {};
};

// All from one thread; for so long requests are sent, `next` is asked for each, and the time lasts
// until the last answer has come. An answer that is not right ends the measurement.
template <class Protocol = Http, class Next>
Load load_each(std::uint16_t port, Next next, std::size_t connections,
               std::chrono::milliseconds turn) {
    int poll = ::epoll_create1(EPOLL_CLOEXEC);
    std::vector<std::unique_ptr<ClientOf<Protocol>>> clients;
    for (std::size_t i = 0; i < connections; ++i) {
        clients.push_back(std::make_unique<ClientOf<Protocol>>(port));
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.u64 = i;
        ::epoll_ctl(poll, EPOLL_CTL_ADD, clients.back()->socket(), &event);
    }
    Load done;
    auto begun = Steady::now();
    for (auto& client : clients) client->send(next());
    std::array<epoll_event, 64> events{};
    for (auto unanswered = connections; unanswered > 0;) {
        auto n = ::epoll_wait(poll, events.data(), events.size(), 1000);
        for (int i = 0; i < n; ++i) {
            auto& client = *clients[events[static_cast<std::size_t>(i)].data.u64];
            if (!client.receive()) continue;
            if (!Protocol::right(client.answer())) give_up(client.answer());
            done.took_ms.push_back(client.took_ms());
            if (Steady::now() - begun < turn)
                client.send(next());
            else
                --unanswered;
        }
    }
    done.a_second = static_cast<double>(done.took_ms.size()) * 1000 / ms_since(begun);
    ::close(poll);
    return done;
}

// The same request again and again.
template <class Protocol = Http>
Load load(std::uint16_t port, std::string const& request, std::size_t connections,
          std::chrono::milliseconds turn) {
    auto same = [&]() -> std::string const& { return request; };
    return load_each<Protocol>(port, same, connections, turn);
}

inline std::string http_request(std::string_view method, std::string_view path,
                                std::string_view headers, std::string_view body) {
    std::string text(method);
    text.append(" ").append(path).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n").append(headers);
    if (!body.empty())
        text.append("Content-Type: application/json\r\nContent-Length: " +
                    std::to_string(body.size()) + "\r\n");
    return text.append("\r\n").append(body);
}

}  // namespace usher::bench
