#include "base/loopback.h"

#include <gtest/gtest.h>

namespace usher {
namespace {

TEST(Loopback, is_this_machine) {
    for (auto host : {"localhost", "LOCALHOST:8080", "127.0.0.1", "127.0.0.1:80", "127.9.9.9",
                      "[::1]", "[::1]:8080", "::1"})
        EXPECT_TRUE(loopback_host(host)) << host;
    for (auto url : {"http://localhost", "http://127.0.0.1:8080/", "https://[::1]:443/x",
                     "smtp://localhost:25", "http://localhost?x#y"})
        EXPECT_TRUE(loopback_url(url)) << url;
}

TEST(Loopback, is_nothing_that_only_looks_so) {
    for (auto host : {"", "example.com", "localhost.evil.com", "127.evil.com", "127.0.0.1.evil.com",
                      "127.0.0.1x", "10.0.0.1", "0.0.0.0", "[::2]", "[::1", "evil.com:127",
                      "[::1].evil.com", "[::1]evil.com:80"})
        EXPECT_FALSE(loopback_host(host)) << host;
    for (auto url :
         {"", "localhost", "https://users.example.com", "http://localhost@evil.com/",
          "http://[::1].evil.com/", "http://evil.com/localhost", "http://evil.com#localhost"})
        EXPECT_FALSE(loopback_url(url)) << url;
}

}  // namespace
}  // namespace usher
