#include "base/secret.h"

#include <gtest/gtest.h>

#include <sstream>
#include <type_traits>

namespace usher {
namespace {

SystemRandom randomness;

SealingKey key_of(std::uint8_t byte) {
    std::array<std::uint8_t, 32> root;
    root.fill(byte);
    return SealingKey(root);
}

template <class T>
concept Printable = requires(std::ostream& out, T const& t) { out << t; };

TEST(ASecret, can_neither_be_printed_nor_become_a_string_unasked) {
    static_assert(!Printable<Secret>);
    static_assert(!std::is_convertible_v<Secret, std::string>);
    static_assert(!std::is_convertible_v<Secret, std::string_view>);
    static_assert(!std::is_convertible_v<std::string, Secret>);
    EXPECT_EQ(Secret("open sesame").reveal(), "open sesame");
}

TEST(ASecret, that_moves_on_leaves_nothing_behind) {
    for (auto text : {std::string("short"), std::string(100, 'x')}) {
        Secret secret(text);
        auto place = secret.reveal().data();
        Secret other(std::move(secret));
        EXPECT_TRUE(secret.empty());  // NOLINT: that is what is looked at
        EXPECT_EQ(other.reveal(), text);
        if (text.size() < 10) {
            EXPECT_EQ(place[0], '\0');
            EXPECT_EQ(place[1], '\0');
        }
        Secret third("before");
        third = std::move(other);
        EXPECT_EQ(third.reveal(), text);
        EXPECT_TRUE(other.empty());  // NOLINT
    }
}

TEST(ASecret, is_copied_whole) {
    Secret secret("one"), other("another that is long enough for the heap");
    other = secret;
    EXPECT_EQ(other.reveal(), "one");
    Secret& itself = other;
    other = itself;
    EXPECT_EQ(other.reveal(), "one");
    EXPECT_TRUE(Secret().empty());
}

TEST(ADigest, is_sha256) {
    EXPECT_EQ(hex(bytes_of(sha256(""))),
              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    EXPECT_EQ(hex(bytes_of(sha256("abc"))),
              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(hex(bytes_of(sha256(std::string(1'000'000, 'a')))),
              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST(Base64url, of_rfc_4648_without_padding) {
    EXPECT_EQ(base64url(""), "");
    EXPECT_EQ(base64url("f"), "Zg");
    EXPECT_EQ(base64url("foobar"), "Zm9vYmFy");
    EXPECT_EQ(base64url("\xff\xfe\xfd"), "__79");
    for (std::size_t size = 0; size < 50; ++size) {
        std::string bytes(size, static_cast<char>(size * 37));
        EXPECT_EQ(from_base64url(base64url(bytes)), bytes);
    }
}

TEST(Base64url, has_one_spelling_only) {
    for (auto text : {"Z", "Zh", "Zg=", "Zg==", "Zm9v YmFy", "Zm9v\n", "+w", "/w", "Zm9vYm F", "é"})
        EXPECT_EQ(from_base64url(text), std::nullopt) << text;
    EXPECT_EQ(from_base64url({"Zm9v\0", 5}), std::nullopt);
}

TEST(AToken, is_43_letters_kept_as_their_digest) {
    auto token = new_token(randomness);
    EXPECT_EQ(token.text.reveal().size(), 43u);
    EXPECT_EQ(token_digest(token.text.reveal()), token.digest);
    EXPECT_EQ(sha256(token.text.reveal()), token.digest);
    EXPECT_NE(new_token(randomness).digest, token.digest);
}

TEST(AToken, that_has_not_its_form_is_not_even_looked_up) {
    auto good = std::string(new_token(randomness).text.reveal());
    EXPECT_EQ(token_digest(""), std::nullopt);
    EXPECT_EQ(token_digest(good.substr(1)), std::nullopt);
    EXPECT_EQ(token_digest(good + "A"), std::nullopt);
    EXPECT_EQ(token_digest(std::string(42, 'A') + "B"), std::nullopt);  // spare bits are set
    EXPECT_EQ(token_digest(std::string(42, 'A') + "="), std::nullopt);
    EXPECT_EQ(token_digest(std::string(1'000'000, 'A')), std::nullopt);
}

TEST(APassword, is_hashed_by_argon2id_as_decided) {
    auto hash = hash_password(Secret("correct horse"));
    EXPECT_TRUE(hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")) << hash;
    EXPECT_NE(hash, hash_password(Secret("correct horse")));
    EXPECT_TRUE(verify_password(Secret("correct horse"), hash));
    EXPECT_FALSE(verify_password(Secret("correct horsf"), hash));
    EXPECT_FALSE(verify_password(Secret(""), hash));
    EXPECT_FALSE(verify_password(Secret(std::string("correct horse\0", 14)), hash));
}

TEST(APassword, fits_no_hash_that_is_none) {
    for (auto hash : {"", "$argon2id$", "correct horse", "$2b$12$abcdefghijklmnopqrstuv"})
        EXPECT_FALSE(verify_password(Secret("correct horse"), hash)) << hash;
    EXPECT_FALSE(verify_password(Secret("x"), std::string(1000, '$')));
}

TEST(WhatIsSealed, opens_for_its_purpose_with_its_key_only) {
    auto key = key_of(1);
    auto sealed = key.seal("mail", "the link", randomness);
    EXPECT_EQ(key.open("mail", sealed), "the link");
    EXPECT_EQ(key_of(1).open("mail", sealed), "the link");
    EXPECT_EQ(key.open("totp", sealed), std::nullopt);
    EXPECT_EQ(key.open("", sealed), std::nullopt);
    EXPECT_EQ(key_of(2).open("mail", sealed), std::nullopt);
    EXPECT_EQ(key.open("mail", key.seal("mail", "", randomness)), "");
}

TEST(WhatIsSealed, shows_neither_the_text_nor_that_it_is_the_same) {
    auto key = key_of(1);
    auto sealed = key.seal("mail", "the link", randomness);
    EXPECT_EQ(sealed.find("the link"), std::string::npos);
    EXPECT_NE(sealed, key.seal("mail", "the link", randomness));
    EXPECT_EQ(sealed.substr(0, 5), key.seal("other", "x", randomness).substr(0, 5));
    EXPECT_NE(sealed.substr(0, 5), key_of(2).seal("mail", "x", randomness).substr(0, 5));
}

TEST(WhatIsSealed, does_not_open_once_a_bit_has_changed_or_a_byte_is_gone) {
    auto key = key_of(1);
    auto sealed = key.seal("mail", "the link", randomness);
    for (std::size_t bit = 0; bit < sealed.size() * 8; ++bit) {
        auto changed = sealed;
        changed[bit / 8] = static_cast<char>(changed[bit / 8] ^ (1 << bit % 8));
        ASSERT_EQ(key.open("mail", changed), std::nullopt) << bit;
    }
    for (std::size_t size = 0; size < sealed.size(); ++size)
        ASSERT_EQ(key.open("mail", sealed.substr(0, size)), std::nullopt) << size;
    EXPECT_EQ(key.open("mail", sealed + "x"), std::nullopt);
}

TEST(ASignature, is_of_its_key_purpose_and_message) {
    auto key = key_of(1);
    EXPECT_EQ(key.sign("cursor", "a"), key_of(1).sign("cursor", "a"));
    EXPECT_NE(key.sign("cursor", "a"), key_of(2).sign("cursor", "a"));
    EXPECT_NE(key.sign("cursor", "a"), key.sign("cursor", "b"));
    EXPECT_NE(key.sign("cursor", "a"), key.sign("cookie", "a"));
    EXPECT_NE(key.sign("cursor", "a"), key.sign("curso", "ra"));
}

}  // namespace
}  // namespace usher
