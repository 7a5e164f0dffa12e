// DATA/instance.key: the one root from which every sealing and signing key is derived. It is never
// in the database or its backup; servers that share a database share it.
#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace usher::store {

// 64 hex digits in one line, what `openssl rand -hex 32` prints. Reads DIRECTORY/instance.key and
// makes it (0600, whole or not at all) where neither it nor any data is there. `named_file` is the
// value of USHER_INSTANCE_KEY_FILE, or null: that file is read instead, and never made. Fails with
// `store.key_missing`, `store.key_not_private` (others may read it) or `store.key_malformed`; where
// one is to be made, `store.key_not_written`.
Result<SealingKey> instance_key(std::string const& directory, char const* named_file, Random&);
// The same, but a missing one is not made: `store.key_missing`.
Result<SealingKey> instance_key_there(std::string const& directory, char const* named_file);

// As it stands in its file. For a backup that takes it along, and for its return.
Result<Secret> instance_key_text(std::string const& directory, char const* named_file);
Result<SealingKey> instance_key_from(Secret const& text);  // `store.key_malformed`
// Beside data that goes on under a new one: where none is yet.
Result<void> make_instance_key(std::string const& directory, Random&);
// Where none is yet. Fails with `store.key_not_written`.
Result<void> keep_instance_key(std::string const& directory, Secret const& text);

}  // namespace usher::store
