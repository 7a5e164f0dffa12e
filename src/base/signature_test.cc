#include "base/signature.h"

#include <gtest/gtest.h>

namespace usher {
namespace {

SealingKey key(std::uint8_t first) {
    std::array<std::uint8_t, 32> root{};
    root[0] = first;
    return SealingKey(root);
}

TEST(Signature, is_checked_with_the_public_key_alone) {
    Signer signer(key(1), "tests");
    auto signature = signer.sign("a message");
    EXPECT_TRUE(verify_signature(signer.public_key(), "a message", signature));
    EXPECT_FALSE(verify_signature(signer.public_key(), "another message", signature));
    signature[0] ^= 1;
    EXPECT_FALSE(verify_signature(signer.public_key(), "a message", signature));
}

TEST(Signature, another_key_or_purpose_is_another_signer) {
    auto of = [](std::uint8_t first, std::string_view purpose) {
        return Signer(key(first), purpose).public_key();
    };
    EXPECT_EQ(of(1, "tests"), of(1, "tests"));
    EXPECT_NE(of(1, "tests"), of(2, "tests"));
    EXPECT_NE(of(1, "tests"), of(1, "other"));
}

TEST(Signature, is_carried_as_hex) {
    Signer signer(key(1), "tests");
    auto signature = signer.sign("x");
    EXPECT_EQ(signature_from(hex(signature)), signature);
    EXPECT_EQ(public_key_from(hex(signer.public_key())), signer.public_key());
    EXPECT_FALSE(public_key_from("00"));
    EXPECT_FALSE(public_key_from(std::string(64, 'x')));
}

}  // namespace
}  // namespace usher
