// POST /v1/check, as a product asks it, against nginx that sends a file of the same size: 64 kept
// connections each, one core each, the asker on the other. They take turns; each round gives a
// ratio of answers a second, and the median of the rounds is the result.
//
// Run it by script/bench check.
//   --quick  a small account, one short round: shows that it runs
#include <sys/stat.h>

#include <fstream>

#include "base/json.h"
#include "load.h"
#include "program.h"

namespace usher::bench {
namespace {

constexpr std::size_t connections = 64;
constexpr double goal = 0.9;
constexpr double goal_p99 = 1.2;

struct Question {
    std::string request;
    std::size_t answer_bytes = 0;
};

// Somebody of the account, by its owner's list.
std::string user_of(std::uint16_t port, std::string const& password) {
    Client client(port);
    auto origin = "Origin: http://127.0.0.1:" + std::to_string(port) + "\r\n";
    auto signed_in = client.ask(
        http_request("POST", "/v1/sign-in", origin,
                     R"({"email":"owner@usher-demo.example","password":")" + password + "\"}"));
    auto cookie = signed_in.find("__Host-usher=");
    if (cookie == std::string::npos) give_up(signed_in);
    auto token = signed_in.substr(cookie, signed_in.find(';', cookie) - cookie);
    auto list = client.ask(http_request("GET", "/v1/accounts/demo-1/users?limit=1&status=active",
                                        "Cookie: " + token + "\r\n", ""));
    return word_after(list, "\"id\":\"").substr(0, 30);
}

Question question(std::uint16_t port, std::string const& key, std::string const& user) {
    Client client(port);
    Question question;
    question.request =
        http_request("POST", "/v1/check", "Authorization: Bearer " + key + "\r\n",
                     R"({"account":"demo-1","user":")" + user + R"(","permission":"users.view"})");
    auto const& answer = client.ask(question.request);
    if (!answer.starts_with("HTTP/1.1 200")) give_up(answer);
    question.answer_bytes = answer.size() - answer.find("\r\n\r\n") - 4;
    return question;
}

// nginx with nothing but one file.
std::string reference(std::string const& folder, std::uint16_t port, std::size_t bytes) {
    std::ofstream(folder + "/answer") << std::string(bytes, 'x');
    auto path = folder + "/nginx.conf";
    std::ofstream(path) << "daemon off; worker_processes 1; pid " << folder << "/pid;\n"
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
    auto told =
        said_by(usher_program() + " demo --data " + data + " --users " + (quick ? "50" : "10000"));
    auto password = word_after(told, "owner@usher-demo.example with ");
    Program usher({usher_program(), "serve", "--data", data, "--port", "0", "--log", "/dev/null"},
                  0);
    auto port = usher.port();
    auto key = said_by(usher_program() + " key make --data " + data +
                       " --blueprint sendpro-online --name bench");
    key.pop_back();
    auto asked = question(port, key, user_of(port, password));
    ::chmod(workplace.path().c_str(), 0755);
    auto nginx_port = free_port();
    auto configured = reference(workplace.path(), nginx_port, asked.answer_bytes);
    Program nginx({"/usr/sbin/nginx", "-c", configured}, 0);
    wait_for(nginx_port);
    pin(0, 1);
    auto file = http_request("GET", "/answer", "", "");
    std::chrono::milliseconds const turn(quick ? 200 : 2000);
    std::vector<double> ratios, slow_ratios;
    for (int round = 1; round <= (quick ? 1 : 7); ++round) {
        auto theirs = load(nginx_port, file, connections, turn);
        auto cpu_before = usher.cpu_seconds();
        auto ours = load(port, asked.request, connections, turn);
        auto cpu_us = (usher.cpu_seconds() - cpu_before) * 1e6 /
                      static_cast<double>(std::max<std::size_t>(ours.took_ms.size(), 1));
        ratios.push_back(ours.a_second / theirs.a_second);
        auto p99 = part_of(ours.took_ms, 0.99), their_p99 = part_of(theirs.took_ms, 0.99);
        slow_ratios.push_back(p99 / their_p99);
        std::printf(
            "round %d: nginx %.0f/s p99 %.2f ms, check %.0f/s p99 %.2f ms, %.0f us of "
            "processor each, ratio %.2f\n",
            round, theirs.a_second, their_p99, ours.a_second, p99, cpu_us, ratios.back());
    }
    std::printf("check p99 ratio %.2f goal <= %.1f\n", median(slow_ratios), goal_p99);
    std::printf("check ratio %.2f goal %.1f\n", median(ratios), goal);
    return 0;
}

}  // namespace
}  // namespace usher::bench

int main(int count, char** words) { return usher::bench::run(usher::bench::quick(count, words)); }
