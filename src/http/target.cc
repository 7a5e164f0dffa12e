#include "http/target.h"

#include <algorithm>
#include <charconv>

#include "base/text.h"
#include "http/response.h"

namespace usher::http {
namespace {

constexpr std::size_t max_parameters = 64;

// Of two hex digits; nothing where it is anything else.
std::optional<char> byte_of(std::string_view two) {
    unsigned char byte = 0;
    auto [end, error] = std::from_chars(two.data(), two.data() + two.size(), byte, 16);
    bool whole = two.size() == 2 && error == std::errc{} && end == two.data() + 2;
    return whole ? std::optional(static_cast<char>(byte)) : std::nullopt;
}

bool visible(char c) { return c > 0x20 && c < 0x7f && c != '#'; }

bool control(char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }

Result<std::string> segment(std::string_view raw) {
    auto text = percent_decoded(raw, Plus::plus);
    if (!text || *text == "." || *text == ".." || text->find_first_of("/\\") != std::string::npos)
        return fail(known("http.target"));
    return std::move(*text);
}

Result<std::vector<std::string>> segments(std::string_view path) {
    std::vector<std::string> list;
    path.remove_prefix(1);
    for (;;) {
        auto slash = path.find('/');
        auto one = TRY(segment(path.substr(0, slash)));
        list.push_back(std::move(one));
        if (slash == std::string_view::npos) return list;
        path.remove_prefix(slash + 1);
    }
}

Result<std::pair<std::string, std::string>> parameter(std::string_view pair) {
    auto equals = pair.find('=');
    if (equals == 0 || equals == std::string_view::npos) return fail(known("http.query"));
    auto name = percent_decoded(pair.substr(0, equals), Plus::space);
    auto value = percent_decoded(pair.substr(equals + 1), Plus::space);
    if (!name || !value) return fail(known("http.target"));
    return std::pair(std::move(*name), std::move(*value));
}

Result<std::vector<std::pair<std::string, std::string>>> parameters(std::string_view query) {
    std::vector<std::pair<std::string, std::string>> list;
    while (!query.empty()) {
        auto end = std::min(query.find('&'), query.size());
        auto one = TRY(parameter(query.substr(0, end)));
        auto same = [&](auto const& other) { return other.first == one.first; };
        if (std::ranges::any_of(list, same) || list.size() == max_parameters)
            return fail(known("http.query").at(one.first));
        list.push_back(std::move(one));
        if (end == query.size()) break;
        query.remove_prefix(end + 1);
        if (query.empty()) return fail(known("http.query"));  // "?a=1&"
    }
    return list;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, Plus plus) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '+' && plus == Plus::space) {
            out += ' ';
        } else if (text[i] != '%') {
            out += text[i];
        } else {
            auto byte = byte_of(text.substr(i + 1, 2));
            if (!byte) return std::nullopt;
            out += *byte;
            i += 2;
        }
    }
    if (!well_formed(out) || std::ranges::any_of(out, control)) return std::nullopt;
    return out;
}

Result<Target> parse_target(std::string_view text) {
    auto question = std::min(text.find('?'), text.size());
    auto path = text.substr(0, question);
    if (!path.starts_with('/') || !std::ranges::all_of(text, visible) ||
        path.find('\\') != std::string_view::npos)
        return fail(known("http.target"));
    Target target;
    target.path = path;
    target.segments = TRY(segments(path));
    if (question < text.size()) target.query = TRY(parameters(text.substr(question + 1)));
    return target;
}

}  // namespace usher::http
