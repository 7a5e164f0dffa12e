#include "http/wire.h"

#include <gtest/gtest.h>

namespace usher::http {
namespace {

std::string written(Response const& response, bool with_body = true) {
    std::string out;
    auto block = security_headers(true);
    auto rest = append(out, response, {After::keep_alive, with_body, "now", "req_1", block});
    return out + std::string(rest);
}

bool holds(std::string const& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

TEST(Wire, EveryAnswerCarriesTheSameProtection) {
    auto text = written(json_text("{}"));
    EXPECT_TRUE(
        text.starts_with("HTTP/1.1 200 OK\r\nDate: now\r\nContent-Type: application/json\r\n"
                         "Content-Length: 2\r\nX-Request-Id: req_1\r\n"));
    for (auto line :
         {"Cache-Control: no-store\r\n",
          "Content-Security-Policy: default-src 'self'; img-src 'self' data:; object-src 'none'; "
          "base-uri 'none'; form-action 'self'; frame-ancestors 'none'\r\n",
          "X-Content-Type-Options: nosniff\r\n", "Referrer-Policy: no-referrer\r\n",
          "Cross-Origin-Opener-Policy: same-origin\r\n",
          "Cross-Origin-Resource-Policy: same-origin\r\n", "Strict-Transport-Security: max-age="})
        EXPECT_TRUE(holds(text, line)) << line;
    EXPECT_TRUE(text.ends_with("\r\n\r\n{}"));
    EXPECT_FALSE(holds(security_headers(false), "Strict-Transport-Security"));
}

TEST(Wire, AnswerMayReplaceAHeaderButNotRepeatIt) {
    auto text = written(json_text("{}").with("cache-control", "private"));
    EXPECT_TRUE(holds(text, "cache-control: private\r\n"));
    EXPECT_FALSE(holds(text, "no-store"));
    EXPECT_TRUE(holds(text, "nosniff"));
}

TEST(Wire, TextInAHeaderCannotBecomeAnother) {
    auto text = written(json_text("{}").with("Location", "/a\r\nSet-Cookie: a=b"));
    EXPECT_FALSE(holds(text, "Set-Cookie"));
    EXPECT_FALSE(holds(text, "Location"));
}

TEST(Wire, AnswerWithoutBodyHasNoLength) {
    auto text = written(no_content());
    EXPECT_FALSE(holds(text, "Content-Length"));
    EXPECT_FALSE(holds(text, "Content-Type:"));
    EXPECT_TRUE(text.ends_with("\r\n\r\n"));
}

TEST(Wire, HeadGetsTheLengthAndNothingElse) {
    auto text = written(json_text("{}"), false);
    EXPECT_TRUE(holds(text, "Content-Length: 2\r\n"));
    EXPECT_TRUE(text.ends_with("\r\n\r\n"));
}

TEST(Wire, LargeBorrowedBodyIsNotCopied) {
    std::string asset(20'000, 'a');
    Response response;
    response.borrowed = asset;
    std::string out;
    auto rest = append(out, response, {After::close, true, "", "", ""});
    EXPECT_EQ(rest.data(), asset.data());
    EXPECT_LT(out.size(), 200u);
    EXPECT_TRUE(holds(out, "Content-Length: 20000\r\n"));
    EXPECT_TRUE(holds(out, "Connection: close\r\n"));
}

TEST(Wire, DateIsAsTheRfcHasIt) {
    EXPECT_EQ(http_date(784'111'777'000), "Sun, 06 Nov 1994 08:49:37 GMT");
}

}  // namespace
}  // namespace usher::http
