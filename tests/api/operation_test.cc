// What an operator sets and sees (docs/operate.md), through the real program.
#include <gtest/gtest.h>

#include <csignal>
#include <cstdio>
#include <deque>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "support/account.h"
#include "support/socket_client.h"
#include "support/tls_client.h"
#include "support/waited.h"

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

std::uint16_t port_of(Server const& server) {
    return static_cast<std::uint16_t>(std::stoi(server.url().substr(server.url().rfind(':') + 1)));
}

// In front of a server: what a shell may set.
std::vector<std::string> with_limits(std::string const& ulimit) {
    return {"/bin/sh", "-c", "ulimit " + ulimit + R"( && exec "$@")", "sh"};
}

// "Max open files            1024                 4096                 files"
std::pair<std::string, std::string> open_files_of(pid_t process) {
    std::ifstream limits("/proc/" + std::to_string(process) + "/limits");
    for (std::string line, soft, hard; std::getline(limits, line);) {
        if (!line.starts_with("Max open files")) continue;
        std::istringstream(line.substr(14)) >> soft >> hard;
        return {soft, hard};
    }
    return {};
}

TEST(Operation, the_soft_limit_of_files_is_raised_to_the_hard_one) {
    Server server(Server::Start::later);
    server.start_under(with_limits("-Sn 300"));
    auto [soft, hard] = open_files_of(server.process());
    EXPECT_NE(soft, "300");
    EXPECT_EQ(soft, hard);
    EXPECT_EQ(server.client().get("/readyz").status, 200);
}

TEST(Operation, connections_beyond_the_limit_of_files_are_turned_away_and_the_others_served) {
    Server server(Server::Start::later);
    server.start_under(with_limits("-n 600"));
    EXPECT_NE(server.log().find("\"warning\":\"app.descriptors\",\"limit\":600,"
                                "\"connections\":344"),
              std::string::npos)
        << server.log();
    auto port = port_of(server);
    std::deque<SocketClient> clients;
    for (int n = 0; n < 400; ++n) clients.emplace_back(port);
    int served = 0, turned_away = 0;
    for (auto& client : clients) {
        client.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
        auto answer = status(client.answer());
        served += answer == 200;
        turned_away += answer == 503;
    }
    EXPECT_EQ(served, 344) << "and the database could be read and written for them";
    EXPECT_GT(turned_away, 0);
    EXPECT_EQ(server.log().find("could not be taken in"), std::string::npos);
}

TEST(Operation, a_hangup_opens_the_log_anew_and_nobody_is_refused) {
    Server server;
    auto client = server.client();
    EXPECT_EQ(client.get("/healthz").status, 200);
    auto log = server.log_file();
    std::filesystem::rename(log, log + ".1");
    server.signal(SIGHUP);
    EXPECT_TRUE(waited([&] {
        EXPECT_EQ(client.get("/healthz").status, 200);
        return std::filesystem::exists(log);
    }));
    server.logged("reload_certificate");
    EXPECT_EQ(client.get("/healthz").status, 200);
    EXPECT_NE(server.log().find("\"event\":\"reopen_log\",\"state\":\"done\""), std::string::npos);
}

void put_in_place_of(std::string const& path, std::string const& other) {
    std::filesystem::copy_file(other, path, std::filesystem::copy_options::overwrite_existing);
}

TEST(Operation, a_hangup_shows_a_new_certificate_to_new_connections_and_keeps_the_old_ones) {
    store::TemporaryDirectory folder;
    auto files = certificate(folder.path(), "first"), second = certificate(folder.path(), "second");
    Server server({"--tls-certificate", files.certificate, "--tls-key", files.key});
    std::string const get = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    auto answers = [&](TlsClient const& client) {
        client.send(get);
        return client.receive("\"ok\"}").starts_with("HTTP/1.1 200");
    };
    TlsClient before(port_of(server));
    EXPECT_EQ(before.subject(), "first");
    EXPECT_TRUE(answers(before));
    put_in_place_of(files.certificate, second.certificate);
    put_in_place_of(files.key, second.key);
    EXPECT_EQ(TlsClient(port_of(server)).subject(), "first") << "nobody has said anything yet";
    server.signal(SIGHUP);
    server.logged("\"event\":\"reload_certificate\",\"state\":\"done\"");
    TlsClient after(port_of(server));
    EXPECT_EQ(after.subject(), "second");
    EXPECT_TRUE(answers(after));
    EXPECT_TRUE(answers(before)) << "who was there goes on";

    std::ofstream(files.certificate) << "nothing";
    server.signal(SIGHUP);
    server.logged("\"event\":\"reload_certificate\",\"state\":\"failed\"");
    auto log = server.log();
    auto why = log.substr(log.find("\"state\":\"failed\""));
    EXPECT_NE(why.substr(0, why.find('\n')).find(files.certificate), std::string::npos)
        << "the file is named: " << why;
    EXPECT_EQ(TlsClient(port_of(server)).subject(), "second") << "the one of before";
    EXPECT_TRUE(answers(before));
    EXPECT_TRUE(answers(after));
}

// The line of the log that tells of that request.
json::Value logged_of(Server& server, std::string const& request) {
    server.logged("\"request\":\"" + request + "\"");
    std::istringstream log(server.log());
    for (std::string line; std::getline(log, line);) {
        if (line.find(request) == std::string::npos) continue;  // maybe not yet whole
        auto parsed = json::parse(line);
        EXPECT_TRUE(parsed) << line;
        auto const* id = parsed ? parsed->member("request") : nullptr;
        if (id && id->text() && *id->text() == request) return *std::move(parsed);
    }
    return {};
}

TEST(Operation, one_request_id_leads_from_the_answer_over_the_log_to_the_audit_event) {
    auto account = Server::shared().open("stamps", {.plan = "premier", .seats = 9});
    auto& server = account.server();
    auto ulf = account.join("ulf", {"user"});
    auto suspends = [&](std::vector<std::string> const& header) {
        auto done = account.owner.put(ulf.path() + "/suspension", {}, header);
        EXPECT_EQ(done.status, 200) << done.body;
        EXPECT_EQ(account.owner.del(ulf.path() + "/suspension").status, 200);
        return done.header("x-request-id");
    };
    auto is_ours = [](std::string const& id) {
        return id.size() == 30 && id.starts_with("req_") &&
               id.find_first_not_of("0123456789abcdefghjkmnpqrstvwxyz", 4) == id.npos;
    };
    auto event_of = [&] {
        return account.owner.get("/audit?act=users.suspend&limit=1").text("items.0.request");
    };
    auto theirs = [](json::Value const& line) {
        auto const* id = line.member("client_request");
        return id ? *id->text() : std::string("none");
    };
    auto plain = suspends({});
    EXPECT_TRUE(is_ours(plain)) << plain;
    EXPECT_EQ(event_of(), plain);
    auto line = logged_of(server, plain);
    EXPECT_EQ(*line.member("method")->text(), "PUT");
    EXPECT_EQ(*line.member("path")->text(), account.base() + ulf.path() + "/suspension");
    EXPECT_EQ(theirs(line), "none");
    // Whatever a client calls it, the id is ours; theirs stands beside it in the log, escaped, and
    // not where it is longer than an id.
    std::string quotes = R"(x","request":"req_00000000000000000000000000)";
    for (std::string const& sent :
         {std::string("edge-4711"), plain, quotes, std::string(129, 'x')}) {
        auto id = suspends({"X-Request-Id: " + sent});
        EXPECT_TRUE(is_ours(id)) << id;
        EXPECT_NE(id, plain);
        EXPECT_EQ(event_of(), id) << sent;
        EXPECT_EQ(theirs(logged_of(server, id)), sent.size() > 128 ? "none" : sent);
    }
    auto refused = account.owner.put(ulf.path() + "/roles", json::Object{}, {"X-Request-Id: mine"});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.text("request"), refused.header("x-request-id")) << "an error says it, too";
    EXPECT_EQ(theirs(logged_of(server, refused.text("request"))), "mine");
}

}  // namespace
}  // namespace usher::testing
