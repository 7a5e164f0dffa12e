// The texts of tests/naughty_strings.txt, as they are once read as JSON.
#pragma once

#include <string>
#include <vector>

namespace usher::testing {

// Those that are JSON strings; the ones under "# refused" are left out.
std::vector<std::string> naughty_texts();

}  // namespace usher::testing
