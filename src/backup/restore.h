// Makes a new DATA of a backup.
#pragma once

#include <optional>
#include <string>

#include "backup/backup.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::backup {

struct Return {
    std::string from;                    // the file
    std::string into;                    // the directory: not there yet, or empty
    std::optional<Secret> secret;        // of an encrypted one
    std::optional<Secret> instance_key;  // where the backup has none: 64 hex digits
    bool new_instance_key = false;       // the old one is lost
    bool end_sessions = false;           // everybody signs in again, by no link of before
};

// Puts the data there, brings it to this version, and verifies it as a backup is verified; `into`
// is as it was where anything fails. The instance's chain says that time went back. Fails as
// FileReader does, and with `backup.not_empty`, `backup.key_needed`, `backup.other_key`,
// `backup.broken`, `store.newer`, `store.migration_changed`.
Result<Manifest> restore(Return const&, Clock const&, Random&);

}  // namespace usher::backup
