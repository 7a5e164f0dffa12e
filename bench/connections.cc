// What an idle connection adds to a server that idles, after one question and its answer: 800
// beside the 100 that are open before, for which the server's threads have got their memory. The
// reference is the goal of the design. Each round has a server of its own, and the median of the
// rounds is the result.
//
// Run it by script/bench connections.
//   --quick  few accounts and connections, one round: shows that it runs
#include "idle.h"

namespace usher::bench {
namespace {

constexpr double goal_kib = 4;
constexpr std::size_t before = 100, connections = 800;  // one address may have 1,000

int run(bool quick) {
    Workplace workplace;
    auto data = workplace.path() + "/data";
    fill_accounts(data, quick ? 3 : 100);
    pin_to(asking_core);
    auto const many = quick ? 100 : connections;
    std::vector<double> each;
    for (int round = 1; round <= (quick ? 1 : 5); ++round) {
        Idle idle(data);
        std::vector<std::unique_ptr<Client>> clients;
        auto open = [&](std::size_t so_many) {
            for (std::size_t i = 0; i < so_many; ++i) {
                clients.push_back(std::make_unique<Client>(idle.port));
                clients.back()->ask(http_request("GET", "/healthz", "", ""));
            }
            return idle.usher.resident_kib();
        };
        auto few = open(before);
        each.push_back((open(many) - few) / static_cast<double>(many));
        std::printf("round %d: %.2f KiB each\n", round, each.back());
    }
    std::printf("%zu idle connections: %.2f KiB each of %.0f\n", many, median(each), goal_kib);
    std::printf("connections ratio %.2f goal <= 1\n", median(each) / goal_kib);
    return 0;
}

}  // namespace
}  // namespace usher::bench

int main(int count, char** words) { return usher::bench::run(usher::bench::quick(count, words)); }
