#include "mail/zone.h"

// As Debian has built the library: with the system's zone files.
#define USE_OS_TZDB 1
#define ONLY_C_LOCALE 1
#define HAS_STRING_VIEW 1
#include <date/tz.h>

#include <exception>

namespace usher::mail {

std::optional<std::int64_t> offset_in(std::string_view zone, Time at) try {
    date::sys_time<std::chrono::milliseconds> moment{std::chrono::milliseconds(at.ms)};
    auto second = date::floor<std::chrono::seconds>(moment);
    return date::locate_zone(zone)->get_info(second).offset.count();
} catch (std::exception const&) {  // no such zone, or no zone files
    return std::nullopt;
}

}  // namespace usher::mail
