#include "http/server.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <future>
#include <optional>

#include "http/routes.h"
#include "store/testing.h"
#include "support/socket_client.h"
#include "support/waited.h"

namespace usher::http {
namespace {

using testing::body;
using testing::header;
using testing::longest_wait;
using testing::SocketClient;
using testing::status;

constexpr int never_ms = 120'000;  // longer than any test waits

class Servers : public ::testing::Test {
 protected:
    Servers() {
        add_own_routes(router_, *store_, "0");
        router_.add({.path = "/v1/slow", .name = "slow", .handler = [this](Request&) {
                         started_.set_value();
                         go_.get_future().wait();
                         return Result<Response>(json_text("\"slow\""));
                     }});
        router_.add({.path = "/v1/large", .name = "large", .handler = [](Request&) {
                         return Result<Response>(json_text(std::string(32 * 1024 * 1024, 'a')));
                     }});
        router_.add({.path = "/v1/who", .name = "who", .handler = [](Request& r) {
                         auto by = r.credential().kind == Credential::Kind::instance;
                         return Result<Response>(json_text(by ? "instance" : r.address()));
                     }});
        router_.add(
            {.method = Method::post, .path = "/v1/echo", .name = "echo", .handler = [](Request& r) {
                 return Result<Response>(json_text(r.raw().body));
             }});
        options_.port = 0;
        options_.io_threads = 1;
        options_.workers = 2;
    }
    void start() {
        auto started = Server::start(options_, router_, *store_);
        ASSERT_TRUE(started) << started.error().detail;
        server_ = std::move(*started);
    }
    std::string refusal(Options options) {
        auto started = Server::start(options, router_, *store_);
        return started ? "" : started.error().key;
    }
    static std::string get(std::string_view path) {
        return "GET " + std::string(path) + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    store::TestStore store_;
    Router router_;
    Options options_;
    std::promise<void> started_, go_;
    std::unique_ptr<Server> server_;
};

TEST_F(Servers, AnswersInlineAndFromAWorkerOnOneConnection) {
    start();
    SocketClient client(server_->port());
    client.send(get("/v1/who") + get("/healthz") + get("/readyz"));
    EXPECT_EQ(body(client.answer()), "127.0.0.1");
    EXPECT_EQ(body(client.answer()), "{\"status\":\"ok\"}");
    EXPECT_EQ(body(client.answer()), "{\"status\":\"ok\"}");
    EXPECT_TRUE(client.kept());
}

TEST_F(Servers, SecondServerOnOnePortIsRefused) {
    start();
    auto second = options_;
    second.port = server_->port();
    EXPECT_EQ(refusal(second), "http.address_in_use");
}

TEST_F(Servers, NothingIsServedBeyondThisMachineWithoutHttps) {
    auto with = [&](std::string address, std::string url) {
        auto options = options_;
        options.address = std::move(address);
        options.public_url = std::move(url);
        return refusal(options);
    };
    EXPECT_EQ(with("0.0.0.0", ""), "http.needs_https");
    EXPECT_EQ(with("0.0.0.0", "http://users.example.com"), "http.needs_https");
    EXPECT_EQ(with("0.0.0.0", "http://localhost:8080"), "http.needs_https");
    EXPECT_EQ(with("127.0.0.1", "http://users.example.com"), "http.needs_https");
    EXPECT_EQ(with("::", ""), "http.needs_https");
    EXPECT_EQ(with("127.0.0.1", "https://users.example.com/path"), "http.public_url");
    EXPECT_EQ(with("users.example.com", "https://users.example.com"), "http.cannot_listen");
    EXPECT_EQ(with("0.0.0.0", "https://users.example.com"), "");
    EXPECT_EQ(with("localhost", ""), "");
}

TEST_F(Servers, SocketOfTheCommandLineSpeaksAsTheInstance) {
    options_.socket_path = store_.directory() + "/usher.sock";
    start();
    struct stat found{};
    ASSERT_EQ(::stat(options_.socket_path.c_str(), &found), 0);
    EXPECT_EQ(found.st_mode & 0777, 0600u);
    auto answer = ask_socket(options_.socket_path, Method::get, "/v1/who", "");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->body, "instance");
    EXPECT_EQ(ask_socket(options_.socket_path, Method::post, "/v1/echo", "{\"a\":1}")->body,
              "{\"a\":1}");
    EXPECT_EQ(ask_socket(options_.socket_path, Method::get, "/v1/none", "")->status, 404);
    server_->stop();
    EXPECT_EQ(ask_socket(options_.socket_path, Method::get, "/v1/who", "").error().key,
              "http.no_server");
}

TEST_F(Servers, SocketThatADeadServerLeftIsTakenOver) {
    options_.socket_path = store_.directory() + "/usher.sock";
    start();
    auto second = options_;
    EXPECT_EQ(refusal(second), "http.address_in_use");
    server_.reset();
    {
        std::filesystem::remove(options_.socket_path);
        auto path = options_.socket_path;
        std::FILE* file = std::fopen(path.c_str(), "w");
        std::fclose(file);
    }
    start();
    EXPECT_TRUE(ask_socket(options_.socket_path, Method::get, "/v1/who", ""));
}

TEST_F(Servers, StopWaitsForTheRequestThatRuns) {
    start();
    std::optional<SocketClient> client(server_->port());
    auto& busy = *client;
    SocketClient idle(server_->port());
    ASSERT_TRUE(idle.kept());
    busy.send(get("/v1/slow"));
    started_.get_future().wait();
    auto stopping = std::async(std::launch::async, [&] { server_->stop(); });
    EXPECT_TRUE(idle.closed());
    EXPECT_EQ(stopping.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
    go_.set_value();
    auto answer = busy.answer();
    EXPECT_EQ(body(answer), "\"slow\"");
    EXPECT_EQ(header(answer, "Connection"), "close");
    client.reset();  // or the server would linger, in case it sends more
    stopping.wait();
    SocketClient late(server_->port());
    late.send(get("/healthz"));
    EXPECT_EQ(late.answer(), "");
}

TEST_F(Servers, StopAnswersWhatHasComeAndNobodyHasReadYet) {
    std::promise<void> entered, go;
    router_.add({.path = "/held", .name = "held", .inline_handler = [&](Request const&) {
                     entered.set_value();
                     go.get_future().wait();
                     return std::optional(json_text("\"held\""));
                 }});
    start();
    std::optional<SocketClient> holds(server_->port()), asks(server_->port());
    ASSERT_TRUE(asks->kept());
    holds->send(get("/held"));
    entered.get_future().wait();  // the only I/O thread is busy
    asks->send(get("/healthz"));
    auto stopping = std::async(std::launch::async, [&] { server_->stop(); });
    EXPECT_EQ(stopping.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
    go.set_value();
    auto answer = asks->answer();
    EXPECT_EQ(body(answer), "{\"status\":\"ok\"}");
    EXPECT_EQ(header(answer, "Connection"), "close") << "it was the last one";
    EXPECT_EQ(body(holds->answer()), "\"held\"");
    holds.reset();  // or the server would linger, in case they send more
    asks.reset();
    stopping.wait();
}

// Closing with bytes unread resets a connection, and what the client has not got yet is lost.
TEST_F(Servers, AnswerArrivesWholeThoughMoreWasSentThanIsRead) {
    start();
    std::string surplus(100 * 1024, 'x');
    SocketClient client(server_->port());
    client.send("GET /v1/large HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n" + surplus);
    ASSERT_TRUE(client.has_answer(longest_wait));
    client.send(surplus);
    EXPECT_EQ(body(client.answer()).size(), 32u * 1024 * 1024);
    EXPECT_TRUE(client.closed());
}

TEST_F(Servers, WhatFollowsAClosingAnswerIsNotAnswered) {
    start();
    SocketClient client(server_->port());
    client.send(
        "POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
        "Content-Length: 2\r\n\r\n{}" +
        get("/healthz") + get("/healthz"));
    EXPECT_EQ(body(client.answer()), "{}");
    client.send(get("/healthz"));
    EXPECT_TRUE(client.closed());
}

TEST_F(Servers, StopLeavesNobodyWithHalfAnAnswer) {
    start();
    SocketClient client(server_->port());
    client.send(get("/v1/large"));
    ASSERT_TRUE(client.has_answer(longest_wait));
    auto stopping = std::async(std::launch::async, [&] { server_->stop(); });
    client.send(get("/healthz"));
    EXPECT_EQ(body(client.answer()).size(), 32u * 1024 * 1024);
}

TEST_F(Servers, WhoLeavesAConnectionOpenAfterTheLastAnswerIsNotWaitedForLong) {
    options_.limits.drain_ms = never_ms;
    start();
    SocketClient client(server_->port());
    client.send("GET /healthz HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
    EXPECT_EQ(status(client.answer()), 200);
    EXPECT_TRUE(client.closed());
    auto stopping = std::async(std::launch::async, [&] { server_->stop(); });
    EXPECT_EQ(stopping.wait_for(longest_wait), std::future_status::ready);
}

TEST_F(Servers, StopDoesNotWaitForeverForAClient) {
    options_.limits.drain_ms = 50;
    options_.limits.head_ms = never_ms;  // nothing but stop() ends the wait
    start();
    SocketClient client(server_->port());
    ASSERT_TRUE(client.kept());
    client.send("GET / HT");
    auto began = std::chrono::steady_clock::now();
    auto stopping = std::async(std::launch::async, [&] { server_->stop(); });
    ASSERT_EQ(stopping.wait_for(longest_wait), std::future_status::ready);
    auto took = std::chrono::steady_clock::now() - began;
    EXPECT_GE(took, std::chrono::milliseconds(50)) << "who is in the midst of it has some time";
    (void)client.answer();  // what there is of one
    EXPECT_TRUE(client.closed());
}

TEST_F(Servers, FullQueueIsAnsweredAtOnce) {
    options_.workers = 1;
    options_.limits.queued_requests = 1;
    start();
    SocketClient running(server_->port()), queued(server_->port()), refused(server_->port());
    running.send(get("/v1/slow"));
    started_.get_future().wait();
    queued.send(get("/v1/who"));
    refused.send(get("/healthz"));
    EXPECT_EQ(status(refused.answer()), 200);
    refused.send(get("/v1/who"));
    auto answer = refused.answer();
    EXPECT_EQ(status(answer), 503);
    EXPECT_EQ(header(answer, "Retry-After"), "1");
    EXPECT_NE(body(answer).find("http.busy"), std::string::npos);
    EXPECT_TRUE(refused.kept());
    go_.set_value();
    EXPECT_EQ(status(queued.answer()), 200);
}

TEST_F(Servers, ConnectionsBeyondTheLimitOfAnAddressAreTurnedAway) {
    options_.limits.connections_per_address = 2;
    start();
    SocketClient first(server_->port());
    auto second = std::make_unique<SocketClient>(server_->port());
    ASSERT_TRUE(first.kept() && second->kept());
    SocketClient third(server_->port());
    EXPECT_EQ(status(third.answer()), 503);
    EXPECT_TRUE(third.closed());
    second.reset();
    for (int i = 0; i < 100; ++i) {  // until the server has seen that the second one left
        SocketClient fourth(server_->port());
        if (fourth.kept()) return;
    }
    FAIL() << "a connection that ended still counts";
}

TEST_F(Servers, NoFloodFromTheNetworkKeepsTheCommandLineOut) {
    options_.limits.connections = 1;
    options_.socket_path = store_.directory() + "/usher.sock";
    start();
    SocketClient first(server_->port());
    ASSERT_TRUE(first.kept());
    SocketClient second(server_->port());
    EXPECT_EQ(status(second.answer()), 503);
    auto answer = ask_socket(options_.socket_path, Method::get, "/v1/who", "");
    ASSERT_TRUE(answer);
    EXPECT_EQ(answer->status, 200);
    EXPECT_EQ(answer->body, "instance");
    EXPECT_TRUE(first.kept());
}

class SlowClients : public Servers {
 protected:
    SlowClients() {
        options_.limits.head_ms = 60;
        options_.limits.keep_alive_ms = 60;
        options_.limits.sweep_ms = 10;
        options_.limits.bytes_per_s = 100'000;
        start();
    }
};

TEST_F(SlowClients, WhoNeverSpeaksIsCutOff) {
    SocketClient client(server_->port());
    EXPECT_TRUE(client.closed());
}

TEST_F(SlowClients, HeadThatTricklesInIsCutOffHoweverSteady) {
    SocketClient client(server_->port());
    client.send("GET /healthz?");
    EXPECT_TRUE(testing::waited([&] {
        client.send("a");
        return client.has_answer();
    }));
    EXPECT_EQ(status(client.answer()), 408);
    EXPECT_TRUE(client.closed());
}

TEST_F(SlowClients, BodyThatStopsIsCutOff) {
    SocketClient client(server_->port());
    client.send("POST /v1/echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nabc");
    EXPECT_EQ(status(client.answer()), 408);
    EXPECT_TRUE(client.closed());
}

TEST_F(SlowClients, IdleConnectionIsClosedWithoutAWord) {
    SocketClient client(server_->port());
    ASSERT_TRUE(client.kept());
    EXPECT_TRUE(client.closed());
}

TEST_F(SlowClients, WhoDoesNotReadItsAnswerIsCutOff) {
    SocketClient client(server_->port());
    client.send(get("/v1/large"));
    ASSERT_TRUE(client.has_answer(longest_wait));
    EXPECT_TRUE(testing::waited([&] { return server_->figures().connections == 0; }));
    EXPECT_TRUE(client.answer().empty());  // what is left in the buffers, then the end
}

}  // namespace
}  // namespace usher::http
