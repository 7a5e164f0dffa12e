// How often what is kept in memory was of use, since the process began.
#pragma once

#include <cstdint>

namespace usher::access {

struct CacheFigures {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
};
CacheFigures place_cache_figures();  // the places of accounts (place_cache.h)

}  // namespace usher::access
