#include "http/router.h"

#include <gtest/gtest.h>

#include <stdexcept>

#include "store/testing.h"

namespace usher::http {
namespace {

using Headers = std::vector<std::pair<std::string, std::string>>;

struct Note {
    static constexpr std::string_view schema = "Note";
    std::string text;
};
void fields(FieldVisitor& v, Note& dto) { v.field("text", dto.text); }

Result<Response> echo(Request& request) {
    return json_text(std::string(request.route() ? request.route()->name : "page") + ":" +
                     std::string(request.param("user")));
}

class Routers : public ::testing::Test {
 protected:
    Routers() {
        router_.add({.path = "/v1/users/{user}",
                     .name = "view",
                     .handler = echo,
                     .query = {{"fields", "Which."}}});
        router_.add({.method = Method::patch,
                     .path = "/v1/users/{user}",
                     .name = "edit",
                     .handler = [](Request& r) -> Result<Response> {
                         auto note = TRY(r.body<Note>());
                         return ok(note);
                     },
                     .body = shape<Note>()});
        router_.add({.method = Method::post,
                     .path = "/v1/users/search",
                     .name = "search",
                     .handler = echo});
        router_.add({.method = Method::post,
                     .path = "/v1/throws",
                     .name = "throws",
                     .handler = [](Request&) -> Result<Response> {
                         throw std::runtime_error("the inside");
                     }});
        router_.add({.method = Method::post,
                     .path = "/v1/foreign",
                     .name = "foreign",
                     .handler = echo,
                     .needs_origin = false});
        router_.add({.path = "/v1/quick", .name = "quick", .inline_handler = [](Request const&) {
                         return json_text("\"quick\"");
                     }});
    }

    Response ask(Method method, std::string target, Headers headers = {}, std::string body = "") {
        Raw raw{.method = method,
                .target = std::move(target),
                .headers = std::move(headers),
                .body = std::move(body),
                .address = "127.0.0.1"};
        Request request(std::move(raw), RequestId{}, store_.store());
        return router_.dispatch(request);
    }
    std::string key(Method method, std::string target, Headers headers = {},
                    std::string body = "") {
        return ask(method, std::move(target), std::move(headers), std::move(body)).error_key;
    }

    store::TestStore store_;
    Router router_;
};

TEST_F(Routers, ParametersOfThePathAreDecoded) {
    EXPECT_EQ(ask(Method::get, "/v1/users/a%20b").body, "view:a b");
    EXPECT_EQ(ask(Method::head, "/v1/users/x").body, "view:x");
    EXPECT_EQ(ask(Method::get, "/v1/users/search").body, "view:search");
    EXPECT_EQ(ask(Method::post, "/v1/users/search").body, "search:");
    EXPECT_EQ(ask(Method::get, "/v1/quick").body, "\"quick\"");
}

TEST_F(Routers, UnknownPathIsNotFoundAndKnownOneNamesItsMethods) {
    for (auto path : {"/", "/v1", "/v1/users", "/v1/users/", "/v1/users/x/", "/v1/users/x/y",
                      "//v1/users/x", "/V1/users/x"})
        EXPECT_EQ(key(Method::get, path), "not_found") << path;
    auto refused = ask(Method::delete_, "/v1/users/search");
    EXPECT_EQ(refused.status, 405);
    EXPECT_EQ(refused.headers[0],
              std::pair(std::string("Allow"), std::string("GET, HEAD, POST, PATCH")));
    EXPECT_EQ(key(Method::options, "/v1/users/x"), "http.method");
}

TEST_F(Routers, QueryThatTheRouteDoesNotNameIsRefused) {
    EXPECT_EQ(ask(Method::get, "/v1/users/x?fields=a").status, 200);
    EXPECT_EQ(key(Method::get, "/v1/users/x?other=a"), "http.query");
    EXPECT_EQ(key(Method::get, "/v1/users/x?fields=a&fields=b"), "http.query");
    EXPECT_EQ(key(Method::get, "/v1/users/%00"), "http.target");
}

TEST_F(Routers, BodyOfARouteMustBeJson) {
    for (auto type : {"application/json", "Application/JSON; charset=UTF-8"})
        EXPECT_EQ(
            ask(Method::patch, "/v1/users/x", {{"content-type", type}}, R"({"text":"a"})").body,
            R"({"text":"a"})");
    for (auto type : {"", "text/plain", "application/x-www-form-urlencoded", "application/jsonp",
                      "application/json; charset=latin1", "multipart/form-data"})
        EXPECT_EQ(
            ask(Method::patch, "/v1/users/x", {{"content-type", type}}, R"({"text":"a"})").status,
            415)
            << type;
    Headers json{{"content-type", "application/json"}};
    EXPECT_EQ(key(Method::patch, "/v1/users/x", json, ""), "json.malformed");
    EXPECT_EQ(key(Method::patch, "/v1/users/x", json, R"({"text":"a","x":1})"), "field.unknown");
    EXPECT_EQ(key(Method::patch, "/v1/users/x", json, R"({"text":"a","text":"b"})"),
              "json.malformed");
}

TEST_F(Routers, ForeignPageCannotChangeAnything) {
    auto post = [&](Headers headers) { return key(Method::post, "/v1/users/search", headers); };
    std::pair<std::string, std::string> cookie{"cookie", "__Host-usher=x"};
    std::pair<std::string, std::string> ours{"origin", "http://127.0.0.1:8080"};
    EXPECT_EQ(post({}), "");
    EXPECT_EQ(post({ours}), "");
    EXPECT_EQ(post({cookie, ours}), "");
    EXPECT_EQ(post({cookie, ours, {"sec-fetch-site", "same-origin"}}), "");
    EXPECT_EQ(post({cookie}), "http.origin");
    EXPECT_EQ(post({cookie, {"origin", "null"}}), "http.origin");
    EXPECT_EQ(post({{"origin", "https://evil.example"}}), "http.origin");
    EXPECT_EQ(post({{"origin", ""}}), "http.origin");
    EXPECT_EQ(post({cookie, {"origin", "http://127.0.0.1:8080.evil.example"}}), "http.origin");
    EXPECT_EQ(post({cookie, ours, {"sec-fetch-site", "cross-site"}}), "http.origin");
    EXPECT_EQ(post({{"sec-fetch-site", "same-site"}}), "http.origin");
    EXPECT_EQ(post({cookie, ours, ours}), "http.origin") << "two of them";
    EXPECT_EQ(post({cookie, ours, {"origin", "https://evil.example"}}), "http.origin");
    EXPECT_EQ(post({cookie, {"origin", "https://evil.example"}, ours}), "http.origin");
    std::pair<std::string, std::string> from_here{"sec-fetch-site", "same-origin"};
    EXPECT_EQ(post({cookie, ours, from_here, {"sec-fetch-site", "cross-site"}}), "http.origin");
    EXPECT_EQ(post({cookie, {"referer", "http://127.0.0.1:8080/"}}), "http.origin");
}

TEST_F(Routers, KeyNeedsNoOriginAndReadingNeither) {
    Headers key_header{{"authorization", "Bearer x"}, {"origin", "https://elsewhere.example"}};
    EXPECT_EQ(key(Method::post, "/v1/users/search", key_header), "");
    EXPECT_EQ(key(Method::get, "/v1/users/x", {{"cookie", "__Host-usher=x"}}), "");
    EXPECT_EQ(key(Method::post, "/v1/foreign", {{"origin", "https://idp.example"}}), "");
}

TEST_F(Routers, ExceptionIsAnAnswerWithoutItsInside) {
    auto response = ask(Method::post, "/v1/throws");
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.error_key, "internal");
    EXPECT_EQ(response.body.find("the inside"), std::string::npos);
}

TEST_F(Routers, FallbackTakesReadsThatNoRouteKnows) {
    router_.fallback(echo, {});
    EXPECT_EQ(ask(Method::get, "/a/acme/users").body, "page:");
    EXPECT_EQ(key(Method::post, "/a/acme/users"), "not_found");
    EXPECT_EQ(key(Method::get, "/v1/users/search/%2e%2e"), "http.target");
}

TEST_F(Routers, TwoRoutesOfOnePathEndTheProcess) {
    EXPECT_DEATH(router_.add({.path = "/v1/users/me", .name = "me", .handler = echo}), "one path");
    EXPECT_DEATH(router_.add({.path = "/v1/users/{id}", .name = "x", .handler = echo}), "one path");
    EXPECT_DEATH(router_.add({.path = "/v1/nothing", .name = "x"}), "cannot be served");
    Route unknown{.path = "/v1/nothing", .handler = echo, .errors = {"nobody.knows"}};
    EXPECT_DEATH(router_.add(unknown), "errors.def");
}

}  // namespace
}  // namespace usher::http
