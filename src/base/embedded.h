// The text files that travel inside the binary. CMake writes the bodies (cmake/embed.cmake).
#pragma once

#include <span>
#include <string_view>

namespace usher {

struct EmbeddedFile {
    std::string_view name;  // as in its folder: "0001_begin.sql", "stamps.toml", "en.json"
    std::string_view text;  // byte for byte, lives as long as the process
};

// Each in the order of the names.
std::span<EmbeddedFile const> migrations();       // src/store/migrations/*.sql
std::span<EmbeddedFile const> blueprint_files();  // blueprints/*.toml
std::span<EmbeddedFile const> locales();          // locales/*.json

}  // namespace usher
