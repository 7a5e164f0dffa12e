#include "http/proxies.h"

#include <gtest/gtest.h>

namespace usher::http {
namespace {

std::string client(std::string const& peer, std::string const& forwarded) {
    return Proxies::parse({"10.0.0.1", "10.0.0.2"})->client(peer, {{"x-forwarded-for", forwarded}});
}

TEST(Proxies, ForwardingCountsOnlyFromATrustedOne) {
    EXPECT_EQ(client("192.0.2.7", "1.2.3.4"), "192.0.2.7");
    EXPECT_EQ(client("10.0.0.1", "1.2.3.4"), "1.2.3.4");
    EXPECT_EQ(Proxies().client("10.0.0.1", {{"x-forwarded-for", "1.2.3.4"}}), "10.0.0.1");
    EXPECT_EQ(Proxies().client("127.0.0.1", {{"x-forwarded-for", "1.2.3.4"}}), "127.0.0.1");
}

TEST(Proxies, WhatTheClientInventedStandsFurtherLeft) {
    EXPECT_EQ(client("10.0.0.1", "127.0.0.1, 1.2.3.4"), "1.2.3.4");
    EXPECT_EQ(client("10.0.0.1", "9.9.9.9, 1.2.3.4, 10.0.0.2"), "1.2.3.4");
    EXPECT_EQ(client("10.0.0.1", "1.2.3.4, nonsense"), "10.0.0.1");
    EXPECT_EQ(client("10.0.0.1", ""), "10.0.0.1");
}

TEST(Proxies, SeveralHeadersAreOneListInTheirOrder) {
    auto proxies = *Proxies::parse({"10.0.0.1"});
    EXPECT_EQ(proxies.client("10.0.0.1",
                             {{"x-forwarded-for", "9.9.9.9"}, {"x-forwarded-for", "1.2.3.4"}}),
              "1.2.3.4");
    EXPECT_EQ(proxies.client("10.0.0.1", {{"forwarded", "for=9.9.9.9"}}), "10.0.0.1");
}

TEST(Proxies, APortBehindAnAddressIsLeftOut) {
    auto proxies = *Proxies::parse({"10.0.0.5", "fd00:1::5"});
    auto client = [&](std::string const& hops) {
        return proxies.client("10.0.0.5", HeaderList{{"x-forwarded-for", hops}});
    };
    EXPECT_EQ(client("203.0.113.9:4711"), "203.0.113.9");
    EXPECT_EQ(client("[2001:db8::9]:4711"), "2001:db8::9");
    EXPECT_EQ(client("[2001:db8::9]"), "2001:db8::9");
    EXPECT_EQ(client("203.0.113.9:4711, [fd00:1::5]:80"), "203.0.113.9");
    EXPECT_EQ(client("2001:db8::9"), "2001:db8::9");
    for (auto odd : {"[", "[]:1", ":", "203.0.113.9:", "unknown", "[203.0.113.9"})
        EXPECT_TRUE(client(odd) == "10.0.0.5" || client(odd) == "203.0.113.9") << odd;
}

TEST(Proxies, NetworksAreTrustedToTheirLastBit) {
    auto proxies = *Proxies::parse({"10.1.0.0/20", "fd00:1::/33", "192.0.2.1/32", "2001:db8::9"});
    for (auto inside : {"10.1.0.0", "10.1.15.255", "fd00:1:7fff::1", "192.0.2.1", "2001:db8::9"})
        EXPECT_TRUE(proxies.trusts(inside)) << inside;
    for (auto outside : {"10.1.16.0", "10.0.255.255", "fd00:1:8000::", "192.0.2.2", "::a01:1", "",
                         "2001:db8::8", "local"})
        EXPECT_FALSE(proxies.trusts(outside)) << outside;
    EXPECT_TRUE(Proxies::parse({"::ffff:10.0.0.0/104"})->trusts("10.9.9.9"));
}

TEST(Proxies, WhatIsNoAddressIsRefusedByName) {
    for (auto text : {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/0", "::/0", "10.0.0.0/", "*",
                      "10.0.0.1/8/8", "10.0.0.1:80", "fd00::/129", "10.0.0.0/-1"}) {
        auto parsed = Proxies::parse({"10.0.0.1", text});
        ASSERT_FALSE(parsed) << text;
        EXPECT_EQ(parsed.error().key, "http.trusted_proxy");
        EXPECT_NE(parsed.error().detail.find('"' + std::string(text) + '"'), std::string::npos);
    }
}

}  // namespace
}  // namespace usher::http
