#include "http/address.h"

#include <gtest/gtest.h>

namespace usher::http {
namespace {

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

}  // namespace
}  // namespace usher::http
