// The one place that knows Beast's parser. It is called only once the head is whole, for it eats a
// partial one and its views die; and what it lets pass is judged here (architecture section 1).
#include "http/head.h"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/beast/http/basic_parser.hpp>
#include <charconv>

#include "base/text.h"
#include "http/origin.h"

namespace usher::http {
namespace {

namespace beast = boost::beast;

// Those that mean something here: a second one would leave open which counts.
constexpr std::array<std::string_view, 11> only_once = {
    "host",          "content-length", "transfer-encoding", "content-type", "authorization",
    "cookie",        "origin",         "if-match",          "expect",       "idempotency-key",
    "sec-fetch-site"};

constexpr std::size_t max_length_digits = 15;

Error refusal(std::string_view detail) {
    auto error = known("http.head").with("detail", detail);
    error.detail = fill(known_error("http.head")->text, error);
    return error;
}

// Takes down what Beast finds, and notes a view that lies outside of what it was given: Beast has
// glued a folded line together elsewhere. (One that it can shorten in place it does not show.)
class Parser final : public beast::http::basic_parser<true> {
 public:
    explicit Parser(std::string_view bytes) : bytes_(bytes) {}

    std::string_view method, target;
    int version = 0;
    std::vector<std::pair<std::string_view, std::string_view>> fields;
    bool folded = false;

 private:
    using Error = beast::error_code;
    using Text = beast::string_view;

    std::string_view own(Text text) {
        auto inside = text.empty() || (text.data() >= bytes_.data() &&
                                       text.data() + text.size() <= bytes_.data() + bytes_.size());
        folded = folded || !inside;
        return {text.data(), text.size()};
    }
    void on_request_impl(beast::http::verb, Text method_text, Text target_text, int version_number,
                         Error&) override {
        method = own(method_text);
        target = own(target_text);
        version = version_number;
    }
    void on_field_impl(beast::http::field, Text name, Text value, Error&) override {
        fields.emplace_back(own(name), own(value));
    }
    void on_response_impl(int, Text, int, Error&) override {}
    void on_header_impl(Error&) override {}
    void on_body_init_impl(boost::optional<std::uint64_t> const&, Error&) override {}
    std::size_t on_body_impl(Text, Error&) override { return 0; }
    void on_chunk_header_impl(std::uint64_t, Text, Error&) override {}
    std::size_t on_chunk_body_impl(std::uint64_t, Text, Error&) override { return 0; }
    void on_finish_impl(Error&) override {}

    std::string_view bytes_;
};

std::optional<Method> method_named(std::string_view text) {
    for (auto method : {Method::get, Method::head, Method::post, Method::put, Method::patch,
                        Method::delete_, Method::options})
        if (name(method) == text) return method;
    return std::nullopt;
}

std::string_view field(Parser const& parsed, std::string_view lower_case_name) {
    for (auto const& [name, value] : parsed.fields)
        if (ascii_iequals(name, lower_case_name)) return value;
    return {};
}

// A lone LF or CR, or a control character: lines that other readers may cut elsewhere.
bool cut_doubtfully(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        auto c = static_cast<unsigned char>(bytes[i]);
        if (c >= 0x20 && c != 0x7f) continue;
        if (c == '\t') continue;
        if (c == '\r' && (i + 1 == bytes.size() || bytes[i + 1] == '\n')) continue;
        if (c == '\n' && i > 0 && bytes[i - 1] == '\r') continue;
        return true;
    }
    return false;
}

Result<void> judge_repeats(Parser const& parsed) {
    for (auto once : only_once) {
        auto same = [&](auto const& each) { return ascii_iequals(each.first, once); };
        if (std::ranges::count_if(parsed.fields, same) > 1)
            return fail(refusal(std::string(once) + " stands twice."));
    }
    return {};
}

Result<void> judge_host(Parser const& parsed, Head& head) {
    auto host = field(parsed, "host");
    if (host.empty() && head.http_1_0 && head.target.starts_with('/')) return {};
    if (!parse_host(host, false)) return fail(refusal("Host is missing or malformed."));
    if (head.target.starts_with('/')) return {};
    // The absolute form is for proxies; a client may send it, but not to name another host.
    for (std::string_view scheme : {"http://", "https://"}) {
        if (!ascii_iequals(head.target.substr(0, scheme.size()), scheme)) continue;
        auto rest = head.target.substr(scheme.size());
        auto slash = std::min(rest.find('/'), rest.size());
        if (!ascii_iequals(rest.substr(0, slash), host) || slash == rest.size()) break;
        head.target = rest.substr(slash);
        return {};
    }
    return fail(refusal("The target must be a path."));
}

Result<void> read_framing(Parser const& parsed, Head& head) {
    auto has = [&](std::string_view lower) {
        return std::ranges::any_of(parsed.fields,
                                   [&](auto const& f) { return ascii_iequals(f.first, lower); });
    };
    auto encoding = has("transfer-encoding");
    auto length = has("content-length");
    if (encoding && length)
        return fail(refusal("Content-Length and Transfer-Encoding exclude each other."));
    if (encoding && (head.http_1_0 || field(parsed, "transfer-encoding") != "chunked"))
        return fail(refusal("The only Transfer-Encoding is chunked, in HTTP/1.1."));
    head.chunked = encoding;
    if (!length) return {};
    auto digits = field(parsed, "content-length");
    auto numeric = !digits.empty() && digits.size() <= max_length_digits &&
                   digits.find_first_not_of("0123456789") == std::string_view::npos;
    if (!numeric) return fail(refusal("Content-Length must be a number."));
    std::from_chars(digits.data(), digits.data() + digits.size(), head.content_length);
    return {};
}

bool lists(std::string_view value, std::string_view lower_case_word) {
    while (!value.empty()) {
        auto comma = std::min(value.find(','), value.size());
        if (ascii_iequals(trimmed(value.substr(0, comma)), lower_case_word)) return true;
        value.remove_prefix(std::min(comma + 1, value.size()));
    }
    return false;
}

Result<void> read_wishes(Parser const& parsed, Head& head) {
    auto close = false, keep = false;
    for (auto const& [name, value] : parsed.fields) {
        if (!ascii_iequals(name, "connection")) continue;
        close = close || lists(value, "close");
        keep = keep || lists(value, "keep-alive");
    }
    head.keep_alive = !close && (keep || !head.http_1_0);
    auto expect = field(parsed, "expect");
    if (expect.empty() || head.http_1_0) return {};
    if (!ascii_iequals(expect, "100-continue")) return fail(known("http.expectation"));
    head.expects_continue = true;
    return {};
}

Error error_of(beast::error_code const& error) {
    if (error == beast::http::error::bad_version) return known("http.protocol");
    return refusal(error.message() + ".");
}

Result<Head> judged(Parser const& parsed, std::size_t max_headers) {
    Head head;
    if (parsed.folded) return fail(refusal("A header is folded."));
    if (parsed.fields.size() > max_headers) return fail(known("http.head_too_large"));
    if (parsed.version != 10 && parsed.version != 11) return fail(known("http.protocol"));
    auto method = method_named(parsed.method);
    if (!method) return fail(known("http.method_unknown"));
    head.method = *method;
    head.target = parsed.target;
    head.http_1_0 = parsed.version == 10;
    TRY(judge_repeats(parsed));
    TRY(judge_host(parsed, head));
    TRY(read_framing(parsed, head));
    TRY(read_wishes(parsed, head));
    for (auto const& [name, value] : parsed.fields)
        head.headers.emplace_back(ascii_lower(name), value);
    return head;
}

}  // namespace

Result<std::optional<Head>> read_head(std::string_view bytes, std::size_t max_bytes,
                                      std::size_t max_headers) {
    // One empty line before a request is what old clients sent after a body (RFC 9112, 2.2).
    auto skipped = bytes.starts_with("\r\n") ? std::size_t{2} : 0;
    auto input = bytes.substr(skipped);
    auto end = input.find("\r\n\r\n");
    auto size = end == std::string_view::npos ? input.size() : end + 4;
    if (cut_doubtfully(input.substr(0, std::min(size, max_bytes))))
        return fail(refusal("It holds a control character or a lone line end."));
    if (size > max_bytes) return fail(known("http.head_too_large"));
    if (end == std::string_view::npos) return std::optional<Head>();
    input = input.substr(0, size);
    if (input.find("\r\n ") != std::string_view::npos ||
        input.find("\r\n\t") != std::string_view::npos)
        return fail(refusal("A header is folded."));
    Parser parser(input);
    parser.header_limit(static_cast<std::uint32_t>(max_bytes + 1));
    parser.body_limit(boost::none);
    beast::error_code error;
    auto buffer = boost::asio::const_buffer(input.data(), input.size());
    parser.put(buffer, error);
    if (error && error != beast::http::error::need_more) return fail(error_of(error));
    auto head = TRY(judged(parser, max_headers));
    head.bytes = skipped + size;
    return std::optional(std::move(head));
}

}  // namespace usher::http
