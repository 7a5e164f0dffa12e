#include "http/address.h"

#include <gtest/gtest.h>

namespace usher::http {
namespace {

std::string client(std::string const& peer, std::string const& forwarded) {
    return client_address(peer, {{"x-forwarded-for", forwarded}}, {"10.0.0.1", "10.0.0.2"});
}

TEST(Address, HasOneSpelling) {
    EXPECT_EQ(canonical_address("::ffff:192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(canonical_address("2001:DB8:0::1"), "2001:db8::1");
    for (auto text : {"", "localhost", "192.0.2", "192.0.2.1:80", "[::1]", "192.0.2.1 "})
        EXPECT_FALSE(canonical_address(text)) << text;
}

TEST(Address, NetworkOfOneHolderOfIpv6CountsAsOne) {
    EXPECT_EQ(counted_as("192.0.2.1"), "192.0.2.1");
    EXPECT_EQ(counted_as("2001:db8:1:2:3:4:5:6"), "2001:db8:1:2::");
    EXPECT_EQ(counted_as("2001:db8:1:2::9"), counted_as("2001:db8:1:2:ffff::"));
    EXPECT_EQ(counted_as(""), "");
}

TEST(Address, ForwardingCountsOnlyFromATrustedProxy) {
    EXPECT_EQ(client("192.0.2.7", "1.2.3.4"), "192.0.2.7");
    EXPECT_EQ(client("10.0.0.1", "1.2.3.4"), "1.2.3.4");
    EXPECT_EQ(client_address("10.0.0.1", {{"x-forwarded-for", "1.2.3.4"}}, {}), "10.0.0.1");
}

TEST(Address, WhatTheClientInventedStandsFurtherLeft) {
    EXPECT_EQ(client("10.0.0.1", "127.0.0.1, 1.2.3.4"), "1.2.3.4");
    EXPECT_EQ(client("10.0.0.1", "9.9.9.9, 1.2.3.4, 10.0.0.2"), "1.2.3.4");
    EXPECT_EQ(client("10.0.0.1", "1.2.3.4, nonsense"), "10.0.0.1");
    EXPECT_EQ(client("10.0.0.1", ""), "10.0.0.1");
}

}  // namespace
}  // namespace usher::http
