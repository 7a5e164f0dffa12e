// DATA/instance.key: the one root from which every sealing and signing key is derived. It is never
// in the database or its backup; servers that share a database share it.
#pragma once

#include <string>

#include "base/random.h"
#include "base/result.h"
#include "base/secret.h"

namespace usher::store {

// 64 hex digits in one line, what `openssl rand -hex 32` prints. Reads DIRECTORY/instance.key and
// makes it (0600, whole or not at all) where it is missing. `named_file` is the value of
// USHER_INSTANCE_KEY_FILE, or null: that file is read instead, and never made. Fails with
// `store.key_missing`, `store.key_not_private` (others may read it) or `store.key_malformed`.
Result<SealingKey> instance_key(std::string const& directory, char const* named_file, Random&);

}  // namespace usher::store
