// A backup is one file that holds all that an instance keeps: its database, as it was at one
// moment, and a page about it. Encrypted on request; then it may hold the instance's key, too.
// docs/operate/backup.md says what is not in it.
#pragma once

#include <cstdint>
#include <string>

#include "base/error.h"
#include "base/fields.h"
#include "base/secret.h"
#include "base/time.h"

namespace usher::backup {

// What stands in front of the database.
struct Manifest {
    static constexpr std::string_view schema = "Backup";
    std::string usher;  // the version that made it
    Time at;            // when
    std::int64_t migrations = 0;
    std::int64_t accounts = 0, events = 0;  // events in all chains, each of which was followed
    std::int64_t bytes = 0;                 // of the database
    std::string key;           // the public half of the instance's signing key: `usher audit key`
    std::string instance_key;  // the key itself, where it was taken along; else empty
};
void fields(FieldVisitor&, Manifest&);

constexpr std::size_t max_manifest_bytes = 16 * 1024;

// The public half by which an instance's key is told from others.
std::string name_of(SealingKey const&);

Error refusal(std::string_view key, std::string_view detail);

}  // namespace usher::backup
