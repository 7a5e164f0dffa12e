#include "http/target.h"

#include <gtest/gtest.h>

namespace usher::http {
namespace {

std::string refusal(std::string_view target) {
    auto parsed = parse_target(target);
    return parsed ? "" : parsed.error().key;
}

TEST(Target, PathIsSplitFirstAndDecodedAfter) {
    auto target = parse_target("/v1/users/a%20b?q=x+y%2B&sort=name");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/v1/users/a%20b");
    EXPECT_EQ(target->segments, (std::vector<std::string>{"v1", "users", "a b"}));
    EXPECT_EQ(target->query[0], std::pair(std::string("q"), std::string("x y+")));
    EXPECT_EQ(target->query[1], std::pair(std::string("sort"), std::string("name")));
}

TEST(Target, PlusIsOnlyASpaceInTheQuery) { EXPECT_EQ(parse_target("/a+b")->segments[0], "a+b"); }

TEST(Target, MalformedOnesAreRefused) {
    for (auto text :
         {"",       "*",    "a/b",     "http://host/", "/%",        "/%4",      "/%zz",
          "/%-1",   "/%+1", "/%0x",    "/% 1",         "/%00",      "/%0a",     "/a b",
          "/\x80",  "/%80", "/%c0%ae", "/%ed%a0%80",   "/a#b",      "/a\\b",    "/a%2fb",
          "/a%5cb", "/.",   "/..",     "/a/../b",      "/%2e%2e/b", "/a?x=%1f", "/a?x=%ff"})
        EXPECT_EQ(refusal(text), "http.target") << text;
}

TEST(Target, QueryThatStandsTwiceIsRefused) {
    for (auto text : {"/?a=1&a=2", "/?a=1&%61=2", "/?a", "/?=1", "/?a=1&&b=2", "/?a=1&", "/?&"})
        EXPECT_EQ(refusal(text), "http.query") << text;
}

TEST(Target, MoreParametersThanAnybodyNeedsAreRefused) {
    std::string text = "/?n=0";
    for (int i = 0; i < 64; ++i) text += "&n" + std::to_string(i) + "=1";
    EXPECT_EQ(refusal(text), "http.query");
}

TEST(Target, EmptyQueryAndEmptyValueAreFine) {
    EXPECT_EQ(refusal("/?"), "");
    EXPECT_EQ(parse_target("/?a=")->query[0].second, "");
}

}  // namespace
}  // namespace usher::http
