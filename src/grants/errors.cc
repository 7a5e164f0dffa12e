#include "grants/errors.h"

#include <algorithm>
#include <cassert>

#include "base/errors.h"

namespace usher::grants {
namespace {

constexpr KnownError known[] = {
#define USHER_ERROR(key, code, text) {key, Code::code, text},
#include "grants/errors.def"
#undef USHER_ERROR
};

}  // namespace

Error refusal(std::string_view key, std::string_view field, std::vector<Param> params) {
    auto entry = std::ranges::find(known, key, &KnownError::key);
    assert(entry != std::end(known));
    Error error{entry->code, std::string(key), {}, std::string(field), std::move(params)};
    error.detail = fill(entry->text, error);
    return error;
}

}  // namespace usher::grants
