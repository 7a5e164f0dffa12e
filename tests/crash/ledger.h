// What the crash tests write: each unit adds one numbered entry and raises one count, in two
// tables. After any crash the count is the number of entries, and every acknowledged entry is among
// them.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>

#include "base/testing.h"
#include "store/store.h"

namespace usher::crash {

// Durable, on a file that several openings in turn share.
class Ledger {
 public:
    explicit Ledger(std::string const& directory);
    // Durable once it returns true.
    bool add(std::int64_t number, std::size_t bytes);
    std::set<std::int64_t> numbers();
    std::int64_t count();

 private:
    SystemClock clock_;
    SystemRandom random_;
    std::unique_ptr<store::Store> store_;
};

}  // namespace usher::crash
