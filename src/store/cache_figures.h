// How often what the engine keeps in memory was of use, since the process began; of all
// connections together.
#pragma once

#include <cstdint>

namespace usher::store {

struct CacheFigures {
    std::uint64_t hits = 0;
    std::uint64_t misses = 0;
};
CacheFigures statement_cache_figures();  // statements that were prepared already
CacheFigures page_cache_figures();       // pages of the database

}  // namespace usher::store
