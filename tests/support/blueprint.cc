#include "support/blueprint.h"

#include <cstdio>
#include <cstdlib>
#include <fstream>

#include "support/source_file.h"

namespace usher::testing {
namespace {

std::size_t place_of(std::string const& part, std::string const& text) {
    auto at = text.find(part);
    if (at != text.npos) return at;
    std::fprintf(stderr, "the blueprint of docs/blueprints.md has no %s\n", part.c_str());
    std::abort();
}

}  // namespace

std::string parcels() {
    std::string const begins = "```toml\n";
    auto guide = source_text("docs/blueprints.md");
    auto example = guide.substr(place_of(begins, guide) + begins.size());
    return example.substr(0, place_of("```", example));
}

std::string parcels_with(std::string const& part, std::string const& other) {
    auto toml = parcels();
    return toml.replace(place_of(part, toml), part.size(), other);
}

std::string write_parcels(std::string const& directory, std::string const& toml) {
    auto path = directory + "/parcels.toml";
    std::ofstream(path, std::ios::binary) << toml;
    return path;
}

}  // namespace usher::testing
