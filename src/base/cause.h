// Why a store or a system refused, in its own words: "disk I/O error (1034): Input/output error".
// They stand apart from the sentence of an error, because they are for the log and for who sits at
// this machine: http tells them to nobody.
#pragma once

#include <string>
#include <string_view>

#include "base/error.h"

namespace usher {

constexpr std::string_view cause_param = "cause";

// Empty where none was given.
std::string_view cause_of(Error const&);
// "The store cannot answer now. Nothing was changed. (disk I/O error)": the sentence alone where
// there is no cause.
std::string with_cause(Error const&);

}  // namespace usher
