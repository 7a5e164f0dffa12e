#include "http/wire.h"

#include <algorithm>
#include <cstdio>
#include <ctime>

#include "base/text.h"

namespace usher::http {
namespace {

constexpr std::size_t max_copied = 16 * 1024;

bool plain(std::string_view text) {
    return std::ranges::none_of(text, [](unsigned char c) { return c < 0x20 || c == 0x7f; });
}

bool has(Response const& response, std::string_view name) {
    return std::ranges::any_of(
        response.headers, [&](auto const& header) { return ascii_iequals(header.first, name); });
}

void append_header(std::string& out, std::string_view name, std::string_view value) {
    if (!plain(name) || !plain(value)) return;
    out.append(name).append(": ").append(value).append("\r\n");
}

bool has_length(int status) { return status != 204 && status != 304 && status >= 200; }

// The lines of `block` whose names the answer does not give itself.
void append_missing(std::string& out, std::string_view block, Response const& response) {
    if (response.headers.empty()) return void(out.append(block));
    while (!block.empty()) {
        auto end = block.find("\r\n") + 2;
        auto line = block.substr(0, end);
        if (!has(response, line.substr(0, line.find(':')))) out.append(line);
        block.remove_prefix(end);
    }
}

}  // namespace

std::string security_headers(bool https) {
    std::string block =
        "Cache-Control: no-store\r\n"
        "Content-Security-Policy: default-src 'self'; img-src 'self' data:; object-src 'none'; "
        "base-uri 'none'; form-action 'self'; frame-ancestors 'none'\r\n"
        "X-Content-Type-Options: nosniff\r\n"
        "Referrer-Policy: no-referrer\r\n"
        "Cross-Origin-Opener-Policy: same-origin\r\n"
        "Cross-Origin-Resource-Policy: same-origin\r\n";
    if (https) block += "Strict-Transport-Security: max-age=31536000\r\n";
    return block;
}

std::string_view append(std::string& out, Response const& response, Written const& how) {
    auto body = response.borrowed.empty() ? std::string_view(response.body) : response.borrowed;
    out.append("HTTP/1.1 ").append(std::to_string(response.status)).append(" ");
    out.append(reason(response.status)).append("\r\n");
    append_header(out, "Date", how.date);
    if (has_length(response.status)) {
        if (!response.content_type.empty())
            append_header(out, "Content-Type", response.content_type);
        if (!response.stream) append_header(out, "Content-Length", std::to_string(body.size()));
    }
    if (!how.request_id.empty()) append_header(out, "X-Request-Id", how.request_id);
    append_missing(out, how.same_for_all, response);
    for (auto const& [name, value] : response.headers) append_header(out, name, value);
    if (how.after == After::close) out.append("Connection: close\r\n");
    if (how.after == After::keep_alive_1_0) out.append("Connection: keep-alive\r\n");
    out.append("\r\n");
    if (!how.body || !has_length(response.status)) return {};
    if (!response.borrowed.empty() && body.size() > max_copied) return body;
    out.append(body);
    return {};
}

std::string http_date(std::int64_t ms_since_1970) {
    auto seconds = static_cast<std::time_t>(ms_since_1970 / 1000);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    static constexpr char const* days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    static constexpr char const* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                             "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    char text[64];
    auto n = std::snprintf(text, sizeof text, "%s, %02d %s %04d %02d:%02d:%02d GMT",
                           days[utc.tm_wday], utc.tm_mday, months[utc.tm_mon], utc.tm_year + 1900,
                           utc.tm_hour, utc.tm_min, utc.tm_sec);
    return {text, static_cast<std::size_t>(n)};
}

}  // namespace usher::http
