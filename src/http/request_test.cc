#include "http/request.h"

#include <gtest/gtest.h>

#include "store/testing.h"

namespace usher::http {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

class Requests : public ::testing::Test {
 protected:
    Request get(std::string target, Headers headers = {}) {
        Raw raw;
        raw.target = std::move(target);
        raw.headers = std::move(headers);
        raw.address = "127.0.0.1";
        Request request(std::move(raw), RequestId{}, store_.store());
        parsed_ = request.parse_target().has_value();
        return request;
    }

    store::TestStore store_;
    bool parsed_ = false;
};

TEST_F(Requests, CookieThatStandsTwiceIsNone) {
    EXPECT_EQ(get("/", {{"cookie", "a=1; __Host-usher=x; b=2"}}).cookie("__Host-usher"), "x");
    EXPECT_FALSE(get("/", {{"cookie", "__Host-usher=x; __Host-usher=y"}}).cookie("__Host-usher"));
    EXPECT_FALSE(get("/", {{"cookie", "__Host-usher"}}).cookie("__Host-usher"));
}

TEST_F(Requests, AuthorizationWinsOverTheCookieEvenWhereMalformed) {
    auto kind = [&](Headers headers) { return get("/", std::move(headers)).credential().kind; };
    EXPECT_EQ(kind({}), Credential::Kind::none);
    EXPECT_EQ(kind({{"cookie", "__Host-usher=x"}}), Credential::Kind::session);
    EXPECT_EQ(kind({{"cookie", "__Host-usher="}}), Credential::Kind::none);
    EXPECT_EQ(kind({{"cookie", "__Host-usher=x"}, {"authorization", "Basic eDp5"}}),
              Credential::Kind::key);
    auto request = get("/", {{"authorization", "bearer abc"}});
    EXPECT_EQ(request.credential().token.reveal(), "abc");
    EXPECT_TRUE(get("/", {{"authorization", "Basic eDp5"}}).credential().token.empty());
}

TEST_F(Requests, IfMatchTakesOneStrongTagOfOurs) {
    auto version = [&](std::string text) { return get("/", {{"if-match", text}}).if_match(); };
    EXPECT_EQ(**version("\"7\""), 7);
    EXPECT_FALSE(*get("/").if_match());
    for (auto text : {"7", "*", "W/\"7\"", "\"7\", \"8\"", "\"\"", "\"-7\"", "\"7", "\"x\"", "",
                      "\"99999999999999999999\""})
        EXPECT_EQ(version(text).error().key, "http.if_match") << text;
}

TEST_F(Requests, IntegerOfTheQueryKeepsItsLimits) {
    EXPECT_EQ(*get("/").query_integer("limit", 50, 1, 500), 50);
    EXPECT_EQ(*get("/?limit=7").query_integer("limit", 50, 1, 500), 7);
    auto refused = [&](std::string target) {
        return get(std::move(target)).query_integer("limit", 50, 1, 500).error();
    };
    EXPECT_EQ(refused("/?limit=0").key, "field.too_small");
    EXPECT_EQ(refused("/?limit=501").key, "field.too_large");
    for (auto text :
         {"/?limit=", "/?limit=7x", "/?limit=+7", "/?limit=7.0", "/?limit=99999999999999999999"})
        EXPECT_EQ(refused(text).key, "field.type") << text;
    EXPECT_EQ(refused("/?limit=0").field, "limit");
}

TEST_F(Requests, ListOfTheQueryIsSplitAtCommas) {
    EXPECT_EQ(get("/?s=a,b").query_list("s"), (std::vector<std::string>{"a", "b"}));
    EXPECT_EQ(get("/?s=a,,").query_list("s"), (std::vector<std::string>{"a"}));
    EXPECT_TRUE(get("/?s=").query_list("s").empty());
}

}  // namespace
}  // namespace usher::http
