#include "app/serve.h"

#include <csignal>
#include <cstdio>

#include "app/demo.h"
#include "app/metrics.h"
#include "app/wire.h"
#include "base/json.h"
#include "base/loopback.h"
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
    return signals;
}

Result<std::unique_ptr<http::Server>> start(Installation& installation) {
    auto const& config = installation.config();
    http::Options options;
    options.address = config.address;
    options.port = config.port;
    options.socket_path = socket_path(config);
    options.public_url = config.public_url;
    auto const& key = config.tls_key.empty() ? config.tls_certificate : config.tls_key;
    options.tls = {config.tls_certificate, key};
    options.trusted_proxies = config.trusted_proxies;
    options.workers = config.workers;
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

void note(Installation& installation, std::string_view what, Result<void> const& done) {
    json::Writer line;
    line.begin_object();
    line.member("time", to_text(installation.store().clock().now())).member("event", what);
    line.member("state", done ? "done" : "failed");
    if (!done) line.member("why", done.error().detail);
    line.end_object();
    installation.log(line.text());
}

// SIGHUP: the certificate may be a new one, the log may have been moved away.
void reload(Installation& installation, http::Server& server) {
    auto reopened = installation.reopen_log();
    note(installation, "reopen_log", reopened);
    note(installation, "reload_certificate", server.reload_tls());
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

}  // namespace

Result<void> serve(Config const& given, World const& world, Demo demo) {
    auto signals = awaited_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    auto config = TRY(settled(given));
    auto installation = TRY(Installation::open(config, world));
    std::string screen;
    if (demo == Demo::with) screen = TRY(demo_screen(*installation));
    auto server = TRY(start(*installation));
    auto watched = TRY(watch(*installation, *server));
    installation->runner().start();
    print("Usher is running at  " + config.public_url + "\n");
    if (config.smtp_url.empty()) print(where_mails_land(config.public_url));
    print(screen);
    int signal = SIGHUP;
    for (sigwait(&signals, &signal); signal == SIGHUP; sigwait(&signals, &signal))
        reload(*installation, *server);
    watched->server.reset();
    server->stop();
    installation->runner().stop();
    return {};
}

}  // namespace usher::app
