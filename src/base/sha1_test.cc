#include "base/sha1.h"

#include <gtest/gtest.h>

#include <string>

namespace usher {
namespace {

// FIPS 180-1's samples, and what everybody's list of breached passwords has of "password".
TEST(Sha1, is_that_of_the_standard) {
    EXPECT_EQ(sha1("abc"), sha1_from_hex("A9993E364706816ABA3E25717850C26C9CD0D89D"));
    EXPECT_EQ(sha1("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
              sha1_from_hex("84983e441c3bd26ebaae4aa1f95129e5e54670f1"));
    EXPECT_EQ(sha1(""), sha1_from_hex("da39a3ee5e6b4b0d3255bfef95601890afd80709"));
    EXPECT_EQ(sha1("password"), sha1_from_hex("5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8"));
}

TEST(Sha1, is_read_from_forty_hex_digits_and_nothing_else) {
    std::string const good(40, 'a');
    EXPECT_TRUE(sha1_from_hex(good));
    EXPECT_EQ(sha1_from_hex(good), sha1_from_hex(std::string(40, 'A')));
    for (auto const& bad :
         {std::string(), good.substr(1), good + "a", "g" + good.substr(1), "-" + good.substr(1),
          "+" + good.substr(1), " " + good.substr(1), "0x" + good.substr(2), good.substr(1) + "\n"})
        EXPECT_FALSE(sha1_from_hex(bad)) << bad;
}

}  // namespace
}  // namespace usher
