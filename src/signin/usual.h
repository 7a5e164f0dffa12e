// The usual password in disguise: one word that everybody thinks of, with a year, a few signs or
// letters swapped for digits.
#pragma once

#include <string_view>

namespace usher::signin {

// What is left of `password` without digits and signs at its ends, with 0, 1, 3, 4, 5, 7, @, $ and
// ! read as letters and folded, is such a word, once or twice over. The words are ours: greetings,
// seasons, "password" and the like in the languages that libzxcvbn has no dictionary of, names of
// games and clubs that are younger than its own, keyboard walks of other keyboards. What it has
// itself, it judges.
bool is_usual(std::string_view password);

}  // namespace usher::signin
