// Whether two ways take equally long, judged by rank and not by seconds, so that a busy machine
// makes the answer less sharp but not wrong.
#pragma once

#include <functional>
#include <vector>

namespace usher::testing {

// What can be told apart of the two: half is nothing (either is the slower one as often), 0 or 1
// everything. The probability that a measurement of `one` is longer than one of `other`, by the
// ranks of all (Mann and Whitney's U, divided by its largest).
double told_apart(std::vector<double> const& one, std::vector<double> const& other);

struct Race {
    int rounds = 60;       // of each, taking turns; who begins changes from round to round
    double allowed = 0.2;  // how far from one half is still called equal
    int attempts = 3;      // a run that was disturbed is run again
};
// True where the two cannot be told apart by how long they take. `before` runs before each, not
// measured.
bool takes_as_long(std::function<void()> const& one, std::function<void()> const& other,
                   std::function<void()> const& before, Race const& race = {});
// The test of such a test: true where one of `attempts` runs tells the two apart.
bool seen_apart(std::function<void()> const& one, std::function<void()> const& other,
                std::function<void()> const& before, Race const& race = {});

}  // namespace usher::testing
