#include "web/pages.h"

#include <gtest/gtest.h>

#include "base/json.h"
#include "store/testing.h"
#include "support/source_file.h"

namespace usher::web {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

class Pages : public ::testing::Test {
 protected:
    Pages() {
        add_pages(router_, [this](http::Request&) { return boot_; }, files_);
    }

    http::Response get(std::string path, Headers headers = {}) {
        http::Raw raw{.target = std::move(path), .headers = std::move(headers)};
        http::Request request(std::move(raw), RequestId{}, *store_);
        return router_.dispatch(request);
    }
    static std::string header(http::Response const& response, std::string_view name) {
        for (auto const& [key, value] : response.headers)
            if (key == name) return value;
        return {};
    }

    std::string const index_ = testing::source_text("ui/index.html");
    std::vector<File> const files_ = {
        {"/assets/app-1.js", "plain", "br", "gz", "0123456789abcdef0123456789abcdef01"},
        {"/favicon.svg", "<svg/>", "", "", "aa"},
        {"/index.html", index_, "", "", "bb"},
        {"/preload.json",
         R"({"account":["/assets/frame.js"],"users":["/assets/users.js"],)"
         R"("texts":{"en":["/assets/en.js"],"de":["/assets/de.js"]}})",
         "", "", "cc"},
    };
    std::string boot_ = "{}";
    store::TestStore store_;
    http::Router router_;
};

TEST_F(Pages, AssetIsTheSmallestFormThatTheClientTakes) {
    auto with = [&](std::string accept) {
        return get("/assets/app-1.js", {{"accept-encoding", accept}});
    };
    EXPECT_EQ(with("gzip, deflate, br").borrowed, "br");
    EXPECT_EQ(header(with("gzip, deflate, br"), "Content-Encoding"), "br");
    EXPECT_EQ(with("gzip").borrowed, "gz");
    EXPECT_EQ(with("br;q=0, GZIP;q=0.5").borrowed, "gz");
    EXPECT_EQ(with("br; q=0.0, gzip;q=0").borrowed, "plain");
    EXPECT_EQ(with("").borrowed, "plain");
    EXPECT_EQ(with("brotli").borrowed, "plain");
    EXPECT_EQ(header(with(""), "Content-Encoding"), "");
    EXPECT_EQ(header(with(""), "Vary"), "Accept-Encoding");
    EXPECT_EQ(header(with(""), "Cache-Control"), "public, max-age=31536000, immutable");
    EXPECT_EQ(with("").content_type, "text/javascript; charset=utf-8");
}

TEST_F(Pages, FileThatTheClientHasIsNotSentAgain) {
    auto first = get("/favicon.svg");
    EXPECT_EQ(first.borrowed, "<svg/>");
    auto again = get("/favicon.svg", {{"if-none-match", header(first, "ETag")}});
    EXPECT_EQ(again.status, 304);
    EXPECT_TRUE(again.borrowed.empty());
}

TEST_F(Pages, EveryAddressOfTheUiIsTheOnePage) {
    for (auto path : {"/", "/a/acme/users", "/join", "/a/acme/users/usr_1?tab=roles"}) {
        auto page = get(path, {{"accept", "text/html,*/*;q=0.8"}});
        EXPECT_EQ(page.status, 200) << path;
        EXPECT_EQ(page.content_type, "text/html; charset=utf-8");
        EXPECT_EQ(header(page, "Cache-Control"), "private, no-store");
    }
}

TEST_F(Pages, WhatIsNoPageIsNotFound) {
    for (auto path : {"/v1/none", "/v1", "/assets/gone-2.js", "/robots.txt", "/index.html",
                      "/dev/none", "/assets/", "/.env", "/.git/config.html"})
        EXPECT_EQ(get(path).error_key, "not_found") << path;
    EXPECT_EQ(get("/a/acme", {{"accept", "application/json"}}).error_key, "not_found");
    EXPECT_EQ(get("/a/%2e%2e/x").error_key, "http.target");
}

TEST_F(Pages, PageIsBornInItsLanguageAndTheme) {
    EXPECT_NE(get("/").body.find("<html lang=\"en\" dir=\"ltr\" data-theme=\"system\">"),
              std::string::npos);
    EXPECT_NE(get("/", {{"cookie", "theme=dark"}}).body.find("data-theme=\"dark\">"),
              std::string::npos);
    for (auto cookie : {"theme=\"><script>", "theme=", "theme=dark; theme=light"})
        EXPECT_NE(get("/", {{"cookie", cookie}}).body.find("data-theme=\"system\">"),
                  std::string::npos)
            << cookie;
    auto page = get("/", {{"accept-language", "xx-YY, \"><b>, en-GB;q=0.5"}}).body;
    EXPECT_NE(page.find("<html lang=\"en-GB\""), std::string::npos);
}

TEST_F(Pages, LanguageIsThePersonsThenTheBrowsersChoiceThenWhatItAsksFor) {
    auto lang = [&](std::vector<std::pair<std::string, std::string>> headers) {
        auto body = get("/", std::move(headers)).body;
        auto from = body.find("lang=\"") + 6;
        return body.substr(from, body.find('"', from) - from);
    };
    std::pair<std::string, std::string> asks{"accept-language", "de-AT,en;q=0.5"};
    EXPECT_EQ(lang({asks}), "de-AT");
    EXPECT_EQ(lang({asks, {"cookie", "language=en"}}), "en");
    boot_ = R"({"language":"de"})";
    EXPECT_EQ(lang({{"cookie", "language=en"}}), "de");
    boot_ = R"({"language":"tlh"})";
    EXPECT_EQ(lang({}), "en");
    for (auto cookie : {"language=de\"><b>", "language=", "language=xx", "language=de_AT",
                        "language=de-aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"})
        EXPECT_EQ(lang({{"cookie", cookie}}), "en") << cookie;
}

TEST_F(Pages, NameInTheDataCannotLeaveItsBlock) {
    boot_ = R"({"name":"</script><script>alert(1)</script><!--"})";
    auto page = get("/").body;
    auto begin = page.find("id=\"boot\">") + 10;
    auto block = page.substr(begin, page.find("</script>", begin) - begin);
    EXPECT_EQ(block.find('<'), std::string::npos);
    EXPECT_EQ(*json::parse(block)->member("name")->text(),
              "</script><script>alert(1)</script><!--");
}

TEST_F(Pages, WhoeverIsSignedInFetchesThePartsOfThePageAtOnce) {
    auto preloaded = [&](std::string path, Headers headers = {}) {
        auto page = get(std::move(path), std::move(headers)).body;
        std::string files;
        constexpr std::string_view link = "<link rel=\"modulepreload\" href=\"/assets/";
        for (auto at = page.find(link); at != std::string::npos; at = page.find(link, at + 1)) {
            auto from = at + link.size();
            files += page.substr(from, page.find('"', from) - from) + " ";
        }
        return files;
    };
    EXPECT_EQ(preloaded("/a/acme/users"), "");
    boot_ = R"({"identity":{}})";
    EXPECT_EQ(preloaded("/a/acme/users"), "frame.js users.js en.js ");
    EXPECT_EQ(preloaded("/a/acme/users/usr_1?q=x"), "frame.js users.js en.js ");
    EXPECT_EQ(preloaded("/a/acme/audit", {{"accept-language", "de-AT"}}), "frame.js de.js ");
    EXPECT_EQ(preloaded("/a/acme"), "frame.js en.js ");
    for (auto path : {"/", "/sign-in", "/me/profile", "/operator"}) EXPECT_EQ(preloaded(path), "");
    EXPECT_EQ(get("/preload.json").error_key, "not_found");
}

TEST_F(Pages, ServerWithoutPagesSaysSo) {
    http::Router bare;
    add_pages(bare, [](http::Request&) { return std::string("{}"); }, {});
    http::Request request({.target = "/"}, RequestId{}, *store_);
    auto page = bare.dispatch(request);
    EXPECT_EQ(page.status, 503);
    EXPECT_NE(page.body.find("script/build"), std::string::npos);
}

TEST_F(Pages, ThemeIsKeptInACookie) {
    auto put = [&](std::string body) {
        http::Raw raw{
            .method = http::Method::put, .target = "/v1/me/theme", .body = std::move(body)};
        raw.headers = {{"content-type", "application/json"}};
        http::Request request(std::move(raw), RequestId{}, *store_);
        return router_.dispatch(request);
    };
    auto answer = put(R"({"theme":"dark"})");
    EXPECT_EQ(answer.status, 204);
    EXPECT_TRUE(header(answer, "Set-Cookie").starts_with("theme=dark; Path=/; Max-Age=31536000"));
    EXPECT_EQ(put(R"({"theme":"pink"})").error_key, "field.choice");
}

TEST_F(Pages, LanguageIsKeptInACookie) {
    auto put = [&](std::string body) {
        http::Raw raw{
            .method = http::Method::put, .target = "/v1/me/language", .body = std::move(body)};
        raw.headers = {{"content-type", "application/json"}};
        http::Request request(std::move(raw), RequestId{}, *store_);
        return router_.dispatch(request);
    };
    auto answer = put(R"({"language":"de"})");
    EXPECT_EQ(answer.status, 204);
    EXPECT_TRUE(header(answer, "Set-Cookie").starts_with("language=de; Path=/; Max-Age=31536000"));
    EXPECT_EQ(put(R"({"language":"xx"})").error_key, "field.choice");
    EXPECT_EQ(put(R"({"language":"de\r\nX: y"})").error_key, "field.characters");
}

}  // namespace
}  // namespace usher::web
