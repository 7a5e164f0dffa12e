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

// Steps of the engine's own machine that all statements took together: what work costs, whatever
// the clock says. The same work takes the same steps.
std::uint64_t engine_steps();

}  // namespace usher::store
