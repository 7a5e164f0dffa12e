// In which language a page is: as the person chose, as this browser chose, as the browser asks.
#pragma once

#include <string>
#include <string_view>

#include "base/result.h"
#include "http/router.h"

namespace usher::web {

// What the person chose ("language" in the boot data), else the cookie that `put_language` keeps,
// else the first of Accept-Language that there are texts for, with its region (de-AT: dates and
// numbers follow it), else English.
std::string language_of(std::string const& boot, http::Request const&);

// "rtl" or "ltr".
std::string_view direction(std::string_view language);

// PUT /v1/me/language, which keeps the language in a cookie of this browser: sign-in and the pages
// of links have one before anybody is known.
void add_language_route(http::Router&);

}  // namespace usher::web
