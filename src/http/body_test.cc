#include "http/body.h"

#include <gtest/gtest.h>

namespace usher::http {
namespace {

Head chunked() {
    Head head;
    head.chunked = true;
    return head;
}
Head of_length(std::uint64_t n) {
    Head head;
    head.content_length = n;
    return head;
}

// The body, or the key of the refusal, or "…" where more must come; given in pieces of `piece`.
std::string read(Head const& head, std::string text, std::size_t max = 100,
                 std::size_t piece = 1000) {
    BodyReader reader(head, max);
    std::string pending;
    for (std::size_t at = 0; at <= text.size(); at += piece) {
        pending += text.substr(at, piece);
        auto taken = reader.take(pending);
        if (!taken) return taken.error().key;
        pending.erase(0, *taken);
        if (reader.done()) return reader.take_body() + (pending.empty() ? "" : "|" + pending);
    }
    return "…";
}

TEST(Body, IsTheSameInWhateverPiecesItComes) {
    std::string text = "5\r\nhello\r\n00A\r\n, world!!!\r\n0\r\n\r\n";
    for (std::size_t piece = 1; piece < text.size(); ++piece)
        EXPECT_EQ(read(chunked(), text, 100, piece), "hello, world!!!") << piece;
    EXPECT_EQ(read(of_length(5), "helloGET", 100, 3), "hello|G");
    EXPECT_EQ(read(of_length(0), ""), "");
    EXPECT_EQ(read(of_length(9), "hello"), "…");
    for (std::size_t n = 0; n < text.size(); ++n)
        EXPECT_EQ(read(chunked(), text.substr(0, n)), "…");
}

TEST(Body, BeyondItsLimitIsRefusedBeforeItIsRead) {
    EXPECT_EQ(read(of_length(101), ""), "http.too_large");
    EXPECT_EQ(read(of_length(100), std::string(100, 'a')), std::string(100, 'a'));
    EXPECT_EQ(read(chunked(), "65\r\n"), "http.too_large");
    EXPECT_EQ(read(chunked(), "64\r\n" + std::string(100, 'a') + "\r\n1\r\n"), "http.too_large");
    EXPECT_EQ(read(chunked(), "ffffffff\r\n"), "http.too_large");
}

TEST(Body, ChunksThatOthersReadDifferentlyAreRefused) {
    for (auto text :
         {"\r\n", "g\r\n", "-1\r\n", "+1\r\n", "0x1\r\n", " 1\r\na\r\n", "1 \r\na\r\n",
          "1;x=y\r\na\r\n", "1;\na\r\n", "1\na\r\n", "1\r\na\n", "1\r\nab\r\n", "000000001\r\na",
          "123456789", "0\r\nX: y\r\n\r\n", "0\r\n\n", "1\ra", "0\r\nGET / HTTP/1.1\r\n"})
        EXPECT_EQ(read(chunked(), text), "http.body") << text;
}

}  // namespace
}  // namespace usher::http
