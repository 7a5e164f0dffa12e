// What an error key means. Every folder names its keys in an errors.def, one line each:
//
//   USHER_ERROR("seats.none_left", conflict, "All {bought} seats are in use.")
//
// key, Code, English sentence; {name} stands for the param of that name, {field} for the path of
// the offending input. Who wants a table includes the files between two lines (http/problem.cc does
// it for all folders; docs/errors.md and the translations are checked against it):
//
//   constexpr KnownError known[] = {
//   #define USHER_ERROR(key, code, text) {key, usher::Code::code, text},
//   #include "base/errors.def"
//   #undef USHER_ERROR
//   };
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/error.h"

namespace usher {

struct KnownError {
    std::string_view key;
    Code code;
    std::string_view text;
};

// The keys of base/errors.def.
std::span<KnownError const> base_errors();

// The sentence with its {names} filled from the error's params and its field. A name for which
// there is no param stays as it is.
std::string fill(std::string_view sentence, Error const&);

// The error of one of base's keys, its detail filled from its own sentence.
Error base_error(std::string_view key, std::string_view field, std::vector<Param> params);

}  // namespace usher
