// Brings the tables to the form that this Usher knows. Forward only, numbered from 1 without a gap,
// each in one transaction with the row that remembers it and the SHA-256 of its text.
#pragma once

#include <span>

#include "base/embedded.h"
#include "base/result.h"
#include "base/time.h"
#include "store/sqlite.h"

namespace usher::store {

// `files` in order of their names, "0001_bones.sql". Fails with `store.newer` (the tables were made
// by a later Usher), `store.migration_changed` (one that was applied reads otherwise now), and
// changes nothing then; the detail says what to do.
Result<void> migrate(Connection&, std::span<EmbeddedFile const> files, Time now);
// How many of them are applied. Fails as migrate() does, and changes nothing.
Result<std::size_t> applied(Connection&, std::span<EmbeddedFile const> files);

}  // namespace usher::store
