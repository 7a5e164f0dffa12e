// What is wrong with an installation, or soon will be, and what to do: `usher doctor`. Looks at
// everything and changes nothing, whether a server runs or not. docs/operate/doctor.md.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "app/config.h"
#include "console/health.h"

namespace usher::app {

struct Finding {
    enum class Is : std::uint8_t { good, notice, wrong };
    std::string about;  // "disk"
    Is is = Is::good;
    std::string says;
    std::string todo = {};  // empty where all is well
};
using Findings = std::vector<Finding>;

Findings examine(Config const&, World const&);
// The same from within the server, for the operators' console: what does not ask the server itself,
// read a secret or speak with another machine.
Findings examine_running(Config const&, World const&);
console::Health health(Config const&, World const&);

// A line for each, and one for all of them.
std::string told(Findings const&);
std::string told_as_json(Findings const&);
bool any_wrong(Findings const&);

// The parts, in the order in which they are told.
void examine_data(Findings&, Config const&);
void examine_versions(Findings&, Config const&);
void examine_disk(Findings&, Config const&);  // judged()
void examine_backup(Findings&, Config const&, World const&);
void examine_keys(Findings&, Config const&);
void examine_passwords(Findings&, Config const&, World const&);
void examine_clock(Findings&, Config const&, World const&);
void examine_web(Findings&, Config const&, World const&);
void examine_mail(Findings&, Config const&);

// A file system as the system tells of it.
struct Disk {
    std::string data;  // the directory on it
    bool is_read_only = false;
    std::uint64_t free_bytes = 0, data_bytes = 0;  // for us; taken up by the database
    std::optional<std::uint64_t> free_names = {};  // absent: it does not count them
};
Findings judged(Disk const&);

constexpr std::uint64_t least_free_bytes = 64ULL << 20;  // less is wrong: writes are refused soon
constexpr std::uint64_t enough_free_bytes = 1024ULL << 20;
constexpr std::uint64_t least_free_names = 1000;
constexpr Duration certificate_notice = days(21);
constexpr Duration clock_tolerance = minutes(2);
constexpr Duration old_backup = hours(36);  // as the alert UsherBackupOld has it
constexpr Duration too_old_backup = days(7);
constexpr Duration old_breached_passwords = days(366);

std::string in_words(Duration);  // "26 hours"

}  // namespace usher::app
