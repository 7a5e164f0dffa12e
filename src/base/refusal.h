// The refusals of a folder: the error of one of the keys of its errors.def, with its sentence
// filled.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "base/errors.h"

namespace usher {

// A key that does not stand there is a bug: it ends the process.
Error refusal_of(std::span<KnownError const> errors, std::string_view key, std::string_view field,
                 std::vector<Param> params);

}  // namespace usher
