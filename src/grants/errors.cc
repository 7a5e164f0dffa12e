#include "grants/errors.h"

#include "base/refusal.h"

namespace usher::grants {
namespace {

constexpr KnownError known[] = {
#define USHER_ERROR(key, code, text) {key, Code::code, text},
#include "grants/errors.def"
#undef USHER_ERROR
};

}  // namespace

Error refusal(std::string_view key, std::string_view field, std::vector<Param> params) {
    return refusal_of(known, key, field, std::move(params));
}

}  // namespace usher::grants
