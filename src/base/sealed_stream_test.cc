#include "base/sealed_stream.h"

#include <gtest/gtest.h>

#include "base/digest.h"
#include "base/testing.h"

namespace usher {
namespace {

std::string const salt(StreamKey::salt_bytes, 's');
Secret const passphrase("correct horse battery staple");
Secret const spelled(std::string(64, 'a'));

struct Sealed {
    std::string header, first, last;
};
Sealed two_pieces(StreamKey const& key) {
    StreamSealer sealer(key);
    Sealed sealed;
    sealed.header = sealer.header();
    sealed.first = sealer.seal("first", "beside", false);
    sealed.last = sealer.seal("last", "", true);
    return sealed;
}

TEST(SealedStream, opens_with_its_key_alone) {
    auto key = *StreamKey::from(spelled, salt);
    auto sealed = two_pieces(key);
    StreamOpener opener(key, sealed.header);
    EXPECT_EQ(opener.open(sealed.first, "beside"), "first");
    EXPECT_FALSE(opener.ended());
    EXPECT_EQ(opener.open(sealed.last, ""), "last");
    EXPECT_TRUE(opener.ended());
    EXPECT_FALSE(opener.open(sealed.last, "")) << "nothing comes after the last";
    StreamOpener other(*StreamKey::from(Secret(std::string(64, 'b')), salt), sealed.header);
    EXPECT_FALSE(other.open(sealed.first, "beside"));
}

TEST(SealedStream, a_piece_that_was_altered_moved_or_put_beside_something_else_does_not_open) {
    auto key = *StreamKey::from(spelled, salt);
    auto sealed = two_pieces(key);
    EXPECT_FALSE(StreamOpener(key, sealed.header).open(sealed.last, "")) << "the first is missing";
    EXPECT_FALSE(StreamOpener(key, sealed.header).open(sealed.first, "other"));
    for (std::size_t at = 0; at < sealed.first.size(); ++at) {
        auto altered = sealed.first;
        altered[at] ^= 1;
        EXPECT_FALSE(StreamOpener(key, sealed.header).open(altered, "beside")) << at;
    }
}

TEST(SealedStream, a_passphrase_and_a_key_are_told_apart_and_short_ones_are_neither) {
    auto by_words = *StreamKey::from(passphrase, salt);
    EXPECT_EQ(by_words.bytes(), StreamKey::from(passphrase, salt)->bytes());
    EXPECT_NE(by_words.bytes(), StreamKey::from(passphrase, std::string(16, 't'))->bytes());
    EXPECT_NE(by_words.name(), StreamKey::from(spelled, salt)->name());
    EXPECT_FALSE(StreamKey::from(Secret("short"), salt));
    EXPECT_FALSE(StreamKey::from(passphrase, "salt")) << "a salt has 16 bytes";
}

TEST(RunningDigest, is_the_digest_of_all_that_was_added) {
    RunningDigest digest;
    digest.add("one");
    EXPECT_EQ(digest.so_far(), sha256("one"));
    digest.add(" two");
    EXPECT_EQ(digest.so_far(), sha256("one two"));
}

}  // namespace
}  // namespace usher
