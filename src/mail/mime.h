// The form of a message on the wire: RFC 5322 and MIME, nothing of what it says.
#pragma once

#include <string>
#include <string_view>

#include "base/time.h"

namespace usher::mail {

// "Subject: =?UTF-8?Q?…?=" and CRLF; plain where the text is short ASCII. Whatever breaks lines is
// encoded or gone, so that no text begins a header of its own (threat 6).
std::string text_header(std::string_view name, std::string_view text);
// "To: =?UTF-8?Q?Ada?= <ada@example.com>" and CRLF.
std::string address_header(std::string_view name, std::string_view person,
                           std::string_view address);
// Whether the address can stand between angle brackets, in a header and in SMTP.
bool fits_angle_brackets(std::string_view address);
std::string date_header(Time);
// RFC 2045, lines of at most 76 letters, CRLF. The text has LF.
std::string quoted_printable(std::string_view text);
// Both parts as multipart/alternative, from its Content-Type header on. `unique` makes the
// boundary.
std::string alternatives(std::string_view text, std::string_view html, std::string_view unique);

}  // namespace usher::mail
