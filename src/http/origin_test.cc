#include "http/origin.h"

#include <gtest/gtest.h>

namespace usher::http {
namespace {

TEST(Origin, OneOriginHasOneSpelling) {
    EXPECT_EQ(parse_origin("https://users.example.com"), (Origin{true, "users.example.com", 443}));
    EXPECT_EQ(parse_origin("http://[::1]:8080"), (Origin{false, "[::1]", 8080}));
    for (auto text :
         {"", "null", "users.example.com", "ftp://a", "https://", "https://a/", "https://a:443",
          "http://a:80", "https://A", "https://a:0", "https://a:99999", "https://a:08",
          "https://u@a", "https://a?b", "https://a b", "https://[::1", "https://[]", "https://a:"})
        EXPECT_FALSE(parse_origin(text)) << text;
}

TEST(Origin, HostIsComparedWithoutCase) {
    EXPECT_EQ(parse_host("Users.Example.com:8443", true),
              (Origin{true, "users.example.com", 8443}));
    EXPECT_FALSE(parse_host("a/b", true));
    EXPECT_FALSE(parse_host("", true));
}

TEST(Origin, NamesOfThisMachineAreOneOriginAtOnePort) {
    EXPECT_TRUE(same_origin("http://localhost:8080", "http://127.0.0.1:8080"));
    EXPECT_FALSE(same_origin("http://localhost:8081", "http://127.0.0.1:8080"));
    EXPECT_FALSE(same_origin("https://localhost:8080", "http://127.0.0.1:8080"));
    EXPECT_FALSE(same_origin("http://evil.example:8080", "http://127.0.0.1:8080"));
    EXPECT_FALSE(same_origin("null", "http://127.0.0.1:8080"));
}

TEST(Origin, BeyondThisMachineNothingButTheSameTextCounts) {
    EXPECT_TRUE(same_origin("https://a.example", "https://a.example"));
    EXPECT_FALSE(same_origin("https://b.a.example", "https://a.example"));
    EXPECT_FALSE(same_origin("http://a.example", "https://a.example"));
}

}  // namespace
}  // namespace usher::http
