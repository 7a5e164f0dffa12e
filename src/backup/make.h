// Makes a backup of an instance, whether it serves or not.
#pragma once

#include <optional>
#include <string>

#include "backup/backup.h"
#include "base/random.h"
#include "base/result.h"
#include "base/time.h"

namespace usher::backup {

struct Wanted {
    std::string data;               // DATA
    std::string instance_key_file;  // empty: DATA/instance.key
    std::string to;                 // the file that is made
    std::optional<Secret> secret;   // encrypted with it
    bool with_instance_key = false;
};
struct Made {
    Manifest manifest;
    std::int64_t bytes = 0;  // of the file
};

// Copies the database while others write, verifies the copy, puts it into the file and reads that
// back. A file is there afterwards only if all of that went well. The copy lies in DATA/backup
// meanwhile, as readable as the database itself. Fails with `backup.exists`, `backup.running`,
// `backup.no_room`, `backup.file`, `backup.secret`, `backup.key_in_clear`, `backup.broken`,
// `backup.other_version`; with `store.…` where the data or its key cannot be opened.
Result<Made> make(Wanted const&, Clock const&, Random&);

}  // namespace usher::backup
