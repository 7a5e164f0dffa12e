#include "app/secret_file.h"

#include <fstream>

namespace usher::app {

Result<Secret> secret_in(std::string const& path) {
    std::ifstream file(path);
    std::string line;
    if (std::getline(file, line)) return Secret(std::move(line));
    return fail(Error{Code::unavailable, "app.secret_file",
                      "The secret in " + path + " cannot be read, or is empty."});
}

}  // namespace usher::app
