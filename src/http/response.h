// One answer, before it is written to the wire.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/fields.h"
#include "base/id.h"

namespace usher::http {

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> headers = {};
    // A static answer that outlives everything (an embedded asset): written without a copy.
    std::string_view borrowed = {};
    // True: an Idempotency-Key keeps that this happened, not the answer (it held a secret).
    bool holds_secret = false;
    std::string error_key = {};  // for the access log

    Response with(std::string_view name, std::string_view value) && {
        headers.emplace_back(name, value);
        return std::move(*this);
    }
    // ETag of a row's version, which If-Match takes back.
    Response version(std::int64_t v) && {
        return std::move(*this).with("ETag", "\"" + std::to_string(v) + "\"");
    }
};

template <Dto T>
Response ok(T const& dto) {
    Response response;
    response.body = to_json(dto);
    return response;
}
template <Dto T>
Response created(T const& dto, std::string_view location) {
    auto response = ok(dto);
    response.status = 201;
    response.headers.emplace_back("Location", location);
    return response;
}
Response no_content();

// RFC 9457: type, title, status, code (the key), detail, field, params, request. The one place
// where an Error becomes a status (style principle 3).
Response problem(Error const&, RequestId);
// For refusals of the protocol itself that no Code names: 405, 408, 411, 413–415, 431, 501, 505.
Response problem(int status, std::string_view key, std::string_view detail, RequestId);

// Every error key of every folder, for docs/errors.md and the openapi description.
struct KnownError {
    std::string_view key;
    Code code;
    std::string_view text;
};
std::vector<KnownError> const& known_errors();

}  // namespace usher::http
