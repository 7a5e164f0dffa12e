#include "app/serve.h"

#include <csignal>
#include <cstdio>

#include "app/demo.h"
#include "app/wire.h"
#include "base/loopback.h"
#include "http/server.h"

namespace usher::app {
namespace {

// Blocked in every thread before the first one starts; the main thread waits for them.
sigset_t ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

Result<std::unique_ptr<http::Server>> start(Installation& installation) {
    auto const& config = installation.config();
    http::Options options;
    options.address = config.address;
    options.port = config.port;
    options.socket_path = socket_path(config);
    options.public_url = config.public_url;
    options.trusted_proxies = config.trusted_proxies;
    options.workers = config.workers;
    options.log = [&](std::string_view line) { installation.log(line); };
    return http::Server::start(std::move(options), installation.router(), installation.store());
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
    auto signals = ending_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    std::signal(SIGPIPE, SIG_IGN);
    auto config = TRY(settled(given));
    auto installation = TRY(Installation::open(config, world));
    std::string screen;
    if (demo == Demo::with) screen = TRY(demo_screen(*installation));
    auto server = TRY(start(*installation));
    installation->runner().start();
    print("Usher is running at  " + config.public_url + "\n");
    if (config.smtp_url.empty()) print(where_mails_land(config.public_url));
    print(screen);
    int signal = 0;
    sigwait(&signals, &signal);
    server->stop();
    installation->runner().stop();
    return {};
}

}  // namespace usher::app
