// Words that people chose (names of users and accounts, notes), made fit for a mail that others
// trust (threat 15). They cannot break a line, hide, reorder what is read, fill the mail, or become
// a link: programs that show mail turn anything like "evil.com" into one.
#pragma once

#include <string>
#include <string_view>

namespace usher::mail {

constexpr std::size_t name_length = 80;  // code points
constexpr std::size_t note_length = 500;

// One line: white space and controls become one space; invisible and bidi characters go; longer
// text is cut and ends in "…". After a dot, or a colon with slashes, that would make an address of
// what follows stands a space: "evil. com", "https: //evil. com". It is seen, unlike a zero-width
// sign, which filters for spam hold against a mail.
std::string shown(std::string_view chosen, std::size_t longest);

// For element content and quoted attributes.
std::string escaped_html(std::string_view);

}  // namespace usher::mail
