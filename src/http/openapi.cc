// GET /openapi.json: made from the route rows and the DTOs that are served, so it cannot drift.
#include <algorithm>
#include <map>
#include <set>

#include "base/json.h"
#include "base/text.h"
#include "http/router.h"

namespace usher::http {
namespace {

using json::Array;
using json::Object;
using json::Value;

Value text_schema() { return Object{{"type", "string"}}; }

Value reference(std::string_view section, std::string_view name) {
    return Object{{"$ref", "#/components/" + std::string(section) + "/" + std::string(name)}};
}

Value content(std::string_view media_type, std::string_view schema) {
    Object media{{"schema", reference("schemas", schema)}};
    return Object{{std::string(media_type), std::move(media)}};
}

void add_path_parameters(Array& list, std::string_view path) {
    for (auto open = path.find('{'); open != std::string_view::npos; open = path.find('{')) {
        auto close = path.find('}', open);
        Object parameter{{"name", path.substr(open + 1, close - open - 1)},
                         {"in", "path"},
                         {"required", true},
                         {"schema", text_schema()}};
        list.push_back(std::move(parameter));
        path.remove_prefix(close + 1);
    }
}

void add_query_parameters(Array& list, Route const& route) {
    for (auto const& query : route.query) {
        Object parameter{{"name", query.name},
                         {"in", "query"},
                         {"description", query.about},
                         {"schema", text_schema()}};
        list.push_back(std::move(parameter));
    }
}

// R11: an answer is kept for who changes something in an account or operates. Of what a person does
// with the own sign-in, whatever the account, nothing is kept (write_plain.h).
bool takes_key(Route const& route) {
    bool nobody_s = route.act == "public" || route.act == "product";
    bool own = route.act == "self" && route.path.find("{account}") == std::string_view::npos;
    return route.method != Method::get && !nobody_s && !own;
}

// Whoever compares the version says so among the errors.
bool obeys_version(Route const& route) {
    return std::ranges::find(route.errors, "http.version") != route.errors.end();
}

Array parameters(Route const& route) {
    Array list;
    add_path_parameters(list, route.path);
    add_query_parameters(list, route);
    if (takes_key(route)) list.push_back(reference("parameters", "IdempotencyKey"));
    if (obeys_version(route)) list.push_back(reference("parameters", "IfMatch"));
    return list;
}

Object success(Route const& route) {
    Object answer{{"description", reason(route.status)}};
    if (!route.answer.schema.empty())
        answer.emplace_back("content", content(route.media_type, route.answer.schema));
    return answer;
}

// What it may refuse, by status; the rest, which any route may give, is the default.
Object responses(Route const& route) {
    std::map<int, std::string> refusals;
    for (auto key : route.errors) {
        auto error = known(key);  // a key that nobody knows ends the process: a test looks
        auto& keys = refusals[status_of(key, error.code)];
        keys.append(keys.empty() ? "" : ", ").append(key);
    }
    Object list{{std::to_string(route.status), success(route)}};
    for (auto const& [status, keys] : refusals) {
        Object answer{{"description", keys},
                      {"content", content("application/problem+json", "Problem")}};
        list.emplace_back(std::to_string(status), std::move(answer));
    }
    list.emplace_back("default", reference("responses", "Problem"));
    return list;
}

Array security(Route const& route) {
    Object session{{"session", Array{}}};
    Object key{{"key", Array{}}};
    if (route.act == "public") return {};
    if (route.act == "product") return {key};
    return {session, key};
}

Object operation(Route const& route) {
    Object out{{"operationId", route.name}, {"summary", route.about}};
    if (!route.act.empty()) out.emplace_back("x-act", route.act);
    auto all_parameters = parameters(route);
    if (!all_parameters.empty()) out.emplace_back("parameters", std::move(all_parameters));
    if (!route.body.schema.empty()) {
        Object body{{"required", true},
                    {"content", content("application/json", route.body.schema)}};
        out.emplace_back("requestBody", std::move(body));
    }
    out.emplace_back("responses", responses(route));
    out.emplace_back("security", security(route));
    Array keys(route.errors.begin(), route.errors.end());
    out.emplace_back("x-error-keys", std::move(keys));
    return out;
}

Object paths(Router const& router) {
    Object out;
    for (auto const& route : router.routes()) {
        if (!route.described) continue;
        auto found = std::ranges::find(out, route.path, &json::Member::first);
        if (found == out.end()) {
            out.emplace_back(route.path, Object{});
            found = out.end() - 1;
        }
        std::get<Object>(found->second.is)
            .emplace_back(ascii_lower(name(route.method)), operation(route));
    }
    return out;
}

// RFC 9457 as problem.cc writes it.
Object problem_schema() {
    Object properties;
    for (auto name : {"type", "title", "code", "detail", "field", "request"})
        properties.emplace_back(name, text_schema());
    properties.emplace_back("status", Object{{"type", "integer"}});
    Object params{{"type", "object"}, {"additionalProperties", text_schema()}};
    properties.emplace_back("params", std::move(params));
    Array required{"type", "title", "status", "code", "detail", "request"};
    return {{"type", "object"},
            {"properties", std::move(properties)},
            {"required", std::move(required)}};
}

Object schemas(Router const& router) {
    Object out;
    for (auto const& route : router.routes()) {
        if (!route.described) continue;
        if (route.body.describe) route.body.describe(out);
        if (route.answer.describe) route.answer.describe(out);
    }
    out.emplace_back("Problem", problem_schema());
    return out;
}

Object header_parameter(std::string_view name, std::string_view about) {
    return {{"name", name}, {"in", "header"}, {"description", about}, {"schema", text_schema()}};
}

Object components(Router const& router) {
    Object headers{
        {"IdempotencyKey",
         header_parameter("Idempotency-Key", "A retry with the same key changes nothing twice.")},
        {"IfMatch",
         header_parameter("If-Match", "The ETag that was read: refused if it changed.")}};
    Object problem{{"description", "What was refused, and why."},
                   {"content", content("application/problem+json", "Problem")}};
    Object session{{"type", "apiKey"}, {"in", "cookie"}, {"name", session_cookie}};
    Object key{{"type", "http"}, {"scheme", "bearer"}};
    Object ways{{"session", std::move(session)}, {"key", std::move(key)}};
    Object answers{{"Problem", std::move(problem)}};
    return {{"schemas", schemas(router)},
            {"parameters", std::move(headers)},
            {"responses", std::move(answers)},
            {"securitySchemes", std::move(ways)}};
}

}  // namespace

std::string openapi(Router const& router, std::string_view version) {
    Object info{{"title", "Usher"}, {"version", version}};
    Array errors;
    for (auto const& error : known_errors()) errors.emplace_back(error.key);
    Object document{{"openapi", "3.1.0"},
                    {"info", std::move(info)},
                    {"paths", paths(router)},
                    {"components", components(router)},
                    {"x-error-keys", std::move(errors)}};
    return json::text(document);
}

}  // namespace usher::http
