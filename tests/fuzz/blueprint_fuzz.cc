// Any bytes as a blueprint: reading never crashes, a fault stands inside the text, faults are in
// order, and what was loaded is closed (RT6).
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>

#include "blueprints/check.h"
#include "blueprints/load.h"

namespace {

void must(bool holds, char const* law) {
    if (holds) return;
    std::fprintf(stderr, "broken: %s\n", law);
    std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    using namespace usher::blueprints;
    std::string_view toml(reinterpret_cast<char const*>(data), size);
    auto loaded = load(toml, "shop");
    must((loaded.blueprint != nullptr) == loaded.faults.empty(), "a blueprint or faults");
    auto lines = static_cast<std::size_t>(std::count(toml.begin(), toml.end(), '\n')) + 1;
    auto before = std::pair(1u, 0u);
    for (auto const& fault : loaded.faults) {
        auto at = std::pair(fault.line, fault.column);
        must(fault.line >= 1 && fault.line <= lines && fault.column >= 1, "inside the text");
        must(at >= before, "in the order of the file");
        must(!fault.code.empty() && !fault.expected.empty(), "a code and what is expected");
        must(text(fault, "shop.toml").find('\n') == std::string::npos, "one line");
        before = at;
    }
    if (!loaded.blueprint) return 0;
    must(closed(*loaded.blueprint), "loaded means closed");
    must(loaded.blueprint->plan(loaded.blueprint->opening.plan) != nullptr, "it can be opened");
    must(check_against(*loaded.blueprint, *loaded.blueprint).empty(), "it follows itself");
    return 0;
}
