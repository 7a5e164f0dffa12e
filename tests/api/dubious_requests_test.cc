// Requests that are odd, broken or hostile, as bytes; each has the status it must get, and leaves
// the connection open or ends it. What is accepted stands here on purpose too.
#include <gtest/gtest.h>

#include "http/routes.h"
#include "http/server.h"
#include "store/testing.h"
#include "support/socket_client.h"

namespace usher::http {
namespace {

using testing::SocketClient;

enum class Then { keep, close };

struct Dubious {
    std::string_view name;
    std::string_view bytes;
    int status;
    Then then;
};

constexpr auto keep = Then::keep;
constexpr auto close = Then::close;

// H is the Host header that an honest client sends.
#define H "Host: localhost\r\n"
#define POST "POST /v1/echo HTTP/1.1\r\n" H
using namespace std::string_view_literals;

// clang-format off
constexpr Dubious table[] = {
    // the request line
    {"an honest one", "GET /v1/ok HTTP/1.1\r\n" H "\r\n"sv, 200, keep},
    {"an empty line before it", "\r\nGET /v1/ok HTTP/1.1\r\n" H "\r\n"sv, 200, keep},
    {"two empty lines before it", "\r\n\r\nGET /v1/ok HTTP/1.1\r\n" H "\r\n"sv, 400, close},
    {"a method in lower case", "get /v1/ok HTTP/1.1\r\n" H "\r\n"sv, 501, close},
    {"an unknown method", "BREW /v1/ok HTTP/1.1\r\n" H "\r\n"sv, 501, close},
    {"TRACE", "TRACE /v1/ok HTTP/1.1\r\n" H "\r\n"sv, 501, close},
    {"CONNECT", "CONNECT localhost:80 HTTP/1.1\r\n" H "\r\n"sv, 501, close},
    {"OPTIONS of everything", "OPTIONS * HTTP/1.1\r\n" H "\r\n"sv, 400, close},
    {"OPTIONS of a route", "OPTIONS /v1/ok HTTP/1.1\r\n" H "\r\n"sv, 405, keep},
    {"no method", " /v1/ok HTTP/1.1\r\n" H "\r\n"sv, 400, close},
    {"no target", "GET HTTP/1.1\r\n" H "\r\n"sv, 400, close},
    {"two spaces before the target", "GET  /v1/ok HTTP/1.1\r\n" H "\r\n"sv, 400, close},
    {"two spaces before the version", "GET /v1/ok  HTTP/1.1\r\n" H "\r\n"sv, 505, close},
    {"a tab for a space", "GET\t/v1/ok\tHTTP/1.1\r\n" H "\r\n"sv, 400, close},
    {"a space at the end of the line", "GET /v1/ok HTTP/1.1 \r\n" H "\r\n"sv, 505, close},
    {"HTTP/0.9", "GET /v1/ok\r\n\r\n"sv, 400, close},
    {"HTTP/1.2", "GET /v1/ok HTTP/1.2\r\n" H "\r\n"sv, 505, close},
    {"HTTP/2.0", "GET /v1/ok HTTP/2.0\r\n" H "\r\n"sv, 505, close},
    {"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"sv, 505, close},
    {"a version of three digits", "GET /v1/ok HTTP/1.10\r\n" H "\r\n"sv, 505, close},
    {"the protocol in lower case", "GET /v1/ok http/1.1\r\n" H "\r\n"sv, 505, close},
    {"a handshake of TLS", "\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"sv, 400, close},
    // the target
    {"the absolute form", "GET http://localhost/v1/ok HTTP/1.1\r\n" H "\r\n"sv, 200, keep},
    {"the absolute form of another host",
     "GET http://evil.example/v1/ok HTTP/1.1\r\n" H "\r\n"sv, 400, close},
    {"the absolute form with a user",
     "GET http://a@localhost/v1/ok HTTP/1.1\r\n" H "\r\n"sv, 400, close},
    {"a path without a slash", "GET v1/ok HTTP/1.1\r\n" H "\r\n"sv, 400, close},
    {"a fragment", "GET /v1/ok#top HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"a backslash", "GET /v1\\ok HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"bytes beyond ASCII", "GET /v1/\xc3\xa4 HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"half an escape", "GET /v1/ok%2 HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"NUL in an escape", "GET /v1/ok%00 HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"a line end in an escape", "GET /v1/ok%0d%0aX:y HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"UTF-8 that is longer than need be", "GET /v1/%c0%af HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"a slash in an escape", "GET /v1%2fok HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"dots upwards", "GET /v1/../etc/passwd HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"escaped dots upwards", "GET /v1/%2e%2e/passwd HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"two slashes", "GET //v1/ok HTTP/1.1\r\n" H "\r\n"sv, 404, keep},
    {"a slash at the end", "GET /v1/ok/ HTTP/1.1\r\n" H "\r\n"sv, 404, keep},
    {"a parameter twice", "GET /v1/ok?q=1&q=2 HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"a parameter nobody knows", "GET /v1/ok?x=1 HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    {"a parameter twice, once escaped", "GET /v1/ok?q=1&%71=2 HTTP/1.1\r\n" H "\r\n"sv, 400, keep},
    // headers
    {"no Host", "GET /v1/ok HTTP/1.1\r\n\r\n"sv, 400, close},
    {"an empty Host", "GET /v1/ok HTTP/1.1\r\nHost:\r\n\r\n"sv, 400, close},
    {"two Hosts", "GET /v1/ok HTTP/1.1\r\n" H "Host: evil.example\r\n\r\n"sv, 400, close},
    {"a Host with a path", "GET /v1/ok HTTP/1.1\r\nHost: localhost/x\r\n\r\n"sv, 400, close},
    {"a Host with a user", "GET /v1/ok HTTP/1.1\r\nHost: a@localhost\r\n\r\n"sv, 400, close},
    {"a Host that is not this machine",
     "GET /v1/ok HTTP/1.1\r\nHost: evil.example\r\n\r\n"sv, 421, keep},
    {"X-Forwarded-Host",
     "GET /v1/ok HTTP/1.1\r\n" H "X-Forwarded-Host: evil.example\r\n\r\n"sv, 200, keep},
    {"a space before the colon", "GET /v1/ok HTTP/1.1\r\n" H "X : y\r\n\r\n"sv, 400, close},
    {"a line without a colon", "GET /v1/ok HTTP/1.1\r\n" H "nonsense\r\n\r\n"sv, 400, close},
    {"a header without a name", "GET /v1/ok HTTP/1.1\r\n" H ": y\r\n\r\n"sv, 400, close},
    {"a name beyond ASCII", "GET /v1/ok HTTP/1.1\r\n" H "X\xc3\xa4: y\r\n\r\n"sv, 400, close},
    {"a value beyond ASCII", "GET /v1/ok HTTP/1.1\r\n" H "X: \xc3\xa4\r\n\r\n"sv, 200, keep},
    {"NUL in a value", "GET /v1/ok HTTP/1.1\r\n" H "X: a\0b\r\n\r\n"sv, 400, close},
    {"a control character in a value",
     "GET /v1/ok HTTP/1.1\r\n" H "X: a\x01\r\n\r\n"sv, 400, close},
    {"a lone CR in a value", "GET /v1/ok HTTP/1.1\r\n" H "X: a\rb\r\n\r\n"sv, 400, close},
    {"a lone LF for a line end", "GET /v1/ok HTTP/1.1\n" "Host: localhost\n\n"sv, 400, close},
    {"one lone LF", "GET /v1/ok HTTP/1.1\r\nHost: localhost\nX: y\r\n\r\n"sv, 400, close},
    {"a folded line", "GET /v1/ok HTTP/1.1\r\n" H "X: a\r\n b\r\n\r\n"sv, 400, close},
    {"a folded first line", "GET /v1/ok HTTP/1.1\r\n Host: localhost\r\n\r\n"sv, 400, close},
    {"two Authorizations",
     "GET /v1/ok HTTP/1.1\r\n" H "Authorization: Bearer a\r\nAuthorization: Bearer b\r\n\r\n"
     ""sv, 400, close},
    {"two Cookies", "GET /v1/ok HTTP/1.1\r\n" H "Cookie: a=1\r\nCookie: b=2\r\n\r\n"sv, 400, close},
    {"an upgrade",
     "GET /v1/ok HTTP/1.1\r\n" H "Connection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\n"
     "HTTP2-Settings: x\r\n\r\n"sv, 200, keep},
    {"a method in a header",
     "POST /v1/only_get HTTP/1.1\r\n" H "X-HTTP-Method-Override: GET\r\n"
     "Content-Length: 0\r\n\r\n"sv, 405, keep},
    // the connection
    {"Connection: close", "GET /v1/ok HTTP/1.1\r\n" H "Connection: close\r\n\r\n"sv, 200, close},
    {"HTTP/1.0", "GET /v1/ok HTTP/1.0\r\n\r\n"sv, 200, close},
    {"HTTP/1.0 that wishes to stay",
     "GET /v1/ok HTTP/1.0\r\nConnection: keep-alive\r\n\r\n"sv, 200, keep},
    // bodies
    {"a body", POST "Content-Length: 2\r\n\r\n{}"sv, 200, keep},
    {"a body in chunks",
     POST "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"sv, 200, keep},
    {"no length where a body could be", POST "\r\n"sv, 200, keep},
    {"a body with GET", "GET /v1/ok HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\nabc"sv, 200, keep},
    {"two lengths", POST "Content-Length: 2\r\nContent-Length: 3\r\n\r\n{}"sv, 400, close},
    {"the same length twice",
     POST "Content-Length: 2\r\nContent-Length: 2\r\n\r\n{}"sv, 400, close},
    {"a list of lengths", POST "Content-Length: 2, 2\r\n\r\n{}"sv, 400, close},
    {"a length with a sign", POST "Content-Length: +2\r\n\r\n{}"sv, 400, close},
    {"a negative length", POST "Content-Length: -1\r\n\r\n"sv, 400, close},
    {"a length in hexadecimal", POST "Content-Length: 0x2\r\n\r\n{}"sv, 400, close},
    {"an empty length", POST "Content-Length:\r\n\r\n"sv, 400, close},
    {"a length beyond 64 bits",
     POST "Content-Length: 99999999999999999999999\r\n\r\n"sv, 400, close},
    {"a length beyond the limit", POST "Content-Length: 999999999\r\n\r\n"sv, 413, close},
    {"length and chunks",
     POST "Content-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"sv, 400, close},
    {"chunks twice",
     POST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
     ""sv, 400, close},
    {"chunks and identity",
     POST "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n"sv, 400, close},
    {"packed chunks", POST "Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"sv, 400, close},
    {"chunks in capitals", POST "Transfer-Encoding: Chunked\r\n\r\n0\r\n\r\n"sv, 400, close},
    {"chunks with a tail", POST "Transfer-Encoding: chunked;q=1\r\n\r\n0\r\n\r\n"sv, 400, close},
    {"chunks behind a vertical tab",
     POST "Transfer-Encoding: \x0b""chunked\r\n\r\n0\r\n\r\n"sv, 400, close},
    {"chunks in HTTP/1.0",
     "POST /v1/echo HTTP/1.0\r\n" H "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n"sv, 400, close},
    {"a chunk without a size", POST "Transfer-Encoding: chunked\r\n\r\n\r\n"sv, 400, close},
    {"a chunk's size that is no number",
     POST "Transfer-Encoding: chunked\r\n\r\nzz\r\n"sv, 400, close},
    {"a chunk's size beyond the limit",
     POST "Transfer-Encoding: chunked\r\n\r\nffffffff\r\n"sv, 413, close},
    {"a chunk's size beyond 64 bits",
     POST "Transfer-Encoding: chunked\r\n\r\n10000000000000002\r\n{}\r\n0\r\n\r\n"sv, 400, close},
    {"an extension of a chunk",
     POST "Transfer-Encoding: chunked\r\n\r\n2;x=y\r\n{}\r\n0\r\n\r\n"sv, 400, close},
    {"a lone LF behind a chunk's size",
     POST "Transfer-Encoding: chunked\r\n\r\n2\n{}\r\n0\r\n\r\n"sv, 400, close},
    {"a chunk longer than its size",
     POST "Transfer-Encoding: chunked\r\n\r\n2\r\n{}}\r\n0\r\n\r\n"sv, 400, close},
    {"a trailer",
     POST "Transfer-Encoding: chunked\r\n\r\n0\r\nHost: evil.example\r\n\r\n"sv, 400, close},
    {"an unknown expectation", POST "Expect: 200-ok\r\nContent-Length: 2\r\n\r\n{}"sv, 417, close},
    {"a body for a route of JSON as a form",
     "POST /v1/json HTTP/1.1\r\n" H "Content-Type: application/x-www-form-urlencoded\r\n"
     "Content-Length: 3\r\n\r\na=b"sv, 415, keep},
    {"JSON with a key twice",
     "POST /v1/json HTTP/1.1\r\n" H "Content-Type: application/json\r\n"
     "Content-Length: 25\r\n\r\n{\"text\":\"a\",\"text\":\"b\"}  "sv, 400, keep},
    {"JSON with an unknown key",
     "POST /v1/json HTTP/1.1\r\n" H "Content-Type: application/json\r\n"
     "Content-Length: 24\r\n\r\n{\"text\":\"a\",\"role\":\"x\"} "sv, 422, keep},
    {"a foreign page's request",
     POST "Origin: https://evil.example\r\nContent-Length: 2\r\n\r\n{}"sv, 403, keep},
    {"a cookie without an origin",
     POST "Cookie: __Host-usher=x\r\nContent-Length: 2\r\n\r\n{}"sv, 403, keep},
};
// clang-format on
static_assert(std::size(table) >= 60);

struct Text {
    static constexpr std::string_view schema = "Text";
    std::string text;
};
void fields(FieldVisitor& v, Text& dto) { v.field("text", dto.text); }

class DubiousRequests : public ::testing::Test {
 protected:
    DubiousRequests() {
        auto ok = [](Request&) { return Result<Response>(json_text("{}")); };
        add_own_routes(router_, *store_, "0");
        router_.add({.path = "/v1/ok", .name = "ok", .handler = ok, .query = {{"q", "Anything."}}});
        router_.add({.path = "/v1/only_get", .name = "only_get", .handler = ok});
        router_.add({.method = Method::post,
                     .path = "/v1/echo",
                     .name = "echo",
                     .handler = [](Request& request) {
                         bodies_ += request.raw().body + "|";
                         return Result<Response>(json_text(request.raw().body));
                     }});
        router_.add({.method = Method::post,
                     .path = "/v1/json",
                     .name = "json",
                     .handler = [](Request& request) -> Result<Response> {
                         auto text = TRY(request.body<Text>());
                         return ok_text(text);
                     },
                     .body = shape<Text>()});
        Options options;
        options.port = 0;
        options.io_threads = 1;
        options.workers = 1;
        auto started = Server::start(options, router_, *store_);
        server_ = started ? std::move(*started) : nullptr;
        bodies_.clear();
    }
    static Response ok_text(Text const& text) { return http::ok(text); }

    static inline std::string bodies_;  // what reached the handler
    store::TestStore store_;
    Router router_;
    std::unique_ptr<Server> server_;
};

TEST_F(DubiousRequests, EachGetsItsAnswer) {
    ASSERT_TRUE(server_);
    for (auto const& dubious : table) {
        SocketClient client(server_->port());
        client.send(dubious.bytes);
        auto answer = client.answer();
        EXPECT_EQ(testing::status(answer), dubious.status) << dubious.name << "\n" << answer;
        if (dubious.then == close) {
            EXPECT_EQ(testing::header(answer, "Connection"), "close") << dubious.name;
            client.half_close();
            EXPECT_TRUE(client.closed()) << dubious.name;
        } else {
            EXPECT_TRUE(client.kept()) << dubious.name;
        }
        auto problem = testing::header(answer, "Content-Type") == "application/problem+json";
        EXPECT_EQ(problem, dubious.status >= 400) << dubious.name;
    }
}

// The same in two pieces, cut anywhere: nothing may depend on how the bytes arrive.
TEST_F(DubiousRequests, PiecesChangeNothing) {
    ASSERT_TRUE(server_);
    for (auto const& dubious : table) {
        for (auto cut : {dubious.bytes.size() / 3, dubious.bytes.size() - 1}) {
            SocketClient client(server_->port());
            client.send(dubious.bytes.substr(0, cut));
            client.send(dubious.bytes.substr(cut));
            EXPECT_EQ(testing::status(client.answer()), dubious.status) << dubious.name;
        }
    }
}

TEST_F(DubiousRequests, NothingBehindARefusalIsARequest) {
    ASSERT_TRUE(server_);
    std::string const hidden = POST "Content-Length: 6\r\n\r\nhidden";
    for (auto const& dubious : table) {
        if (dubious.then == keep || dubious.status < 400) continue;
        SocketClient client(server_->port());
        client.send(std::string(dubious.bytes) + hidden);
        EXPECT_EQ(testing::status(client.answer()), dubious.status) << dubious.name;
        client.half_close();
        EXPECT_TRUE(client.closed()) << dubious.name;
    }
    EXPECT_EQ(bodies_.find("hidden"), std::string::npos);
}

TEST_F(DubiousRequests, HeadThatIsTooLargeIsRefusedBeforeItEnds) {
    ASSERT_TRUE(server_);
    SocketClient client(server_->port());
    client.send("GET /v1/ok?q=" + std::string(20'000, 'a'));
    EXPECT_EQ(testing::status(client.answer()), 431);
    std::string many = "GET /v1/ok HTTP/1.1\r\n" H;
    for (int i = 0; i < 64; ++i) many += "X: y\r\n";
    SocketClient other(server_->port());
    other.send(many + "\r\n");
    EXPECT_EQ(testing::status(other.answer()), 431);
}

TEST_F(DubiousRequests, PipelinedOnesAreAnsweredInOrder) {
    ASSERT_TRUE(server_);
    SocketClient client(server_->port());
    std::string text;
    for (int i = 0; i < 50; ++i) {
        text += "GET /healthz HTTP/1.1\r\n" H "\r\n" POST "Content-Length: 2\r\n\r\n";
        text += std::to_string(10 + i);
    }
    client.send(text);
    for (int i = 0; i < 50; ++i) {
        EXPECT_EQ(testing::body(client.answer()), "{\"status\":\"ok\"}");
        EXPECT_EQ(testing::body(client.answer()), std::to_string(10 + i));
    }
}

TEST_F(DubiousRequests, HeadIsAnsweredWithoutABody) {
    ASSERT_TRUE(server_);
    SocketClient client(server_->port());
    client.send("HEAD /v1/ok HTTP/1.1\r\n" H "\r\n");
    EXPECT_EQ(testing::header(client.answer(false), "Content-Length"), "2");
    EXPECT_TRUE(client.kept());
}

TEST_F(DubiousRequests, WhoeverAsksFirstIsToldToGoOn) {
    ASSERT_TRUE(server_);
    SocketClient client(server_->port());
    client.send(POST "Content-Length: 2\r\nExpect: 100-continue\r\n\r\n");
    EXPECT_EQ(client.answer(), "HTTP/1.1 100 Continue\r\n\r\n");
    client.send("{}");
    EXPECT_EQ(testing::body(client.answer()), "{}");
}

}  // namespace
}  // namespace usher::http
