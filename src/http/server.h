// Serves a Router over HTTP/1.1: I/O threads with one coroutine a connection, inline routes
// answered there, everything else on a bounded pool of workers (architecture section 1).
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "http/measures.h"
#include "http/router.h"
#include "http/tls.h"
#include "store/store.h"

namespace usher::http {

struct Limits {
    std::size_t head_bytes = 16 * 1024;
    std::size_t headers = 64;
    int head_ms = 10'000;  // from the first byte (or the accept) to the whole head
    int keep_alive_ms = 75'000;
    std::size_t bytes_per_s = 1024;  // who sends or reads more slowly is cut off (after head_ms)
    int sweep_ms = 1000;             // how often deadlines are looked at
    int drain_ms = 30'000;           // how long stop() waits for running requests
    std::size_t body_bytes = 256 * 1024 * 1024;  // of all bodies being read: beyond, 503
    std::size_t connections = 10000;
    std::size_t connections_per_address = 1000;
    std::size_t queued_requests = 1024;  // beyond: 503 with Retry-After
    std::size_t streams = 5000;          // of the connections; beyond: the same
    int heartbeat_ms = 25'000;           // of a stream; proxies close what is quiet for a minute
};

// What a server listens on and whom it talks to, as one process hands it to the next. Whoever holds
// it closes it.
struct Sockets {
    std::vector<int> network;      // listening, all on one port
    int own_user = -1;             // listening, a Unix socket
    std::vector<int> connections;  // accepted; nothing of their next request was read
    void close();
};

struct Options {
    std::string address = "127.0.0.1";
    std::uint16_t port = 8080;     // 0: any free one
    std::string socket_path = {};  // DATA/usher.sock, mode 0600, SO_PEERCRED checked
    TlsFiles tls = {};             // with a certificate: TLS on the port, in the clear nowhere
    std::string public_url = {};   // "https://users.example.com"; empty: http(s)://address:port
    std::vector<std::string> trusted_proxies = {};  // Proxies::parse(): whose word counts
    int io_threads = 0;                             // 0: cores, at most 4
    int workers = 32;
    Limits limits = {};
    std::function<void(std::string_view line)> log = {};  // one JSON object, no newline
    // Where there are any: instead of listening at address, port and socket_path. Taken over also
    // where the start fails.
    Sockets inherited = {};
};

class Server {
 public:
    // Binds and starts the threads. Fails with `http.address_in_use` or `http.cannot_listen`; the
    // detail names the address and what to do. Refuses to listen beyond loopback unless
    // public_url is https (`http.needs_https`): the cookie would be dropped in silence. Fails with
    // `http.public_url`, `http.trusted_proxy` and `http.tls`, too.
    static Result<std::unique_ptr<Server>> start(Options, Router const&, store::Store&);
    // What start() would refuse of these, without listening.
    static Result<void> check(Options const&);
    ~Server();
    std::uint16_t port() const;
    std::string const& public_url() const;
    // Reads the certificate again, for the connections to come. `http.tls`: then all stays as it
    // was. Nothing to do without TLS.
    Result<void> reload_tls();

    struct Figures {
        std::size_t connections = 0;
        std::size_t queued_requests = 0;
        std::size_t body_bytes = 0;
        std::size_t streams = 0;
        std::optional<std::int64_t> certificate_ends_at_ms = {};
    };
    Figures figures() const;
    Measures const& measures() const;
    // What it listens on; it stays its own.
    Sockets const& listening() const;
    // stop(), but nobody is turned away: who connects waits, and who waits between two requests is
    // kept. All of that is the caller's then.
    Sockets hand_over();
    void stop();  // no new connections, running requests finish (at most 30 s), then threads end

 private:
    class State;
    explicit Server(std::unique_ptr<State>);
    std::unique_ptr<State> state_;
};

// A client for the CLI: one request over DATA/usher.sock. Fails with `http.no_server` where nobody
// listens: nothing was asked then; with `http.no_answer` where the server ended meanwhile.
Result<Response> ask_socket(std::string const& socket_path, Method, std::string_view target,
                            std::string_view json_body);

}  // namespace usher::http
