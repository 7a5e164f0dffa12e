// The blueprint of docs/blueprints.md, which calls a location a depot.
#pragma once

#include <string>

namespace usher::testing {

// Its TOML, product.id "parcels".
std::string parcels();
// The same with one part in place of another; ends the test run where that part is not in it.
std::string parcels_with(std::string const& part, std::string const& other);
// Writes DIRECTORY/parcels.toml; its path.
std::string write_parcels(std::string const& directory, std::string const& toml);

}  // namespace usher::testing
