#include "access/errors.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

#include "base/errors.h"

namespace usher::access {
namespace {

constexpr KnownError known[] = {
#define USHER_ERROR(key, code, text) {key, Code::code, text},
#include "access/errors.def"
#undef USHER_ERROR
};

}  // namespace

Error refusal(std::string_view key, std::string_view field, std::vector<Param> params) {
    auto entry = std::ranges::find(known, key, &KnownError::key);
    if (entry == std::end(known)) {
        std::fprintf(stderr, "usher: there is no error %s\n", std::string(key).c_str());
        std::abort();
    }
    Error error{entry->code, std::string(key), {}, std::string(field), std::move(params)};
    error.detail = fill(entry->text, error);
    return error;
}

}  // namespace usher::access
