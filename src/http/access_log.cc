#include "http/access_log.h"

#include <algorithm>

#include "base/json.h"

namespace usher::http {
namespace {

constexpr std::size_t max_path = 512;
constexpr std::size_t max_client_request = 128;
constexpr std::size_t token_letters = 40;  // ids have 30

bool token_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
}

std::string loggable(std::string_view path) {
    std::string text;
    while (!path.empty() && text.size() < max_path) {
        auto end = std::min(path.find('/', 1), path.size());
        auto part = path.substr(0, end);
        auto token =
            part.size() > token_letters && std::ranges::all_of(part.substr(1), token_letter);
        text.append(token ? "/…" : part.substr(0, max_path));
        path.remove_prefix(end);
    }
    return text;
}

}  // namespace

std::string access_line(Access const& access) {
    json::Writer out;
    out.begin_object();
    out.member("time", to_text(access.time)).member("request", access.id.text());
    if (access.request) {
        out.member("method", name(access.request->method()));
        out.member("path", loggable(access.request->path()));
    }
    out.member("status", access.response.status);
    out.member("ms", static_cast<double>(access.took_us) / 1000.0);
    out.member("bytes", static_cast<std::int64_t>(access.bytes));
    out.member("address",
               access.request ? std::string_view(access.request->address()) : access.peer);
    auto const& response = access.response;
    if (!response.error_key.empty()) out.member("error", response.error_key);
    if (!response.error_detail.empty()) out.member("detail", response.error_detail);
    auto theirs = access.request ? access.request->header("x-request-id") : std::nullopt;
    if (theirs && theirs->size() <= max_client_request) out.member("client_request", *theirs);
    out.end_object();
    return out.take();
}

std::string unnamed_proxy_line(Time time, std::string_view address) {
    json::Writer out;
    out.begin_object();
    out.member("time", to_text(time)).member("warning", "http.unnamed_proxy");
    out.member("address", address);
    out.member("detail",
               "Requests from this address speak of clients behind it. If it is a proxy of yours, "
               "name it with --trusted-proxy: until then all who come through it count as one "
               "client, and one who guesses passwords slows all of them down.");
    out.end_object();
    return out.take();
}

}  // namespace usher::http
