// The file of the store, as a backup meets it: copied while others write, and looked at without
// being changed.
#pragma once

#include <cstddef>
#include <functional>
#include <string>

#include "base/result.h"
#include "base/time.h"
#include "store/tx.h"

namespace usher::store {

// Writes DIRECTORY/usher.db, as it is at one moment, to the empty file `to`, packed: nothing of
// what was deleted is left in it. Writers go on meanwhile; the log grows until it is done. Fails
// with `store.cannot_open`, `store.unavailable`.
Result<void> copy_database(std::string const& directory, std::string const& to);
// What the file and its log take up now: the copy is not larger.
std::size_t database_bytes(std::string const& directory);

// Reads a file of a store as it lies there, without migrating it. Fails with the unit's error.
Result<void> look_into(std::string const& file, Clock const&,
                       std::function<Result<void>(Snapshot&)> const& unit);
// By how many migrations the file was made. Fails with `store.newer`, `store.migration_changed`,
// `store.cannot_open`, and changes nothing.
Result<std::size_t> migrations_in(std::string const& file);
std::size_t known_migrations();

// What the engine itself finds wrong with the pages and indexes; empty where nothing is.
Result<std::string> damage(Snapshot&);

}  // namespace usher::store
