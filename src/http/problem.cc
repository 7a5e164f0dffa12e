#include <algorithm>
#include <cstdlib>
#include <unordered_map>

#include "base/cause.h"
#include "base/json.h"
#include "http/response.h"
#include "http/told.h"

namespace usher::http {
namespace {

constexpr KnownError every_error[] = {
#define USHER_ERROR(key, code, text) {key, Code::code, text},
#include "errors_all.inc"  // every folder's errors.def, collected by CMake
#undef USHER_ERROR
};

int status_of(Code code) {
    switch (code) {
        case Code::bad_request:
            return 400;
        case Code::invalid:
            return 422;
        case Code::unauthenticated:
            return 401;
        case Code::forbidden:
            return 403;
        case Code::not_found:
            return 404;
        case Code::conflict:
            return 409;
        case Code::gone:
            return 410;
        case Code::precondition_failed:
            return 412;
        case Code::too_large:
            return 413;
        case Code::too_many:
            return 429;
        case Code::unavailable:
            return 503;
        case Code::internal:
            return 500;
    }
    std::abort();
}

// What the protocol itself refuses.
constexpr std::pair<std::string_view, int> protocol_statuses[] = {
    {"http.method", 405},         {"http.timeout", 408},  {"http.media_type", 415},
    {"http.expectation", 417},    {"http.host", 421},     {"http.head_too_large", 431},
    {"http.method_unknown", 501}, {"http.protocol", 505},
};

constexpr std::pair<int, std::string_view> reasons[] = {
    {200, "OK"},
    {201, "Created"},
    {202, "Accepted"},
    {204, "No Content"},
    {302, "Found"},
    {303, "See Other"},
    {304, "Not Modified"},
    {400, "Bad Request"},
    {401, "Unauthorized"},
    {403, "Forbidden"},
    {404, "Not Found"},
    {405, "Method Not Allowed"},
    {408, "Request Timeout"},
    {409, "Conflict"},
    {410, "Gone"},
    {412, "Precondition Failed"},
    {413, "Content Too Large"},
    {415, "Unsupported Media Type"},
    {417, "Expectation Failed"},
    {421, "Misdirected Request"},
    {422, "Unprocessable Content"},
    {429, "Too Many Requests"},
    {431, "Request Header Fields Too Large"},
    {500, "Internal Server Error"},
    {501, "Not Implemented"},
    {503, "Service Unavailable"},
    {505, "HTTP Version Not Supported"},
};

std::string_view param(Error const& error, std::string_view name) {
    for (auto const& each : error.params)
        if (each.name == name) return each.value;
    return {};
}

// The store's own name of what was broken: for the log, never for the client.
constexpr std::string_view constraint = "constraint";

// What the client reads: never the inside of a bug.
std::string detail_of(Error const& error) {
    auto entry = known_error(error.key);
    if (error.code != Code::internal && !error.detail.empty()) return error.detail;
    if (error.code == Code::internal) entry = known_error("internal");
    return entry ? fill(entry->text, error) : std::string(reason(status_of(error.code)));
}

// What else stays inside: the words of the engine and of the system.
bool told(Param const& param) { return param.name != constraint && param.name != cause_param; }

std::string document(Error const& error, int status, RequestId request) {
    json::Writer out;
    out.begin_object();
    out.member("type", "urn:usher:error:" + error.key);
    out.member("title", reason(status));
    out.member("status", status);
    out.member("code", error.key);
    out.member("detail", detail_of(error));
    if (!error.field.empty()) out.member("field", error.field);
    if (std::ranges::any_of(error.params, told)) {
        out.name("params").begin_object();
        for (auto const& each : error.params)
            if (told(each)) out.member(each.name, each.value);
        out.end_object();
    }
    out.member("request", request.text());
    out.end_object();
    return out.take();
}

}  // namespace

int status_of(std::string_view key, Code code) {
    auto special =
        std::ranges::find(protocol_statuses, key, &std::pair<std::string_view, int>::first);
    return special != std::end(protocol_statuses) ? special->second : status_of(code);
}

json::Object told_params(Error const& error) {
    json::Object params;
    for (auto const& each : error.params)
        if (told(each)) params.emplace_back(each.name, each.value);
    return params;
}

std::string_view reason(int status) {
    auto entry = std::ranges::find(reasons, status, &std::pair<int, std::string_view>::first);
    return entry != std::end(reasons) ? entry->second : "Unknown";
}

std::vector<KnownError> const& known_errors() {
    static std::vector<KnownError> const list = [] {
        std::vector<KnownError> all(std::begin(every_error), std::end(every_error));
        std::ranges::sort(all, {}, &KnownError::key);
        return all;
    }();
    return list;
}

KnownError const* known_error(std::string_view key) {
    auto const& all = known_errors();
    auto found = std::ranges::lower_bound(all, key, {}, &KnownError::key);
    return found != all.end() && found->key == key ? &*found : nullptr;
}

Error known(std::string_view key) {
    auto entry = known_error(key);
    if (!entry)
        std::abort();  // a key that stands in no errors.def: a bug that the first test finds
    Error error{entry->code, std::string(key), {}};
    if (entry->text.find('{') == std::string_view::npos) error.detail = entry->text;
    return error;
}

Response problem(Error const& error, RequestId request) {
    Response response;
    response.status = status_of(error.key, error.code);
    response.content_type = "application/problem+json";
    response.body = document(error, response.status, request);
    response.error_key = error.key;
    if (response.status >= 500) response.error_detail = with_cause(error);
    if (auto broken = param(error, constraint); !broken.empty()) response.error_detail = broken;
    if (response.status == 401) response.headers.emplace_back("WWW-Authenticate", "Bearer");
    auto retry_after_s = param(error, "retry_after_s");
    if (retry_after_s.empty() && response.status == 503) retry_after_s = "1";
    if (!retry_after_s.empty()) response.headers.emplace_back("Retry-After", retry_after_s);
    return response;
}

}  // namespace usher::http
