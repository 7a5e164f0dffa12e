// What the clock shows in a time zone, by the zone files of this machine. All else here is UTC
// (R12): a mail is read where nobody can turn a time into the reader's own.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/time.h"

namespace usher::mail {

// Seconds east of UTC in that zone ("Europe/Lisbon") at that time; nothing where this machine does
// not know the zone.
std::optional<std::int64_t> offset_in(std::string_view zone, Time at);

}  // namespace usher::mail
