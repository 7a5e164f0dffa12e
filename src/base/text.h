// Text as Usher compares, searches and limits it. All text is UTF-8.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace usher {

// Well-formed UTF-8 without NUL.
bool well_formed(std::string_view);
// Letters as a reader counts them are not knowable cheaply; limits count code points.
std::size_t code_points(std::string_view well_formed_text);
// The code point that a text begins with, as its bytes; or the one byte that begins none.
std::string_view first_letter(std::string_view not_empty);
// The form under which people are found and sorted (architecture section 4): NFKD, case fold,
// Latin marks stripped (U+0300-036F, 1AB0-1AFF, 1DC0-1DFF, 20D0-20FF only), o-slash, l-stroke,
// d-stroke, ae and dotless i mapped. Compared bytewise. Never used for e-mail keys (threat 4).
// Control characters become spaces, so that U+001F can separate the parts of a key. Folding twice
// changes nothing. Here and in nfc(), what is not UTF-8, and each mark that follows max_marks
// others, is read as U+FFFD.
std::string search_fold(std::string_view);
std::string nfc(std::string_view);
constexpr std::size_t most_composed = 4;  // code points that nfc() makes one of
// At most max_marks marks in a row, as UAX #15 has it of text that is safe in a stream: putting
// more of them in their order takes time that grows with the square of their number.
constexpr std::size_t max_marks = 30;
bool has_few_marks(std::string_view);
std::string trimmed(std::string_view);  // Unicode white space at both ends
// False where text holds what does not belong in one line: control characters, line and paragraph
// separators, and the bidi controls with which one name can be made to look like another.
bool fits_one_line(std::string_view);
bool ascii_iequals(std::string_view, std::string_view);
std::string ascii_lower(std::string_view);  // A–Z only: what protocols compare

}  // namespace usher
