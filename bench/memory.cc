// What a server that idles holds, with 100 accounts whose lists were read once, and what an idle
// connection adds; whether an idle server works. The references are the goals of the design.
//
// Run it by script/bench memory.
//   --quick  few accounts and connections: shows that it runs
#include <sys/resource.h>

#include <thread>

#include "load.h"
#include "program.h"

namespace usher::bench {
namespace {

constexpr double goal_mib = 40, goal_connection_kib = 4;

// The limit of open files is what the system gives at most.
void open_files() {
    rlimit limit{};
    ::getrlimit(RLIMIT_NOFILE, &limit);
    limit.rlim_cur = limit.rlim_max;
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

int run(bool quick) {
    open_files();
    Workplace workplace;
    auto data = workplace.path() + "/data";
    said_by(usher_program() + " demo --data " + data + " --users 20 --accounts " +
            (quick ? "3" : "100"));
    Program usher({usher_program(), "serve", "--data", data, "--port", "0", "--log", "/dev/null"});
    auto port = usher.port();
    Client warm(port);
    warm.ask(http_request("GET", "/sign-in", "Accept: text/html\r\n", ""));
    auto idle = usher.resident_kib();

    auto busy_before = usher.cpu_seconds();
    std::this_thread::sleep_for(std::chrono::seconds(quick ? 1 : 10));
    auto busy = usher.cpu_seconds() - busy_before;

    std::size_t const connections = quick ? 100 : 900;
    std::vector<std::unique_ptr<Client>> clients;
    for (std::size_t i = 0; i < connections; ++i) {
        clients.push_back(std::make_unique<Client>(port));
        clients.back()->ask(http_request("GET", "/healthz", "", ""));
    }
    auto each = (usher.resident_kib() - idle) / static_cast<double>(connections);
    std::printf("idle: %.1f MiB of %.0f; %.2f s of processor in %d s\n", idle / 1024, goal_mib,
                busy, quick ? 1 : 10);
    std::printf("%zu idle connections: %.2f KiB each of %.0f\n", connections, each,
                goal_connection_kib);
    std::printf("connections ratio %.2f goal <= 1\n", each / goal_connection_kib);
    std::printf("memory ratio %.2f goal <= 1\n", idle / 1024 / goal_mib);
    return 0;
}

}  // namespace
}  // namespace usher::bench

int main(int count, char** words) { return usher::bench::run(usher::bench::quick(count, words)); }
