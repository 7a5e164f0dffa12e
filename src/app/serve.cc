#include "app/serve.h"

#include <unistd.h>

#include <csignal>
#include <cstdio>

#include "app/demo.h"
#include "app/descriptors.h"
#include "app/metrics.h"
#include "app/notify.h"
#include "app/successor.h"
#include "app/wire.h"
#include "base/cause.h"
#include "base/loopback.h"
#include "base/scheduling.h"
#include "http/listen.h"
#include "http/server.h"

namespace usher::app {
namespace {

// Blocked in every thread before the first one starts; the main thread waits for them.
sigset_t awaited_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGHUP);
    sigaddset(&signals, SIGUSR2);
    return signals;
}

http::Options options_of(Config const& config) {
    http::Options options;
    options.address = config.address;
    options.port = config.port;
    options.socket_path = socket_path(config);
    options.public_url = config.public_url;
    auto const& key = config.tls_key.empty() ? config.tls_certificate : config.tls_key;
    options.tls = {config.tls_certificate, key};
    options.trusted_proxies = config.trusted_proxies;
    options.workers = config.workers;
    return options;
}

// Who cannot have them all turns the last ones away, instead of running out of descriptors where
// the database needs one.
void fit_connections(Installation& installation, http::Limits& limits) {
    auto wanted = limits.connections;
    auto descriptors = raise_descriptors();
    limits.connections = connections_within(descriptors, wanted);
    limits.streams = std::min(limits.streams, limits.connections / 2);
    if (limits.connections < wanted)
        installation.log(few_descriptors_line(installation.store().clock().now(), descriptors,
                                              limits.connections, wanted));
}

Result<std::unique_ptr<http::Server>> start(Installation& installation, http::Sockets inherited) {
    auto options = options_of(installation.config());
    fit_connections(installation, options.limits);
    options.inherited = std::move(inherited);
    options.log = [&](std::string_view line) { installation.log(line); };
    return http::Server::start(std::move(options), installation.router(), installation.store());
}

// Metrics have a server of their own, so that a busy one can still be looked at, and nobody beyond
// this machine sees them.
struct Watched {
    http::Router router;
    std::unique_ptr<http::Server> server;
};
Result<std::unique_ptr<Watched>> watch(Installation& installation, http::Server& server) {
    auto watched = std::make_unique<Watched>();
    if (installation.config().metrics_port == 0) return watched;
    watched->router.add({.path = "/metrics",
                         .name = "metrics",
                         .about = "In Prometheus' text format.",
                         .act = "public",
                         .handler = [&](http::Request&) -> Result<http::Response> {
                             http::Response response;
                             response.content_type = "text/plain; version=0.0.4; charset=utf-8";
                             response.body = metrics(installation, server);
                             return response;
                         },
                         .described = false});
    http::Options options;
    options.port = installation.config().metrics_port;
    options.io_threads = 1;
    options.workers = 1;
    watched->server =
        TRY(http::Server::start(std::move(options), watched->router, installation.store()));
    return watched;
}

// SIGHUP: the certificate and the list of breached passwords may be new ones, the log may have been
// moved away.
void reload(Installation& installation, http::Server& server) {
    auto reopened = installation.reopen_log();
    installation.note("reopen_log", reopened);
    installation.note("reload_certificate", server.reload_tls());
    installation.breached().usable();  // looks now, and tells what it finds
}

void print(std::string const& text) {
    std::fputs(text.c_str(), stdout);
    std::fflush(stdout);
}

// The built-in mailbox is shown on this machine only (architecture section 9).
std::string where_mails_land(std::string const& public_url) {
    if (loopback_url(public_url)) return "Mails land in        " + public_url + "/dev/mail\n";
    return "Mails reach nobody   set --smtp-url; the built-in mailbox is shown on loopback only\n";
}

// Who hands over sockets has decided where they listen.
Result<Config> where_it_listens(Config config, http::Sockets const& inherited) {
    if (!inherited.network.empty()) {
        auto bound = TRY(http::bound_to(inherited.network));
        config.address = bound.address;
        config.port = bound.port;
    }
    return settled(std::move(config));
}

enum class End { stop, hand_over };

End await_end(Installation& installation, http::Server& server, Restart& restart,
              sigset_t const& signals) {
    for (;;) {
        int signal = 0;
        sigwait(&signals, &signal);
        if (signal == SIGHUP) {
            reload(installation, server);
        } else if (signal == SIGUSR2) {
            auto begun = restart.begin();
            installation.note("restart", begun ? Result<void>() : fail(begun.error()));
            if (begun) return End::hand_over;
        } else {
            return End::stop;
        }
    }
}

// One life of a server: what it was given, what becomes of it.
class Service {
 public:
    Service(World const& world, Demo demo, Inheritance& inheritance)
        : world_(world), demo_(demo), inheritance_(inheritance), restart_(own_launch()) {}

    Result<void> begin(Config const& config) {
        auto ready = [&]() -> Result<void> {
            TRY(http::Server::check(options_of(config)));
            await_turn(inheritance_);
            return {};
        };
        installation_ = TRY(Installation::open(config, world_, ready));
        installation_->on_restart([this]() -> Result<int> {
            auto process = TRY(restart_.begin());
            ::kill(::getpid(), SIGUSR2);  // the main thread goes on from here
            return process;
        });
        std::string screen;
        if (demo_ == Demo::with) screen = TRY(demo_screen(*installation_));
        server_ = TRY(start(*installation_, std::exchange(inheritance_.sockets, {})));
        watched_ = TRY(watch(*installation_, *server_));
        installation_->runner().start();
        restart_.of(*server_);
        if (inheritance_.predecessor) {
            inheritance_.predecessor->say(Channel::Word::serving);
        } else {
            notify("READY=1");
        }
        inheritance_.predecessor.reset();
        print("Usher is running at  " + config.public_url + "\n");
        if (config.smtp_url.empty()) print(where_mails_land(config.public_url));
        print(screen);
        return {};
    }

    End run(sigset_t const& signals) {
        return await_end(*installation_, *server_, restart_, signals);
    }

    void stop() {
        notify("STOPPING=1");
        watched_->server.reset();
        server_->stop();
        installation_->runner().stop();
    }

    // True where the successor serves; else this one begins again, with what it had.
    bool hand_over() {
        auto successor = restart_.take();
        watched_->server.reset();
        auto sockets = server_->hand_over();
        installation_->runner().stop();
        server_.reset();
        watched_.reset();
        installation_.reset();  // and with it DATA/lock
        if (successor->takes(sockets)) {
            notify("MAINPID=" + std::to_string(successor->process()));
            sockets.close();
            return true;
        }
        inheritance_.sockets = std::move(sockets);
        return false;
    }

    void tell_of_failure() {
        installation_->note(
            "restart",
            fail(Error{Code::unavailable, "app.successor",
                       "The successor ended while it opened the data; this server goes on."}));
    }

 private:
    World const& world_;
    Demo const demo_;
    Inheritance& inheritance_;
    Restart restart_;
    std::unique_ptr<Installation> installation_;
    std::unique_ptr<http::Server> server_;
    std::unique_ptr<Watched> watched_;
};

Result<void> serve_on(Config const& given, World const& world, Demo demo, Inheritance& inheritance,
                      sigset_t const& signals) {
    auto config = TRY(where_it_listens(given, inheritance.sockets));
    Service service(world, demo, inheritance);
    TRY(service.begin(config));
    while (service.run(signals) == End::hand_over) {
        if (service.hand_over()) return {};
        TRY(service.begin(config));
        service.tell_of_failure();
    }
    service.stop();
    return {};
}

}  // namespace

Result<void> serve(Config const& given, World const& world, Demo demo) {
    auto signals = awaited_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    answer_soon();
    auto inherited = inheritance();
    auto served = serve_on(given, world, demo, inherited, signals);
    if (!served && inherited.predecessor)
        inherited.predecessor->say(
            Channel::Word::refused,
            with_cause(served.error()) + " (" + std::string(served.error().key) + ")");
    return served;
}

}  // namespace usher::app
