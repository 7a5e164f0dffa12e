#include "http/request.h"

#include <algorithm>
#include <charconv>

#include "base/errors.h"
#include "base/text.h"
#include "http/target.h"

namespace usher::http {
namespace {

constexpr std::string_view white_space = " \t";

std::string_view trimmed_view(std::string_view text) {
    auto begin = std::min(text.find_first_not_of(white_space), text.size());
    auto end = text.find_last_not_of(white_space);
    return end == std::string_view::npos ? std::string_view() : text.substr(begin, end + 1 - begin);
}

std::optional<std::int64_t> whole_number(std::string_view text) {
    std::int64_t value = 0;
    auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size()) return std::nullopt;
    return value;
}

bool session_token(std::string_view text) { return !text.empty() && text.size() <= 128; }

Credential presented(Request const& request) {
    if (request.raw().instance) return {Credential::Kind::instance, {}};
    if (auto header = request.header("authorization")) {
        auto bearer = header->size() > 7 && ascii_iequals(header->substr(0, 7), "bearer ");
        return {Credential::Kind::key, Secret(std::string(bearer ? header->substr(7) : ""))};
    }
    auto cookie = request.cookie(session_cookie);
    if (!cookie || !session_token(*cookie)) return {};
    return {Credential::Kind::session, Secret(std::move(*cookie))};
}

}  // namespace

std::string_view name(Method method) {
    switch (method) {
        case Method::get:
            return "GET";
        case Method::head:
            return "HEAD";
        case Method::post:
            return "POST";
        case Method::put:
            return "PUT";
        case Method::patch:
            return "PATCH";
        case Method::delete_:
            return "DELETE";
        case Method::options:
            return "OPTIONS";
    }
    return "";
}

Request::Request(Raw raw, RequestId id, store::Store& store)
    : raw_(std::move(raw)), id_(id), store_(store) {
    path_ = raw_.target.substr(0, raw_.target.find('?'));
    credential_ = presented(*this);
}

std::optional<std::string_view> Request::header(std::string_view lower_case_name) const {
    for (auto const& [name, value] : raw_.headers)
        if (name == lower_case_name) return value;
    return std::nullopt;
}

std::optional<std::string> Request::cookie(std::string_view name) const {
    std::optional<std::string> found;
    auto rest = header("cookie").value_or("");
    while (!rest.empty()) {
        auto end = std::min(rest.find(';'), rest.size());
        auto pair = trimmed_view(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
        auto equals = pair.find('=');
        if (equals == std::string_view::npos || pair.substr(0, equals) != name) continue;
        if (found) return std::nullopt;
        found = pair.substr(equals + 1);
    }
    return found;
}

std::string_view Request::param(std::string_view name) const {
    for (auto const& [key, value] : params_)
        if (key == name) return value;
    return {};
}

std::optional<std::string_view> Request::query(std::string_view name) const {
    for (auto const& [key, value] : query_)
        if (key == name) return value;
    return std::nullopt;
}

Result<std::int64_t> Request::query_integer(std::string_view name, std::int64_t fallback,
                                            std::int64_t min, std::int64_t max) const {
    auto text = query(name);
    if (!text) return fallback;
    auto value = whole_number(*text);
    if (!value) return fail(base_error("field.type", name, {{"expected", "a whole number"}}));
    if (*value < min)
        return fail(base_error("field.too_small", name, {{"min", std::to_string(min)}}));
    if (*value > max)
        return fail(base_error("field.too_large", name, {{"max", std::to_string(max)}}));
    return *value;
}

std::vector<std::string> Request::query_list(std::string_view name) const {
    std::vector<std::string> list;
    auto rest = query(name).value_or("");
    while (!rest.empty()) {
        auto comma = std::min(rest.find(','), rest.size());
        if (comma > 0) list.emplace_back(rest.substr(0, comma));
        rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
    return list;
}

Result<std::optional<std::int64_t>> Request::if_match() const {
    auto header = this->header("if-match");
    if (!header) return std::optional<std::int64_t>();
    auto quoted = header->size() > 2 && header->front() == '"' && header->back() == '"';
    auto digits = quoted ? header->substr(1, header->size() - 2) : std::string_view();
    auto version = digits.find_first_not_of("0123456789") == std::string_view::npos
                       ? whole_number(digits)
                       : std::nullopt;
    if (!version) return fail(known("http.if_match"));
    return version;
}

void Request::bind(Route const& route, std::vector<std::pair<std::string, std::string>> params,
                   AccountOf const& account_of) {
    route_ = &route;
    params_ = std::move(params);
    account_of_ = &account_of;
}

Result<void> Request::parse_target() {
    auto target = TRY(http::parse_target(raw_.target));
    path_ = std::move(target.path);
    segments_ = std::move(target.segments);
    query_ = std::move(target.query);
    return {};
}

Result<json::Value> Request::json_body() const { return json::parse(raw_.body); }

}  // namespace usher::http
