// What a piece of work costs the engine, in steps of its own machine (engine_steps), so that a test
// can say that it costs the same in a large account as in a small one. Tests only.
#pragma once

#include "store/cache_figures.h"

namespace usher::store {

template <class Work>
std::uint64_t steps_of(Work work) {
    auto before = engine_steps();
    work();
    return engine_steps() - before;
}

}  // namespace usher::store
