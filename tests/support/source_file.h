// Files of the source tree that a test reads: lists, samples, goldens.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace usher::testing {

// Where `path`, from the root of the source tree, lies: looked for from the working folder upwards,
// then from the test's own binary upwards (build/dev/usher_tests). Ends the test run where it is
// not found.
std::filesystem::path source_path(std::string_view path);
std::string source_text(std::string_view path);

}  // namespace usher::testing
