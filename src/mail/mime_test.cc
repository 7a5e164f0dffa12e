#include "mail/mime.h"

#include <gtest/gtest.h>

namespace usher::mail {
namespace {

std::vector<std::string> lines(std::string_view text) {
    std::vector<std::string> out;
    while (!text.empty()) {
        auto end = text.find("\r\n");
        out.emplace_back(text.substr(0, end));
        text.remove_prefix(end == text.npos ? text.size() : end + 2);
    }
    return out;
}

TEST(AHeader, of_short_plain_text_is_that_text) {
    EXPECT_EQ(text_header("Subject", "Join Acme"), "Subject: Join Acme\r\n");
}

TEST(AHeader, of_other_text_is_encoded) {
    EXPECT_EQ(text_header("Subject", "Grüße"), "Subject: =?UTF-8?Q?Gr=C3=BC=C3=9Fe?=\r\n");
    EXPECT_EQ(text_header("Subject", "=?UTF-8?Q?x?="),
              "Subject: =?UTF-8?Q?=3D=3FUTF=2D8=3FQ=3Fx=3F=3D?=\r\n")
        << "what looks encoded is not decoded into something else";
}

TEST(AHeader, that_is_long_is_folded_between_code_points) {
    std::string text;
    for (int i = 0; i < 100; ++i) text += "€";
    auto folded = lines(text_header("Subject", text));
    ASSERT_GT(folded.size(), 5u);
    for (std::size_t i = 0; i < folded.size(); ++i) {
        EXPECT_LE(folded[i].size(), 86u);
        EXPECT_TRUE(i == 0 || folded[i].starts_with(" =?UTF-8?Q?=E2=82=AC")) << folded[i];
        EXPECT_TRUE(folded[i].ends_with("=AC?=")) << folded[i];
    }
}

TEST(Threat6, no_text_begins_a_header_of_its_own) {
    for (auto text : {"x\r\nBcc: all@example.com", "x\nBcc: y", "x\rBcc: y", "x\r\n\r\nbody"}) {
        EXPECT_EQ(lines(text_header("Subject", text)).size(), 1u);
        EXPECT_EQ(lines(address_header("To", text, "a@b.example")).size(), 1u);
    }
}

TEST(Threat6, a_person_s_name_adds_no_address) {
    auto header = address_header("To", "Ada\" <x@evil.example>, \"B", "ada@b.example");
    EXPECT_EQ(std::ranges::count(header, '<'), 1);
    EXPECT_EQ(std::ranges::count(header, ','), 0);
    EXPECT_TRUE(header.ends_with(" <ada@b.example>\r\n")) << header;
}

TEST(Threat6, an_address_that_would_be_read_as_more_is_not_written) {
    EXPECT_TRUE(fits_angle_brackets("ada.lovelace+x@b.example"));
    EXPECT_TRUE(fits_angle_brackets("jörg@b.example"));
    for (auto address : {"", "ada", "a@b>,<c@d", "a@b\r\nRCPT TO:<c@d>", "a b@c", "\"a\"@b",
                         "a@[127.0.0.1]", "a@b;c", "a@b,c@d", "a(x)@b", "a\xFF@b"})
        EXPECT_FALSE(fits_angle_brackets(address)) << address;
}

TEST(ADate, is_written_as_mail_has_it) {
    EXPECT_EQ(date_header(Time{1'795'262'400'000}), "Date: Sat, 21 Nov 2026 12:00:00 +0000\r\n");
    EXPECT_EQ(date_header(Time{0}), "Date: Thu, 01 Jan 1970 00:00:00 +0000\r\n");
}

TEST(QuotedPrintable, keeps_lines_short_and_ends_plain) {
    EXPECT_EQ(quoted_printable("a=b\n-- \nü\n"), "a=3Db\r\n--=20\r\n=C3=BC\r\n");
    for (auto const& line : lines(quoted_printable(std::string(300, 'x') + std::string(40, '='))))
        EXPECT_LE(line.size(), 76u);
    EXPECT_EQ(quoted_printable("a\rb\tc"), "a=0Db=09c");
}

}  // namespace
}  // namespace usher::mail
