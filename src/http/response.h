// One answer, before it is written to the wire.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/errors.h"
#include "base/fields.h"
#include "base/id.h"
#include "base/secret.h"

namespace usher::http {

class EventStream;
constexpr std::string_view event_stream_type = "text/event-stream";

struct Response {
    int status = 200;
    std::string content_type = "application/json";
    std::string body = {};
    std::vector<std::pair<std::string, std::string>> headers = {};
    // A static answer that outlives everything (an embedded asset): written without a copy.
    std::string_view borrowed = {};
    // True: an Idempotency-Key keeps that this happened, not the answer (it held a secret).
    bool holds_secret = false;
    std::string error_key = {};     // for the access log
    std::string error_detail = {};  // of an answer in the 500s: for the log, never for the client
    // The body goes on after `body` (event_stream.h), until the connection closes.
    std::shared_ptr<EventStream> stream = {};

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
Response json_text(std::string body);  // already JSON

// Secure, HttpOnly, SameSite=Lax, for the whole site. 0 seconds: takes it away.
std::string cookie_text(std::string_view name, std::string_view value, std::int64_t max_age_s);

// RFC 9457: type, title, status, code (the key), detail, field, params, request. The one place
// where an Error becomes a status (style principle 3).
Response problem(Error const&, RequestId);
// The status that an error of that key and code gets: that of its Code, but for the refusals of the
// protocol itself that no Code names: 405, 408, 415, 417, 421, 431, 501, 505.
int status_of(std::string_view key, Code);
std::string_view reason(int status);  // "Not Found"

// Every error key of every folder, for docs/errors.md and the openapi description.
std::vector<KnownError> const& known_errors();
KnownError const* known_error(std::string_view key);
// An error of a known key; its detail is the key's sentence. An unknown key is a bug.
Error known(std::string_view key);

}  // namespace usher::http
