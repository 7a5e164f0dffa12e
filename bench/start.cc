// From starting the program to its first answer, with 100 accounts in it; the reference is the
// goal of the design. A start reads, checks and migrates everything, and takes the lock.
//
// Run it by script/bench start.
//   --quick  few accounts, one round: shows that it runs
#include "load.h"
#include "program.h"

namespace usher::bench {
namespace {

constexpr double goal_ms = 100;

double start(std::string const& data) {
    auto begun = Steady::now();
    Program usher({usher_program(), "serve", "--data", data, "--port", "0", "--log", "/dev/null"});
    Client client(usher.port());
    auto const& answer = client.ask(http_request("GET", "/healthz", "", ""));
    if (!answer.starts_with("HTTP/1.1 200")) give_up(answer);
    return ms_since(begun);
}

int run(bool quick) {
    Workplace workplace;
    auto data = workplace.path() + "/data";
    said_by(usher_program() + " demo --data " + data + " --users 10 --accounts " +
            (quick ? "3" : "100"));
    pin_to(asking_core);
    start(data);
    std::vector<double> took;
    for (int round = 1; round <= (quick ? 1 : 9); ++round) {
        took.push_back(start(data));
        std::printf("round %d: %.1f ms\n", round, took.back());
    }
    std::printf("start to the first answer: median %.1f ms of %.0f\n", median(took), goal_ms);
    std::printf("start ratio %.2f goal <= 1\n", median(took) / goal_ms);
    return 0;
}

}  // namespace
}  // namespace usher::bench

int main(int count, char** words) { return usher::bench::run(usher::bench::quick(count, words)); }
