// Reads a blueprint's TOML and checks it against the whole schema of rights.md part B, closure
// (RT6) included.
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "blueprints/blueprint.h"

namespace usher::blueprints {

constexpr std::size_t max_bytes = 256 * 1024;

// One thing that is wrong: where it stands, which key, what is expected.
struct Fault {
    std::uint32_t line = 0, column = 0;
    std::string key;       // dotted: roles.admin.acts
    std::string code;      // unknown_key, wrong_type, unknown_reference, duplicate, range, …
    std::string expected;  // one sentence
};
// "postmark.toml:12:5: roles.admin.acts: …": the form every editor can jump to.
std::string text(Fault const&, std::string_view file);

struct Loaded {
    std::shared_ptr<Blueprint const> blueprint;  // null when there are faults
    std::vector<Fault> faults;                   // all of them, in file order
};
// `stem` is the file's name without .toml: product.id must equal it.
Loaded load(std::string_view toml, std::string_view stem);

// What a later version of a blueprint may not do to the accounts that follow it (architecture
// section 12): keys removed or reused, acts or sensitive permissions widened outside the top role.
std::vector<Fault> check_against(Blueprint const& later, Blueprint const& earlier);

// The embedded blueprints, and those of `directory` if it is not empty (a file there replaces the
// embedded one of that id). Fails with `blueprints.faulty`, detail listing every fault.
Result<Catalog> load_all(std::string_view directory);

}  // namespace usher::blueprints
