// How many files and connections this process may have open at once, as the system says.
#pragma once

#include <cstddef>
#include <string>

#include "base/time.h"

namespace usher::app {

// What the database, the log, mails and what listens may need: connections get the rest.
constexpr std::size_t kept_descriptors = 256;

// Raises this process's soft limit to the hard one; what it is then. Processes that it starts have
// the same.
std::size_t raise_descriptors();

// Of so many connections, those for which a limit leaves room. Of a limit below twice what is kept
// half is theirs.
std::size_t connections_within(std::size_t limit, std::size_t wanted);

// For the log: connections are fewer than wanted, and what to do.
std::string few_descriptors_line(Time, std::size_t limit, std::size_t connections,
                                 std::size_t wanted);

}  // namespace usher::app
