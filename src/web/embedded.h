// The built UI (ui/dist) inside the binary. CMake writes the body (cmake/embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace usher::web {

struct File {
    std::string_view path;    // below ui/dist, with a slash in front: "/assets/users-B1x9.js"
    std::string_view plain;   // the bytes as built
    std::string_view brotli;  // empty where compression does not pay: images, and index.html,
    std::string_view gzip;    // which is filled in for each request
    std::string_view digest;  // SHA-256 of `plain`, lower case hex
};

// In the order of the paths. Empty if the UI was not built before the server.
std::span<File const> ui_files();

}  // namespace usher::web
