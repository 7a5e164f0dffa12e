#include "base/error.h"

#include "base/errors.h"

namespace usher {

Error invalid_field(std::string_view field, std::string_view key, std::string_view detail) {
    return {Code::invalid, std::string(key), std::string(detail), std::string(field)};
}

Error not_found() { return base_error("not_found", "", {}); }

}  // namespace usher
