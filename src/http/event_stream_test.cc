#include "http/event_stream.h"

#include <gtest/gtest.h>

#include <chrono>
#include <condition_variable>
#include <future>
#include <mutex>

#include "http/routes.h"
#include "http/server.h"
#include "store/testing.h"
#include "support/socket_client.h"

namespace usher::http {
namespace {

using testing::body;
using testing::header;
using testing::longest_wait;
using testing::SocketClient;
using testing::status;

constexpr int never_ms = 120'000;  // longer than any test waits

// What all streams of a test tell.
struct Board {
    std::mutex mutex;
    std::string news;
    bool over = false;
    bool endless = false;
    int gone = 0;
    std::condition_variable left;
    std::atomic<int> looks = 0;

    void say(std::string const& text) {
        std::lock_guard hold(mutex);
        news += text;
    }
    void end(std::string const& unsaid = "") {
        std::lock_guard hold(mutex);
        news += unsaid;
        over = true;
    }
};

class ToldByBoard final : public EventStream {
 public:
    explicit ToldByBoard(Board& board) : board_(board) {}
    ~ToldByBoard() override {
        std::lock_guard hold(board_.mutex);
        ++board_.gone;
        board_.left.notify_all();
    }
    bool stirred() const override {
        std::lock_guard hold(board_.mutex);
        return board_.over || board_.endless || !board_.news.empty();
    }
    std::optional<std::string> look() override {
        ++board_.looks;
        std::lock_guard hold(board_.mutex);
        if (board_.over) return std::nullopt;
        if (board_.endless) return std::string(max_told, ':');
        return std::exchange(board_.news, {});
    }

 private:
    Board& board_;
};

class Streams : public ::testing::Test {
 protected:
    Streams() {
        add_own_routes(router_, *store_, "0");
        router_.add({.path = "/events", .name = "events", .handler = [this](Request&) {
                         auto stream = std::make_shared<ToldByBoard>(board_);
                         return Result<Response>(event_stream(std::move(stream), 1));
                     }});
        options_.port = 0;
        options_.io_threads = 1;
        options_.workers = 1;
        options_.limits.sweep_ms = 5;
        options_.limits.heartbeat_ms = never_ms;
        options_.log = [this](std::string_view line) {
            std::lock_guard hold(board_.mutex);
            log_ += line;
        };
    }
    void start() {
        auto started = Server::start(options_, router_, *store_);
        ASSERT_TRUE(started) << started.error().detail;
        server_ = std::move(*started);
    }
    static std::string ask(std::string const& method = "GET", std::string const& version = "1.1") {
        return method + " /events HTTP/" + version + "\r\nHost: localhost\r\n\r\n";
    }
    // Listens, and has read how the stream begins.
    std::unique_ptr<SocketClient> listener() {
        auto client = std::make_unique<SocketClient>(server_->port());
        client->send(ask());
        EXPECT_EQ(status(client->answer(false)), 200);
        EXPECT_EQ(client->until("\n\n"), "retry: 1001\n\n");
        return client;
    }
    bool gone() {
        std::unique_lock hold(board_.mutex);
        return board_.left.wait_for(hold, longest_wait, [&] { return board_.gone > 0; });
    }
    std::string log() {
        std::lock_guard hold(board_.mutex);
        return log_;
    }

    Board board_;
    std::string log_;
    store::TestStore store_;
    Router router_;
    Options options_;
    std::unique_ptr<Server> server_;
};

TEST(EventText, IsAsBrowsersReadIt) {
    EXPECT_EQ(event_text("job", "{\"done\":1}"), "event: job\ndata: {\"done\":1}\n\n");
}

TEST_F(Streams, AreToldWhatIsNewAndHoldNoWorker) {
    start();
    auto client = listener();
    SocketClient other(server_->port());
    other.send("GET /readyz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_EQ(status(other.answer()), 200) << "the only worker is free";
    board_.say(event_text("a", "1"));
    EXPECT_EQ(client->until("\n\n"), "event: a\ndata: 1\n\n");
    board_.say(event_text("b", "2"));
    EXPECT_EQ(client->until("\n\n"), "event: b\ndata: 2\n\n");
    EXPECT_EQ(server_->figures().streams, 1u);
}

TEST_F(Streams, HaveNoLengthAndAreNeitherKeptNorHeldBack) {
    start();
    SocketClient client(server_->port());
    client.send(ask());
    auto head = client.answer(false);
    EXPECT_EQ(header(head, "Content-Type"), "text/event-stream");
    EXPECT_EQ(header(head, "Content-Length"), "");
    EXPECT_EQ(header(head, "Connection"), "close");
    EXPECT_EQ(header(head, "Cache-Control"), "no-store");
    EXPECT_EQ(header(head, "X-Accel-Buffering"), "no");
}

TEST_F(Streams, OfHttp10EndWithTheConnection) {
    start();
    SocketClient client(server_->port());
    client.send("GET /events HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
    EXPECT_EQ(header(client.answer(false), "Connection"), "close");
    board_.say(event_text("a", "1"));
    EXPECT_NE(client.until("data: 1\n\n"), "");
    board_.end();
    EXPECT_TRUE(client.closed());
}

TEST_F(Streams, HeadIsAnsweredAtOnceAndNothingElseIsTaken) {
    start();
    SocketClient client(server_->port());
    client.send(ask("HEAD"));
    auto head = client.answer(false);
    EXPECT_EQ(status(head), 200);
    EXPECT_EQ(header(head, "Content-Type"), "text/event-stream");
    EXPECT_TRUE(client.kept());
    EXPECT_EQ(server_->figures().streams, 0u);
    client.send(ask("DELETE"));
    EXPECT_EQ(status(client.answer()), 405);
}

TEST_F(Streams, EndWhereWhoeverReadsMayNoLongerLook) {
    start();
    auto client = listener();
    board_.end(event_text("secret", "1"));
    EXPECT_TRUE(client->closed()) << "nothing more was told";
    EXPECT_TRUE(gone());
}

TEST_F(Streams, WhoLeavesIsForgottenAtOnce) {
    start();
    listener().reset();
    EXPECT_TRUE(gone());
}

TEST_F(Streams, AreLookedAtAndHeardOfHoweverQuiet) {
    options_.limits.heartbeat_ms = 20;
    start();
    auto client = listener();
    EXPECT_EQ(client->until(":\n\n"), ":\n\n");
    EXPECT_EQ(client->until(":\n\n"), ":\n\n");
    EXPECT_GE(board_.looks, 2);
}

TEST_F(Streams, WhatTheClientSaysMeanwhileIsNotAnswered) {
    start();
    auto client = listener();
    client->send("GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n");
    board_.say(event_text("a", "1"));
    EXPECT_EQ(client->until("\n\n"), "event: a\ndata: 1\n\n");
}

TEST_F(Streams, WhoDoesNotReadIsCutOff) {
    options_.limits.head_ms = 200;
    options_.limits.heartbeat_ms = 200;
    options_.limits.sweep_ms = 1;
    board_.endless = true;
    start();
    SocketClient client(server_->port());
    client.send(ask());
    EXPECT_TRUE(gone());
}

TEST_F(Streams, DoNotKeepAServerFromStopping) {
    options_.limits.drain_ms = never_ms;  // nobody is cut off
    start();
    auto client = listener();
    auto stopping = std::async(std::launch::async, [&] { server_->stop(); });
    EXPECT_EQ(stopping.wait_for(longest_wait), std::future_status::ready);
    EXPECT_TRUE(client->closed());
}

TEST_F(Streams, AreNotHandedOver) {
    start();
    auto client = listener();
    auto sockets = server_->hand_over();
    EXPECT_TRUE(sockets.connections.empty());
    EXPECT_TRUE(client->closed()) << "it comes back to the next server";
    sockets.close();
}

TEST_F(Streams, BeyondTheirNumberAreRefusedAndTheConnectionStays) {
    options_.limits.streams = 1;
    start();
    auto first = listener();
    SocketClient second(server_->port());
    second.send(ask());
    auto refused = second.answer();
    EXPECT_EQ(status(refused), 503);
    EXPECT_EQ(header(refused, "Retry-After"), "1");
    EXPECT_TRUE(second.kept());
    EXPECT_EQ(server_->figures().streams, 1u);
}

TEST_F(Streams, AreLoggedWhenTheyEnd) {
    start();
    auto client = listener();
    board_.say(event_text("a", "1"));
    EXPECT_NE(client->until("\n\n"), "");
    EXPECT_EQ(log().find("/events"), std::string::npos);
    board_.end();
    EXPECT_TRUE(client->closed());
    server_->stop();
    EXPECT_NE(log().find("\"path\":\"/events\",\"status\":200"), std::string::npos) << log();
}

}  // namespace
}  // namespace usher::http
