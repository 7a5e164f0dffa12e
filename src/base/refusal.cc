#include "base/refusal.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace usher {

Error refusal_of(std::span<KnownError const> errors, std::string_view key, std::string_view field,
                 std::vector<Param> params) {
    auto entry = std::ranges::find(errors, key, &KnownError::key);
    if (entry == errors.end()) {
        std::fprintf(stderr, "usher: there is no error %s\n", std::string(key).c_str());
        std::abort();
    }
    Error error{entry->code, std::string(key), {}, std::string(field), std::move(params)};
    error.detail = fill(entry->text, error);
    return error;
}

}  // namespace usher
