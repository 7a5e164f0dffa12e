// One error type for the whole of Usher. A domain returns it, http/problem.cc makes it an answer.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace usher {

// What kind of refusal this is; http/problem.cc maps each to one status.
enum class Code {
    bad_request,          // 400: not understood at all (syntax, a missing header)
    invalid,              // 422: understood, but a field is not as expected; `field` is set
    unauthenticated,      // 401: nobody is signed in, or the credential is no longer good
    forbidden,            // 403: signed in, but the act is not held (RT31)
    not_found,            // 404: unknown or out of sight: the two are never told apart (RT31)
    conflict,             // 409: an invariant or a taken name stands against it
    gone,                 // 410: it existed and has ended (a used or expired link)
    precondition_failed,  // 412: If-Match names another version
    too_large,            // 413
    too_many,             // 429: `retry_after_s` is among the params
    unavailable,          // 503: the store cannot answer now; nothing was changed
    internal,             // 500: a bug
};

struct Param {
    std::string name;
    std::string value;
    bool operator==(Param const&) const = default;
};

// `key` is stable, stands in the folder's errors.def, and is what clients and translations go by:
// "seats.none_left". `detail` is one English sentence: what happened, what to do. `field` is the
// path of the offending input ("emails[3]"), empty if none. `params` fill the translated sentence.
struct Error {
    Code code = Code::internal;
    std::string key;
    std::string detail;
    std::string field = {};
    std::vector<Param> params = {};

    Error with(std::string_view name, std::string_view value) && {
        params.push_back({std::string(name), std::string(value)});
        return std::move(*this);
    }
    Error at(std::string_view path) && {
        field = path;
        return std::move(*this);
    }
    bool operator==(Error const&) const = default;
};

// A field that is not as expected: 422 with the field's path and what was expected.
Error invalid_field(std::string_view field, std::string_view key, std::string_view detail);
// The one answer for unknown and out of sight (RT31).
Error not_found();

}  // namespace usher
