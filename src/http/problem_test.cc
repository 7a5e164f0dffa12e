#include <gtest/gtest.h>

#include "base/cause.h"
#include "base/json.h"
#include "http/response.h"

namespace usher::http {
namespace {

json::Value parsed(Response const& response) { return *json::parse(response.body); }

std::string member(Response const& response, std::string_view name) {
    auto document = parsed(response);
    auto value = document.member(name);
    return value && value->text() ? *value->text() : "";
}

TEST(Problem, NamesFieldAndExpectation) {
    auto response =
        problem(Error{Code::invalid, "field.too_long", "", "name", {{"max", "200"}}}, RequestId{});
    EXPECT_EQ(response.status, 422);
    EXPECT_EQ(response.content_type, "application/problem+json");
    EXPECT_EQ(member(response, "code"), "field.too_long");
    EXPECT_EQ(member(response, "field"), "name");
    EXPECT_EQ(member(response, "detail"), "name may have at most 200 characters or items.");
    EXPECT_EQ(*parsed(response).member("params")->member("max")->text(), "200");
    EXPECT_EQ(member(response, "request"), RequestId{}.text());
}

TEST(Problem, InsideOfABugIsNeverShown) {
    auto response = problem({Code::internal, "store.surprise", "no such column: secret"}, {});
    EXPECT_EQ(response.status, 500);
    EXPECT_EQ(response.body.find("column"), std::string::npos);
    EXPECT_EQ(response.error_detail, "no such column: secret");
}

TEST(Problem, NameOfAConstraintIsForTheLogAlone) {
    auto broken =
        Error{Code::conflict, "store.constraint", "Something else already stands there."}.with(
            "constraint", "users_by_email");
    auto response = problem(broken, {});
    EXPECT_EQ(response.status, 409);
    EXPECT_EQ(response.body.find("users_by_email"), std::string::npos);
    EXPECT_EQ(response.body.find("params"), std::string::npos);
    EXPECT_EQ(response.error_detail, "users_by_email");
    auto more = problem(std::move(broken).with("max", "3"), {});
    EXPECT_EQ(more.body.find("users_by_email"), std::string::npos);
    EXPECT_EQ(*parsed(more).member("params")->member("max")->text(), "3");
}

TEST(Problem, WordsOfTheEngineAndTheSystemAreForTheLogAlone) {
    auto error = Error{Code::unavailable, "store.unavailable",
                       "The store cannot answer now. Nothing was changed."}
                     .with(cause_param, "disk I/O error (1034): Input/output error");
    auto response = problem(error, {});
    EXPECT_EQ(response.status, 503);
    for (auto const* word : {"disk", "1034", "Input", "params", "cause"})
        EXPECT_EQ(response.body.find(word), std::string::npos) << response.body;
    EXPECT_EQ(member(response, "detail"), "The store cannot answer now. Nothing was changed.");
    EXPECT_EQ(response.error_detail,
              "The store cannot answer now. Nothing was changed. (disk I/O error (1034): "
              "Input/output error)");
    auto more = problem(std::move(error).with("retry_after_s", "7"), {});
    EXPECT_EQ(*parsed(more).member("params")->member("retry_after_s")->text(), "7");
    EXPECT_EQ(more.body.find("disk"), std::string::npos);
}

TEST(Problem, RefusalsOfTheProtocolHaveTheirOwnStatus) {
    EXPECT_EQ(problem(known("http.media_type"), {}).status, 415);
    EXPECT_EQ(problem(known("http.method"), {}).status, 405);
    EXPECT_EQ(problem(known("http.version"), {}).status, 412);
    EXPECT_EQ(problem(known("http.too_large"), {}).status, 413);
}

TEST(Problem, SaysWhenToComeBack) {
    auto error = Error{Code::too_many, "not_found", ""}.with("retry_after_s", "30");
    EXPECT_EQ(problem(error, {}).headers[0],
              std::pair(std::string("Retry-After"), std::string("30")));
    EXPECT_EQ(problem(known("http.busy"), {}).headers[0].first, "Retry-After");
}

TEST(Problem, TextInADetailCannotBreakTheAnswer) {
    auto response = problem({Code::conflict, "not_found", "a \"b\"\r\n<c>"}, {});
    EXPECT_EQ(member(response, "detail"), "a \"b\"\r\n<c>");
}

TEST(KnownErrors, EachKeyStandsOnce) {
    auto const& all = known_errors();
    EXPECT_GT(all.size(), 30u);
    for (std::size_t i = 1; i < all.size(); ++i) EXPECT_LT(all[i - 1].key, all[i].key);
    EXPECT_TRUE(known_error("http.busy"));
    EXPECT_TRUE(known_error("field.missing"));
    EXPECT_FALSE(known_error("field."));
}

}  // namespace
}  // namespace usher::http
