#include "http/head.h"

#include <gtest/gtest.h>

namespace usher::http {
namespace {

constexpr std::size_t max_bytes = 16 * 1024;

Result<std::optional<Head>> read(std::string_view text) { return read_head(text, max_bytes, 64); }

std::string refusal(std::string_view text) {
    auto head = read(text);
    return head ? "" : head.error().key;
}

TEST(Head, IsReadWholeOrNotAtAll) {
    std::string text = "PATCH /v1/x?a=1 HTTP/1.1\r\nHost: LocalHost:8080\r\nX-Y:  z \r\n\r\n";
    for (std::size_t n = 0; n < text.size(); ++n) {
        auto partly = read(text.substr(0, n));
        ASSERT_TRUE(partly) << n;
        EXPECT_FALSE(*partly) << n;
    }
    auto head = **read(text + "more");
    EXPECT_EQ(head.method, Method::patch);
    EXPECT_EQ(head.target, "/v1/x?a=1");
    EXPECT_EQ(head.bytes, text.size());
    EXPECT_EQ(head.headers[1], std::pair(std::string("x-y"), std::string("z")));
    EXPECT_TRUE(head.keep_alive);
    EXPECT_FALSE(head.has_body());
}

TEST(Head, WishesOfTheConnection) {
    auto keeps = [](std::string_view version, std::string_view connection) {
        auto text = "GET / HTTP/" + std::string(version) + "\r\nHost: a\r\n" +
                    std::string(connection) + "\r\n";
        return (**read(text)).keep_alive;
    };
    EXPECT_TRUE(keeps("1.1", ""));
    EXPECT_FALSE(keeps("1.1", "Connection: close\r\n"));
    EXPECT_FALSE(keeps("1.1", "Connection: keep-alive, Close\r\n"));
    EXPECT_FALSE(keeps("1.1", "Connection: x\r\nConnection: close\r\n"));
    EXPECT_FALSE(keeps("1.0", ""));
    EXPECT_TRUE(keeps("1.0", "Connection: Keep-Alive\r\n"));
}

TEST(Head, FoldedLineIsRefusedWhereverItStands) {
    for (auto text :
         {"GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n c\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\n\tX: b\r\n\r\n", "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
          "GET / HTTP/1.1\r\nX: b\r\n \r\nHost: a\r\n\r\n",
          "GET / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding:\r\n chunked\r\n\r\n"})
        EXPECT_EQ(refusal(text), "http.head") << text;
}

TEST(Head, HeaderOfOurOwnMayNotStandTwice) {
    for (auto name : {"Host", "Content-Length", "Transfer-Encoding", "Content-Type", "Cookie",
                      "Authorization", "Origin", "If-Match", "Idempotency-Key", "Expect"}) {
        auto line = std::string(name) + ": 1\r\n";
        EXPECT_EQ(refusal("GET / HTTP/1.1\r\nHost: a\r\n" + line + line + "\r\n"), "http.head")
            << name;
    }
    EXPECT_EQ(refusal("GET / HTTP/1.1\r\nHost: a\r\nAccept: x\r\nAccept: y\r\n\r\n"), "");
}

TEST(Head, LimitsAreKeptBeforeTheEndIsSeen) {
    auto head = "GET /" + std::string(max_bytes, 'a');
    EXPECT_EQ(refusal(head), "http.head_too_large");
    std::string many = "GET / HTTP/1.1\r\nHost: a\r\n";
    for (int i = 0; i < 63; ++i) many += "X: y\r\n";
    EXPECT_EQ(refusal(many + "\r\n"), "");
    EXPECT_EQ(refusal(many + "X: y\r\n\r\n"), "http.head_too_large");
}

TEST(Head, WhatCannotBecomeAHeadIsRefusedAtOnce) {
    EXPECT_EQ(refusal("GET / HTTP/1.1\nHost: a\n"), "http.head");
    EXPECT_EQ(refusal("\x16\x03\x01"), "http.head");
    EXPECT_EQ(refusal(std::string_view("GET /\0", 6)), "http.head");
}

TEST(Head, AbsoluteFormMayOnlyNameTheSameHost) {
    auto target = [](std::string_view text) {
        auto head = read("GET " + std::string(text) + " HTTP/1.1\r\nHost: a.example\r\n\r\n");
        return head ? (**head).target : head.error().key;
    };
    EXPECT_EQ(target("http://a.example/v1?x=1"), "/v1?x=1");
    EXPECT_EQ(target("HTTP://A.example/"), "/");
    for (auto text : {"http://b.example/", "http://a.example", "http://a.example:80/", "ftp://a/",
                      "http://a.example@b.example/", "//a.example", "*", "a.example:80", "v1"})
        EXPECT_TRUE(target(text) == "http.head" || target(text).starts_with("//")) << text;
}

}  // namespace
}  // namespace usher::http
