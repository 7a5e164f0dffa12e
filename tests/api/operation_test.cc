// What an operator sets and sees (docs/operate.md), through the real program.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <thread>

#include "support/server.h"

namespace usher::testing {
namespace {

std::string written(store::TemporaryDirectory const& folder, std::string_view toml) {
    auto path = folder.path() + "/usher.toml";
    std::ofstream(path) << toml;
    return path;
}

TEST(Operation, settings_of_the_command_line_count_before_those_of_the_file) {
    store::TemporaryDirectory folder;
    Server server(Server::Start::later);
    auto file =
        written(folder, "log = \"/var/log/usher.log\"\n[listen]\nport = 8443\nworkers = 4\n");
    auto told = server.run({"config", "--config", file, "--port", "9443"});
    ASSERT_EQ(told.status, 0) << told.err;
    auto has = [&](std::string const& key, std::string const& from) {
        auto at = told.out.find(key + " ");
        auto line = at == told.out.npos ? "" : told.out.substr(at, told.out.find('\n', at) - at);
        return line.ends_with("# " + from) ? std::string("yes") : line;
    };
    EXPECT_EQ(has("listen.port = 9443", "--port"), "yes");
    EXPECT_EQ(has("listen.workers = 4", file + ":4"), "yes");
    EXPECT_EQ(has("log = /var/log/usher.log", file + ":1"), "yes");
    EXPECT_EQ(has("listen.address = 127.0.0.1", "default"), "yes");
    auto json = server.run({"config", "--json", "--config", file});
    EXPECT_TRUE(json::parse(json.out));
}

TEST(Operation, a_wrong_key_or_value_is_refused_by_name_before_anything_is_made) {
    store::TemporaryDirectory folder;
    Server server(Server::Start::later);
    auto file = written(folder, "[listen]\nprot = 1\n");
    for (auto const* command : {"serve", "config"}) {
        auto refused = server.run({command, "--config", file});
        EXPECT_EQ(refused.status, 2);
        EXPECT_NE(refused.err.find(file + ":2: there is no setting \"listen.prot\""),
                  std::string::npos)
            << refused.err;
    }
    EXPECT_EQ(server.run({"serve", "--workers", "0"}).status, 2);
    EXPECT_NE(server.run({"serve", "--trusted-proxy", "proxy.example"}).err.find("proxy.example"),
              std::string::npos);
    EXPECT_NE(server.run({"serve", "--smtp-url", "smtp://localhost", "--smtp-ca-file", "/nowhere"})
                  .err.find("/nowhere"),
              std::string::npos);
    EXPECT_NE(server.run({"serve", "--tls-certificate", "/nowhere"}).err.find("/nowhere"),
              std::string::npos);
}

TEST(Operation, metrics_are_on_a_port_of_their_own) {
    auto port = std::to_string(support::free_port());
    Server server({"--metrics-port", port});
    auto client = server.client();
    EXPECT_EQ(client.get("/v1/me").status, 401);
    EXPECT_FALSE(client.get("/metrics").holds("usher_http")) << "not beside the API";
    auto page = Client("http://127.0.0.1:" + port).get("/metrics");
    ASSERT_EQ(page.status, 200);
    EXPECT_TRUE(page.header("content-type").starts_with("text/plain; version=0.0.4"));
    for (auto const* line :
         {"usher_http_requests_total{route=\"me\",status=\"4xx\"} 1\n",
          "usher_http_request_seconds_bucket{route=\"me\",le=\"+Inf\"} 1\n",
          "usher_http_request_seconds_count{route=\"me\"} 1\n", "# TYPE usher_store_queue gauge\n",
          "usher_store_commits_total ", "usher_store_readable 1\n", "usher_build_info{version="})
        EXPECT_TRUE(page.holds(line)) << line << page.body;
    for (auto const* secret : {"@", "usr_", "acc_"}) EXPECT_FALSE(page.holds(secret)) << secret;
}

TEST(Operation, a_hangup_opens_the_log_anew_and_nobody_is_refused) {
    Server server;
    auto client = server.client();
    EXPECT_EQ(client.get("/healthz").status, 200);
    auto log = server.log_file();
    std::filesystem::rename(log, log + ".1");
    server.signal(SIGHUP);
    while (!std::filesystem::exists(log)) {
        EXPECT_EQ(client.get("/healthz").status, 200);
    }
    while (server.log().find("reload_certificate") == std::string::npos) std::this_thread::yield();
    EXPECT_EQ(client.get("/healthz").status, 200);
    EXPECT_NE(server.log().find("\"event\":\"reopen_log\",\"state\":\"done\""), std::string::npos);
}

}  // namespace
}  // namespace usher::testing
