#include <gtest/gtest.h>

#include "http/router.h"

namespace usher::http {
namespace {

struct Part {
    static constexpr std::string_view schema = "Part";
    std::string name;
};
void fields(FieldVisitor& v, Part& dto) { v.field("name", dto.name); }

struct Whole {
    static constexpr std::string_view schema = "Whole";
    std::vector<Part> parts;
};
void fields(FieldVisitor& v, Whole& dto) { v.field("parts", dto.parts); }

Result<Response> nothing(Request&) { return no_content(); }

json::Value described() {
    Router router;
    router.add({.method = Method::put,
                .path = "/v1/accounts/{account}/whole/{part}",
                .name = "put_whole",
                .about = "Puts it.",
                .act = "users.edit",
                .handler = nothing,
                .query = {{"dry", "Only looks."}},
                .body = shape<Whole>(),
                .answer = shape<Whole>(),
                .errors = {"http.version", "field.missing"}});
    router.add({.path = "/v1/open", .name = "open", .act = "public", .handler = nothing});
    router.add({.path = "/assets", .name = "hidden", .handler = nothing, .described = false});
    return *json::parse(openapi(router, "1.2.3"));
}

json::Value const* at(json::Value const& document, std::vector<std::string> const& path) {
    auto const* value = &document;
    for (auto const& step : path)
        if (value) value = value->member(step);
    return value;
}

// Every "$ref" of the document, wherever it stands.
void collect(json::Value const& value, std::vector<std::string>& references) {
    if (auto object = value.object())
        for (auto const& [name, member] : *object) {
            if (name == "$ref") references.push_back(*member.text());
            collect(member, references);
        }
    if (auto array = value.array())
        for (auto const& item : *array) collect(item, references);
}

TEST(Openapi, EveryReferenceResolves) {
    auto document = described();
    std::vector<std::string> references;
    collect(document, references);
    EXPECT_GT(references.size(), 5u);
    for (auto const& reference : references) {
        ASSERT_TRUE(reference.starts_with("#/components/")) << reference;
        auto slash = reference.rfind('/');
        EXPECT_TRUE(at(document, {"components", reference.substr(13, slash - 13),
                                  reference.substr(slash + 1)}))
            << reference;
    }
}

using Strings = std::vector<std::string>;
Strings parameters(json::Value const& operation) {
    Strings names;
    auto const* all = operation.member("parameters");
    if (!all) return names;
    for (auto const& one : *all->array())
        if (auto const* reference = one.member("$ref"))
            names.push_back(reference->text()->substr(reference->text()->rfind('/') + 1));
    return names;
}

TEST(Openapi, NoHeaderIsPromisedThatARouteDoesNotObey) {
    auto promised = [](std::string_view path, std::string_view act,
                       std::vector<std::string_view> errors = {}) {
        Router router;
        router.add({.method = Method::put,
                    .path = path,
                    .name = "put_it",
                    .act = act,
                    .handler = nothing,
                    .errors = std::move(errors)});
        auto document = *json::parse(openapi(router, "1.2.3"));
        return parameters(*at(document, {"paths", std::string(path), "put"}));
    };
    EXPECT_EQ(promised("/v1/accounts/{account}/seats", "seats.change"), Strings{"IdempotencyKey"});
    EXPECT_EQ(promised("/v1/me/accounts/{account}", "self", {"http.version"}),
              (Strings{"IdempotencyKey", "IfMatch"}));
    EXPECT_EQ(promised("/v1/me/password", "self"), Strings());
    EXPECT_EQ(promised("/v1/sign-in", "public"), Strings());
    EXPECT_EQ(promised("/v1/check", "product"), Strings());
}

TEST(Openapi, RowIsDescribedWhole) {
    auto document = described();
    auto put = at(document, {"paths", "/v1/accounts/{account}/whole/{part}", "put"});
    ASSERT_TRUE(put);
    EXPECT_EQ(*at(*put, {"operationId"})->text(), "put_whole");
    EXPECT_EQ(*at(*put, {"x-act"})->text(), "users.edit");
    EXPECT_EQ(at(*put, {"parameters"})->array()->size(), 5u);
    EXPECT_EQ(parameters(*put), (Strings{"IdempotencyKey", "IfMatch"}));
    EXPECT_TRUE(at(*put, {"requestBody", "content", "application/json", "schema", "$ref"}));
    EXPECT_TRUE(at(*put, {"responses", "200", "content", "application/json"}));
    EXPECT_EQ(*at(*put, {"responses", "412", "description"})->text(), "http.version");
    EXPECT_EQ(*at(*put, {"responses", "422", "description"})->text(), "field.missing");
    EXPECT_EQ(at(*put, {"x-error-keys"})->array()->size(), 2u);
    EXPECT_TRUE(at(document, {"components", "schemas", "Part"}));
}

TEST(Openapi, OpenRouteAsksForNothingAndHiddenOneIsAbsent) {
    auto document = described();
    EXPECT_TRUE(at(document, {"paths", "/v1/open", "get", "security"})->array()->empty());
    EXPECT_FALSE(at(document, {"paths", "/assets"}));
}

}  // namespace
}  // namespace usher::http
