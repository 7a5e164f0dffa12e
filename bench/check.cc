// POST /v1/check, as a product asks it, against nginx that sends a file of the same size: 64 kept
// connections each, one core each, the asker on the other. They take turns; each round gives a
// ratio of answers a second, and the median of the rounds is the result. Then the same once more
// over TLS 1.3, by one certificate (EC, P-256); those who ask do as much work there as those who
// answer.
//
// Run it by script/bench check.
//   --quick  a small account, one short round: shows that it runs
#include <sys/stat.h>

#include <fstream>

#include "question.h"
#include "tls.h"

namespace usher::bench {
namespace {

constexpr std::size_t connections = 64;
constexpr double goal = 0.9;
constexpr double goal_p99 = 1.2;

// For both of them.
struct Certificate {
    std::string chain, key;
};
Certificate made_certificate(std::string const& folder) {
    Certificate made{folder + "/certificate.pem", folder + "/key.pem"};
    said_by(
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 "
        "-subj /CN=127.0.0.1 -addext subjectAltName=IP:127.0.0.1 -keyout " +
        made.key + " -out " + made.chain + " 2>&1");
    return made;
}

struct Ports {
    std::uint16_t plain, tls;
};
// nginx with nothing but one file.
std::string reference(std::string const& folder, Ports ports, Certificate const& certificate,
                      std::size_t bytes) {
    std::ofstream(folder + "/answer") << std::string(bytes, 'x');
    auto path = folder + "/nginx.conf";
    // As root it would read as another, who has no way into the folder of a copy under /root.
    auto const* as = ::geteuid() == 0 ? "user root root; " : "";
    std::ofstream(path) << as << "daemon off; worker_processes 1; pid " << folder << "/pid;\n"
                        << "error_log " << folder << "/error.log; events {}\n"
                        << "http { access_log off; keepalive_requests 1000000000;\n"
                        << "open_file_cache max=10;\n"
                        << "client_body_temp_path " << folder << "/body;\n"
                        << "ssl_certificate " << certificate.chain << ";\n"
                        << "ssl_certificate_key " << certificate.key << ";\n"
                        << "ssl_protocols TLSv1.3;\n"
                        << "server { listen 127.0.0.1:" << ports.plain
                        << "; listen 127.0.0.1:" << ports.tls << " ssl; root " << folder
                        << "; } }\n";
    return path;
}

struct Outcome {
    double p99, ratio;
};
void tell(char const* name, Outcome const& result) {
    std::printf("%s p99 ratio %.2f goal <= %.1f\n", name, result.p99, goal_p99);
    std::printf("%s ratio %.2f goal %.1f\n", name, result.ratio, goal);
}

// They take turns.
template <class Protocol>
Outcome race(char const* name, Program const& usher, std::uint16_t port, std::uint16_t nginx_port,
             std::string const& request, bool quick) {
    auto file = http_request("GET", "/answer", "", "");
    std::chrono::milliseconds const turn(quick ? 200 : 2000);
    std::vector<double> ratios, slow_ratios, costs;
    for (int round = 1; round <= (quick ? 1 : 7); ++round) {
        auto theirs = load<Protocol>(nginx_port, file, connections, turn);
        auto cpu_before = usher.cpu_seconds();
        auto ours = load<Protocol>(port, request, connections, turn);
        auto cpu_us = (usher.cpu_seconds() - cpu_before) * 1e6 /
                      static_cast<double>(std::max<std::size_t>(ours.took_ms.size(), 1));
        ratios.push_back(ours.a_second / theirs.a_second);
        auto p99 = part_of(ours.took_ms, 0.99), their_p99 = part_of(theirs.took_ms, 0.99);
        slow_ratios.push_back(p99 / their_p99);
        costs.push_back(cpu_us);
        std::printf(
            "round %d: nginx %.0f/s p99 %.2f ms, %s %.0f/s p99 %.2f ms, %.0f us of processor "
            "each, ratio %.2f\n",
            round, theirs.a_second, their_p99, name, ours.a_second, p99, cpu_us, ratios.back());
    }
    std::printf("one %s takes %.0f us of processor\n", name, median(costs));
    return {median(slow_ratios), median(ratios)};
}

int run(bool quick) {
    Workplace workplace;
    auto data = workplace.path() + "/data";
    auto password = made_demo(data, quick ? 50 : 10'000);
    auto key = made_key(data);
    ::chmod(workplace.path().c_str(), 0755);
    auto certificate = made_certificate(workplace.path());
    std::vector<std::string> const serve{usher_program(), "serve",     "--data", data,
                                         "--log",         "/dev/null", "--port"};
    auto at = [&serve](std::vector<std::string> more) {
        more.insert(more.begin(), serve.begin(), serve.end());
        return more;
    };
    auto plain = std::make_unique<Program>(at({"0"}));
    auto port = plain->port();
    auto asked = question(port, key, user_of(port, password));
    Ports const ports{free_port(), free_port()};
    Program nginx({"/usr/sbin/nginx", "-c",
                   reference(workplace.path(), ports, certificate, asked.answer_bytes)});
    wait_for(ports.plain);
    pin_to(asking_core);
    auto result = race<Http>("check", *plain, port, ports.plain, asked.request, quick);
    plain.reset();
    auto tls_port = free_port();
    Program tls(at({std::to_string(tls_port), "--tls-certificate", certificate.chain, "--tls-key",
                    certificate.key}));
    wait_for(tls_port);
    tell("check-tls", race<Https>("check-tls", tls, tls_port, ports.tls, asked.request, quick));
    tell("check", result);
    return 0;
}

}  // namespace
}  // namespace usher::bench

int main(int count, char** words) { return usher::bench::run(usher::bench::quick(count, words)); }
