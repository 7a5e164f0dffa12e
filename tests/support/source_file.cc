#include "support/source_file.h"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>

namespace usher::testing {
namespace {

namespace fs = std::filesystem;

fs::path upwards(fs::path folder, std::string_view path) {
    for (;; folder = folder.parent_path()) {
        std::error_code ignored;
        if (fs::exists(folder / path, ignored)) return folder / path;
        if (folder == folder.parent_path()) return {};
    }
}

}  // namespace

fs::path source_path(std::string_view path) {
    for (auto const& from : {fs::current_path(), fs::read_symlink("/proc/self/exe").parent_path()})
        if (auto found = upwards(from, path); !found.empty()) return found;
    std::cerr << "There is no " << path << " in this folder, or in one above it.\n";
    std::exit(1);
}

std::string source_text(std::string_view path) {
    std::ifstream file(source_path(path), std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace usher::testing
