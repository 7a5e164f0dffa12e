// The request's target: path and query, decoded once and strictly.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace usher::http {

struct Target {
    std::string path;                   // as sent
    std::vector<std::string> segments;  // of the path, decoded; "/" has one, which is empty
    std::vector<std::pair<std::string, std::string>> query;  // decoded, '+' is a space
};

enum class Plus { plus, space };
// Nothing where a % is not followed by two hex digits, or the result is no well-formed UTF-8, or
// holds a control character.
std::optional<std::string> percent_decoded(std::string_view, Plus);

// Fails with `http.target`: not beginning with a slash, beyond visible ASCII, '#', a backslash, a
// malformed escape, a segment "." or "..", a slash or backslash hidden in an escape. Fails with
// `http.query` where a name stands twice (threat 2), is empty, or has no '='.
Result<Target> parse_target(std::string_view);

}  // namespace usher::http
