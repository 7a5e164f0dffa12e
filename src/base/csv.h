// Comma-separated values as RFC 4180 has them, that no spreadsheet takes for a formula (threat 43).
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace usher {

// One field. What a spreadsheet would run, also behind spaces and quotes or in full-width letters,
// begins with an apostrophe; what holds a comma, a quote or a line end stands in quotes.
std::string csv_field(std::string_view);
// One record with its line end.
std::string csv_record(std::initializer_list<std::string_view> fields);

}  // namespace usher
