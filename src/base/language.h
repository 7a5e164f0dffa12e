// The languages that there are texts in.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace usher {

// Tags, as locales/<tag>.json is named; the same for the life of the process.
std::vector<std::string> const& languages();

// The language without its region: pt for pt-BR.
std::string_view main_language(std::string_view tag);

// There are texts for it or its main language, and it is a tag that may stand anywhere: letters,
// digits and hyphens, at most 35 (RFC 5646 §4.4.1).
bool spoken(std::string_view tag);

}  // namespace usher
