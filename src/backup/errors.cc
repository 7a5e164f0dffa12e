#include "base/errors.h"
#include "backup/backup.h"

namespace usher::backup {
namespace {

constexpr KnownError known[] = {
#define USHER_ERROR(key, code, text) {key, Code::code, text},
#include "backup/errors.def"
#undef USHER_ERROR
};

}  // namespace

Error refusal(std::string_view key, std::string_view detail) {
    auto entry = std::ranges::find(known, key, &KnownError::key);
    return {entry->code, std::string(key), std::string(detail)};
}

}  // namespace usher::backup
