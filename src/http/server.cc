#include "http/server.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <future>
#include <thread>

#include "base/loopback.h"
#include "base/scheduling.h"
#include "http/connection.h"
#include "http/listen.h"
#include "http/wire.h"
#include "http/workers.h"

namespace usher::http {
namespace {

constexpr int max_io_threads = 4;

int io_threads(Options const& options) {
    if (options.io_threads > 0) return options.io_threads;
    return std::min(cores(), max_io_threads);
}

std::string own_url(Options const& options, std::uint16_t port) {
    auto host = options.address.find(':') == std::string::npos ? options.address
                                                               : "[" + options.address + "]";
    auto https = !options.tls.certificate.empty();
    auto implied = https ? 443 : 80;
    return (https ? "https://" : "http://") + host +
           (port == implied ? "" : ":" + std::to_string(port));
}

Result<void> judge(Options const& options) {
    auto origin = parse_origin(options.public_url);
    if (!options.public_url.empty() && !origin) return fail(known("http.public_url"));
    auto tls = !options.tls.certificate.empty();
    if (tls && origin && !origin->https) return fail(known("http.public_url_and_tls"));
    auto https = origin ? origin->https : tls;
    auto local = !origin || loopback_host(origin->host);
    if (https || (local && loopback_host(options.address))) return {};
    auto error = known("http.needs_https");
    error.detail = "Usher would listen on " + options.address +
                   ", where browsers drop its cookie without a word. Set public_url to "
                   "https://… of the proxy in front of it, or listen on 127.0.0.1.";
    return fail(std::move(error));
}

int another(int socket) { return ::fcntl(socket, F_DUPFD_CLOEXEC, 0); }

// Closed unless a server has them.
struct Held {
    Sockets sockets;
    ~Held() { sockets.close(); }
};

// What is not there yet is made.
Result<std::uint16_t> listen(Options const& options, Sockets& sockets) {
    std::uint16_t port = 0;
    if (sockets.network.empty()) {
        auto made = TRY(listen_on(options.address, options.port, io_threads(options)));
        sockets.network = std::move(made.sockets);
        port = made.port;
    } else {
        port = TRY(bound_to(sockets.network)).port;
    }
    if (sockets.own_user < 0 && !options.socket_path.empty())
        sockets.own_user = TRY(listen_on_socket(options.socket_path));
    return port;
}

}  // namespace

class Server::State {
 public:
    State(Options const& options, Proxies proxies, std::unique_ptr<Tls> tls, Router const& router,
          store::Store& store, std::string url, std::uint16_t port)
        : tls_(std::move(tls)),
          site_{.router = router,
                .store = store,
                .limits = options.limits,
                .public_url = std::move(url),
                .proxies = std::move(proxies),
                .tls = tls_.get(),
                .log = options.log},
          port_(port),
          socket_path_(options.socket_path),
          counts_(site_.limits),
          workers_(options.workers, options.limits.queued_requests) {
        auto origin = parse_origin(site_.public_url).value_or(Origin{});
        site_.same_for_all = security_headers(origin.https);
        site_.only_this_machine = loopback_host(origin.host);
    }

    // Each loop has descriptors of its own for what it listens on; sockets_ outlives them, so that
    // another process can take over.
    void start(Sockets sockets, std::size_t threads) {
        sockets_ = std::move(sockets);
        std::vector<std::vector<Listening>> listening(threads);
        // Few sockets are shared by all loops, many are dealt out.
        for (std::size_t i = 0; i < std::max(threads, sockets_.network.size()); ++i)
            listening[i % threads].push_back(
                {another(sockets_.network[i % sockets_.network.size()]), From::network});
        if (sockets_.own_user >= 0)
            listening[0].push_back({another(sockets_.own_user), From::own_user});
        for (auto const& each : listening)
            loops_.push_back(std::make_unique<Loop>(site_, workers_, counts_, each));
        for (std::size_t i = 0; i < sockets_.connections.size(); ++i)
            loops_[i % threads]->take_in(sockets_.connections[i]);
        sockets_.connections.clear();
        for (auto& loop : loops_)
            threads_.push_back(std::async(std::launch::async, [&loop = *loop] { loop.run(); }));
    }

    void stop() {
        if (site_.draining.exchange(true)) return;
        sockets_.close();
        drain(Loop::Idle::close);
        if (!socket_path_.empty()) ::unlink(socket_path_.c_str());
    }

    Sockets hand_over() {
        if (site_.draining.exchange(true)) return {};
        drain(Loop::Idle::keep);
        for (auto& loop : loops_)
            for (auto connection : loop->take_kept()) sockets_.connections.push_back(connection);
        return std::exchange(sockets_, {});
    }

    Sockets const& listening() const { return sockets_; }
    Result<void> reload_tls() { return tls_ ? tls_->reload() : Result<void>(); }
    Figures figures() const {
        Figures now{counts_.all(), workers_.queued(), site_.bodies.held(), site_.streams, {}};
        if (tls_) now.certificate_ends_at_ms = tls_->ends_at_ms();
        return now;
    }
    Measures const& measures() const { return site_.measures; }
    std::uint16_t port() const { return port_; }
    std::string const& public_url() const { return site_.public_url; }

 private:
    void drain(Loop::Idle idle) {
        for (auto& loop : loops_) loop->drain(idle);
        auto end =
            std::chrono::steady_clock::now() + std::chrono::milliseconds(site_.limits.drain_ms);
        for (auto& thread : threads_) thread.wait_until(end);
        for (auto& loop : loops_) loop->cut();
        for (auto& thread : threads_) thread.wait();
        workers_.finish();
    }

    std::unique_ptr<Tls> const tls_;
    Site site_;
    std::uint16_t port_;
    std::string socket_path_;
    Counts counts_;
    Sockets sockets_;
    // In this order: a worker brings its answer to a loop, so the loops go last.
    std::vector<std::unique_ptr<Loop>> loops_;
    Workers workers_;
    std::vector<std::future<void>> threads_;
};

void Sockets::close() {
    for (auto socket : network) ::close(socket);
    for (auto socket : connections) ::close(socket);
    if (own_user >= 0) ::close(own_user);
    *this = {};
}

Result<void> Server::check(Options const& options) {
    TRY(judge(options));
    TRY(Proxies::parse(options.trusted_proxies));
    if (!options.tls.certificate.empty()) TRY(Tls::open(options.tls));
    return {};
}

Result<std::unique_ptr<Server>> Server::start(Options options, Router const& router,
                                              store::Store& store) {
    Held held{std::move(options.inherited)};
    TRY(judge(options));
    auto proxies = TRY(Proxies::parse(options.trusted_proxies));
    std::unique_ptr<Tls> tls;
    if (!options.tls.certificate.empty()) tls = TRY(Tls::open(options.tls));
    auto port = TRY(listen(options, held.sockets));
    auto url = options.public_url.empty() ? own_url(options, port) : options.public_url;
    auto state = std::make_unique<State>(options, std::move(proxies), std::move(tls), router, store,
                                         std::move(url), port);
    state->start(std::exchange(held.sockets, {}), static_cast<std::size_t>(io_threads(options)));
    return std::unique_ptr<Server>(new Server(std::move(state)));
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::~Server() { stop(); }
std::uint16_t Server::port() const { return state_->port(); }
std::string const& Server::public_url() const { return state_->public_url(); }
Result<void> Server::reload_tls() { return state_->reload_tls(); }
Server::Figures Server::figures() const { return state_->figures(); }
Measures const& Server::measures() const { return state_->measures(); }
Sockets const& Server::listening() const { return state_->listening(); }
Sockets Server::hand_over() { return state_->hand_over(); }
void Server::stop() { state_->stop(); }

}  // namespace usher::http
