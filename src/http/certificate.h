// What can be told of a certificate without serving it.
#pragma once

#include <string>

namespace usher::http {

// The first certificate of that PEM file is for this name or address: a browser that asks for it
// is content. False where the file cannot be read.
bool certificate_is_for(std::string const& file, std::string const& host);

}  // namespace usher::http
