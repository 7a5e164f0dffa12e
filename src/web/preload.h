// Which files of the program a page needs: named in its head, a browser fetches them in one wave
// instead of one after another (ui/scripts/parts.ts makes the lists).
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace usher::web {

class Preload {
 public:
    // preload.json of the built UI. Fails with `json.malformed`.
    static Result<Preload> read(std::string_view json);

    // For the page at this path, in this language ("de-AT" has the texts of "de"): <link> elements;
    // "" for a page that is not an account's.
    std::string links(std::string_view path, std::string_view language) const;

 private:
    using Files = std::vector<std::string>;
    Files account_, users_;
    std::map<std::string, Files, std::less<>> texts_;
};

}  // namespace usher::web
