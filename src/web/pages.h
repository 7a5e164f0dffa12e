// Serves the built UI: its files, and one page for every other address, which the UI then reads.
#pragma once

#include <functional>
#include <span>
#include <string>

#include "http/router.h"
#include "web/embedded.h"

namespace usher::web {

// What the page is born with, as JSON: who is signed in, and what they can. Its member "language",
// where it has one, is the page's language (language.h). Runs on a worker; may read the store.
using Boot = std::function<std::string(http::Request&)>;

// The router's fallback. Files under /assets/ never change under their name; the page is
// `private, no-store`. A file that is not there and an unknown path of the API are `not_found`.
// Adds PUT /v1/me/theme and /v1/me/language as well, which keep them in a cookie for the next page.
void add_pages(http::Router&, Boot, std::span<File const> files = ui_files());

}  // namespace usher::web
