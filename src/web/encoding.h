// What the client can unpack.
#pragma once

#include <cstdint>
#include <string_view>

#include "web/embedded.h"

namespace usher::web {

struct Encoded {
    std::string_view bytes;
    std::string_view name;  // "br", "gzip"; empty: as it is
};
// The smallest form that Accept-Encoding allows. A weight of 0 refuses; others do not matter.
Encoded encoded(File const&, std::string_view accept_encoding);

}  // namespace usher::web
