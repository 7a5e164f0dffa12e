// A folder of backups, one a night: named by their time, the oldest taken away.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "base/time.h"

namespace usher::backup {

std::string dated_name(Time);  // "usher-20261122T031500Z"
bool is_dated(std::string_view name);

// DIRECTORY/dated_name(); makes the directory (0700) where there is none. `backup.file`.
Result<std::string> dated_file(std::string const& directory, Time);

// Takes away all but the newest so many of those that are named so, and nothing else. Says which.
// `backup.file`.
Result<std::vector<std::string>> keep_newest(std::string const& directory, std::size_t so_many);

}  // namespace usher::backup
