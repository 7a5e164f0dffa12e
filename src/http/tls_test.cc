// TLS as clients meet it, spoken to by OpenSSL's own client over real sockets.
#include "http/tls.h"

#include <gtest/gtest.h>
#include <openssl/ssl.h>
#include <sys/socket.h>
#include <unistd.h>

#include <csignal>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>

#include "http/event_stream.h"
#include "http/routes.h"
#include "http/server.h"
#include "store/testing.h"
#include "support/tls_client.h"
#include "support/waited.h"

namespace usher::http {
namespace {

using testing::connected;
using Client = testing::TlsClient;

void shell(std::string const& command) { ASSERT_EQ(std::system(command.c_str()), 0) << command; }

TlsFiles certificate(std::string const& directory, std::string const& name) {
    auto made = testing::certificate(directory, name);
    return {made.certificate, made.key};
}

class TlsTest : public ::testing::Test {
 protected:
    TlsTest() {
        std::signal(SIGPIPE, SIG_IGN);
        add_own_routes(router_, *store_, "0");
        router_.add({.path = "/large", .name = "large", .inline_handler = [this](Request const&) {
                         Response response;
                         response.borrowed = large_;
                         return response;
                     }});
        router_.add({.method = Method::post,
                     .path = "/echo",
                     .name = "echo",
                     .handler = [](Request& r) -> Result<Response> {
                         return json_text(std::to_string(r.raw().body.size()));
                     },
                     .max_body = 1024 * 1024 - 1,
                     .needs_origin = false});
    }
    void start(Limits limits = {}) {
        files_ = certificate(directory_.path(), "first");
        Options options{.port = 0, .tls = files_, .io_threads = 1, .workers = 2, .limits = limits};
        auto started = Server::start(std::move(options), router_, *store_);
        ASSERT_TRUE(started) << started.error().detail;
        server_ = *std::move(started);
    }
    std::uint16_t port() const { return server_->port(); }

    std::string const get_ = "GET /healthz HTTP/1.1\r\nHost: localhost\r\n\r\n";
    std::string const large_ = std::string(3'000'000, 'l') + "END";
    store::TemporaryDirectory directory_;
    store::TestStore store_;
    Router router_;
    TlsFiles files_;
    std::unique_ptr<Server> server_;
};

TEST_F(TlsTest, AnswersAndSaysThatTlsIsToStay) {
    start();
    EXPECT_EQ(server_->public_url(), "https://127.0.0.1:" + std::to_string(port()));
    Client client(port());
    ASSERT_TRUE(client.is_connected());
    EXPECT_EQ(client.subject(), "first");
    client.send(get_);
    auto answer = client.receive("\"ok\"}");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
    EXPECT_NE(answer.find("Strict-Transport-Security"), std::string::npos);
    client.send(get_ + get_ + get_);
    EXPECT_NE(client.receive("\"ok\"}", 3), "") << "kept alive, and pipelined";
}

TEST_F(TlsTest, LargeAnswersAndBodiesPassWhole) {
    start();
    Client client(port());
    client.send("GET /large HTTP/1.1\r\nHost: localhost\r\n\r\n");
    auto answer = client.receive("END");
    EXPECT_EQ(answer.size() - answer.find("\r\n\r\n") - 4, large_.size());
    std::string body(900'000, 'b');
    client.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 900000\r\n\r\n" + body);
    EXPECT_NE(client.receive("900000").find("\r\n\r\n900000"), std::string::npos);
}

TEST_F(TlsTest, StreamsAreToldAndEndCleanly) {
    class Once final : public EventStream {
     public:
        bool stirred() const override { return true; }
        std::optional<std::string> look() override {
            if (std::exchange(told_, true)) return std::nullopt;
            return event_text("a", "1");
        }

     private:
        bool told_ = false;
    };
    router_.add({.path = "/events", .name = "events", .handler = [](Request&) {
                     return Result<Response>(event_stream(std::make_shared<Once>(), 0));
                 }});
    Limits limits;
    limits.sweep_ms = 5;
    start(limits);
    Client client(port());
    client.send("GET /events HTTP/1.1\r\nHost: localhost\r\n\r\n");
    EXPECT_NE(client.receive("data: 1\n\n").find("retry: 1000\n\nevent: a\n"), std::string::npos);
    EXPECT_TRUE(client.ended_cleanly());
}

TEST_F(TlsTest, OldVersionsAndWeakCiphersAreRefused) {
    start();
    EXPECT_FALSE(Client(port(), TLS1_VERSION, TLS1_1_VERSION).is_connected());
    EXPECT_TRUE(Client(port(), TLS1_2_VERSION, TLS1_2_VERSION).is_connected());
    Client newest(port());
    EXPECT_STREQ(SSL_get_version(newest.ssl()), "TLSv1.3");
    Client old(port(), TLS1_2_VERSION, TLS1_2_VERSION);
    std::string cipher = SSL_get_cipher_name(old.ssl());
    EXPECT_TRUE(cipher.starts_with("ECDHE-ECDSA-")) << cipher;
    EXPECT_EQ(SSL_session_reused(old.ssl()), 0);
}

TEST_F(TlsTest, OnlyHttp11IsAgreedUpon) {
    start();
    using namespace std::string_view_literals;
    Client both(port(), TLS1_2_VERSION, TLS1_3_VERSION, "\x02h2\x08http/1.1"sv);
    ASSERT_TRUE(both.is_connected());
    unsigned char const* chosen = nullptr;
    unsigned size = 0;
    SSL_get0_alpn_selected(both.ssl(), &chosen, &size);
    EXPECT_EQ(std::string_view(reinterpret_cast<char const*>(chosen), size), "http/1.1");
    EXPECT_FALSE(Client(port(), TLS1_2_VERSION, TLS1_3_VERSION, "\x02h2"sv).is_connected());
}

TEST_F(TlsTest, WhoSpeaksNoTlsGetsNothing) {
    start();
    int socket = connected(port());
    ASSERT_EQ(::send(socket, get_.data(), get_.size(), MSG_NOSIGNAL),
              static_cast<ssize_t>(get_.size()));
    char buffer[1024];
    std::string got;
    for (ssize_t n; (n = ::recv(socket, buffer, sizeof buffer, 0)) > 0;)
        got.append(buffer, static_cast<std::size_t>(n));
    ::close(socket);
    EXPECT_EQ(got.find("HTTP/1.1 200"), std::string::npos);
    EXPECT_TRUE(testing::waited([&] { return server_->figures().connections == 0; }));
}

TEST_F(TlsTest, HandshakeThatDripsHasNoMoreTimeThanAnother) {
    start({.head_ms = 300, .sweep_ms = 20});
    int socket = connected(port());
    // A record of a client's hello that never becomes whole, a byte at a time.
    std::string const begin = "\x16\x03\x01\x40";
    std::size_t sent = 0;
    auto drips = [&] {
        char byte = sent < begin.size() ? begin[sent] : '\0';
        ++sent;
        return ::send(socket, &byte, 1, MSG_NOSIGNAL) == 1;
    };
    EXPECT_TRUE(testing::waited([&] { return !drips(); }, std::chrono::milliseconds(20)));
    ::close(socket);
}

TEST_F(TlsTest, NewCertificateIsShownToTheConnectionsToCome) {
    start();
    Client before(port());
    auto second = certificate(directory_.path(), "second");
    std::filesystem::copy_file(second.certificate, files_.certificate,
                               std::filesystem::copy_options::overwrite_existing);
    std::filesystem::copy_file(second.key, files_.key,
                               std::filesystem::copy_options::overwrite_existing);
    ASSERT_TRUE(server_->reload_tls());
    EXPECT_EQ(Client(port()).subject(), "second");
    before.send(get_);
    EXPECT_NE(before.receive("\"ok\"}"), "") << "who was there goes on";
}

TEST_F(TlsTest, CertificateThatCannotBeUsedLeavesTheOldOne) {
    start();
    std::ofstream(files_.certificate) << "nothing";
    auto refused = server_->reload_tls();
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "http.tls");
    EXPECT_NE(refused.error().detail.find(files_.certificate), std::string::npos);
    EXPECT_EQ(Client(port()).subject(), "first");
}

TEST_F(TlsTest, FilesThatAreNoneAreToldByName) {
    auto one = certificate(directory_.path(), "one"),
         other = certificate(directory_.path(), "other");
    auto why = [&](TlsFiles files) {
        auto opened = Tls::open(std::move(files));
        return opened ? std::string("opened") : opened.error().detail;
    };
    EXPECT_EQ(why(one), "opened");
    EXPECT_EQ(why({"/nowhere/a.pem", one.key}), "/nowhere/a.pem: No such file or directory.");
    EXPECT_EQ(why({one.certificate, "/nowhere/a.key"}),
              "/nowhere/a.key: No such file or directory.");
    EXPECT_NE(why({one.certificate, other.key}).find(other.key), std::string::npos);
    EXPECT_TRUE(why({one.key, one.key}).starts_with(one.key));
    auto locked = directory_.path() + "/locked.key";
    shell("openssl pkey -in " + one.key + " -aes256 -passout pass:x -out " + locked);
    EXPECT_TRUE(why({one.certificate, locked}).starts_with(locked));
    EXPECT_GT((*Tls::open(one))->ends_at_ms(), 0);
}

// Nobody can go on with what was agreed on under TLS: at `usher restart` these connections end.
TEST_F(TlsTest, HandingOverEndsIdleConnectionsCleanlyAndLosesNoRequest) {
    std::promise<void> entered, go;
    router_.add({.path = "/held", .name = "held", .inline_handler = [&](Request const&) {
                     entered.set_value();
                     go.get_future().wait();
                     return std::optional(json_text("\"held\""));
                 }});
    start({.sweep_ms = 20});
    Client idle(port()), asks(port()), holds(port());
    for (auto const* client : {&idle, &asks}) {
        client->send(get_);
        ASSERT_NE(client->receive("\"ok\"}"), "");
    }
    holds.send("GET /held HTTP/1.1\r\nHost: localhost\r\n\r\n");
    entered.get_future().wait();  // the only I/O thread is busy
    asks.send(get_);              // and nobody has read it
    auto handing_over = std::async(std::launch::async, [&] { return server_->hand_over(); });
    EXPECT_EQ(handing_over.wait_for(std::chrono::milliseconds(50)), std::future_status::timeout);
    go.set_value();
    auto answer = asks.receive("\"ok\"}");
    EXPECT_TRUE(answer.starts_with("HTTP/1.1 200")) << answer;
    EXPECT_NE(answer.find("Connection: close"), std::string::npos) << "it was the last one";
    EXPECT_TRUE(asks.ended_cleanly());
    EXPECT_NE(holds.receive("\"held\""), "");
    EXPECT_TRUE(holds.ended_cleanly());
    EXPECT_TRUE(idle.ended_cleanly());
    auto sockets = handing_over.get();
    EXPECT_TRUE(sockets.connections.empty());
    sockets.close();
}

TEST_F(TlsTest, PublicUrlIsNoOtherThanHttps) {
    auto files = certificate(directory_.path(), "some");
    auto refused = Server::start({.port = 0, .tls = files, .public_url = "http://127.0.0.1:8080"},
                                 router_, *store_);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "http.public_url_and_tls");
}

}  // namespace
}  // namespace usher::http
