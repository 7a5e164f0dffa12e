// POST /v1/check, as a product asks it, against nginx that sends a file of the same size: 64 kept
// connections each, one core each, the asker on the other. They take turns; each round gives a
// ratio of answers a second, and the median of the rounds is the result.
//
// Run it by script/bench check.
//   --quick  a small account, one short round: shows that it runs
#include <sys/stat.h>

#include <fstream>

#include "question.h"

namespace usher::bench {
namespace {

constexpr std::size_t connections = 64;
constexpr double goal = 0.9;
constexpr double goal_p99 = 1.2;

// nginx with nothing but one file.
std::string reference(std::string const& folder, std::uint16_t port, std::size_t bytes) {
    std::ofstream(folder + "/answer") << std::string(bytes, 'x');
    auto path = folder + "/nginx.conf";
    // As root it would read as another, who has no way into the folder of a copy under /root.
    auto const* as = ::geteuid() == 0 ? "user root root; " : "";
    std::ofstream(path) << as << "daemon off; worker_processes 1; pid " << folder << "/pid;\n"
                        << "error_log " << folder << "/error.log; events {}\n"
                        << "http { access_log off; keepalive_requests 1000000000;\n"
                        << "open_file_cache max=10;\n"
                        << "client_body_temp_path " << folder << "/body;\n"
                        << "server { listen 127.0.0.1:" << port << "; root " << folder << "; } }\n";
    return path;
}

int run(bool quick) {
    Workplace workplace;
    auto data = workplace.path() + "/data";
    auto password = made_demo(data, quick ? 50 : 10'000);
    auto key = made_key(data);
    Program usher({usher_program(), "serve", "--data", data, "--port", "0", "--log", "/dev/null"});
    auto port = usher.port();
    auto asked = question(port, key, user_of(port, password));
    ::chmod(workplace.path().c_str(), 0755);
    auto nginx_port = free_port();
    auto configured = reference(workplace.path(), nginx_port, asked.answer_bytes);
    Program nginx({"/usr/sbin/nginx", "-c", configured});
    wait_for(nginx_port);
    pin_to(asking_core);
    auto file = http_request("GET", "/answer", "", "");
    std::chrono::milliseconds const turn(quick ? 200 : 2000);
    std::vector<double> ratios, slow_ratios, costs;
    for (int round = 1; round <= (quick ? 1 : 7); ++round) {
        auto theirs = load(nginx_port, file, connections, turn);
        auto cpu_before = usher.cpu_seconds();
        auto ours = load(port, asked.request, connections, turn);
        auto cpu_us = (usher.cpu_seconds() - cpu_before) * 1e6 /
                      static_cast<double>(std::max<std::size_t>(ours.took_ms.size(), 1));
        ratios.push_back(ours.a_second / theirs.a_second);
        auto p99 = part_of(ours.took_ms, 0.99), their_p99 = part_of(theirs.took_ms, 0.99);
        slow_ratios.push_back(p99 / their_p99);
        costs.push_back(cpu_us);
        std::printf(
            "round %d: nginx %.0f/s p99 %.2f ms, check %.0f/s p99 %.2f ms, %.0f us of "
            "processor each, ratio %.2f\n",
            round, theirs.a_second, their_p99, ours.a_second, p99, cpu_us, ratios.back());
    }
    std::printf("one check takes %.0f us of processor\n", median(costs));
    std::printf("check p99 ratio %.2f goal <= %.1f\n", median(slow_ratios), goal_p99);
    std::printf("check ratio %.2f goal %.1f\n", median(ratios), goal);
    return 0;
}

}  // namespace
}  // namespace usher::bench

int main(int count, char** words) { return usher::bench::run(usher::bench::quick(count, words)); }
