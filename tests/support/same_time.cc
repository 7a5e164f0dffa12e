#include "support/same_time.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace usher::testing {
namespace {

double took(std::function<void()> const& work) {
    auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

}  // namespace

double told_apart(std::vector<double> const& one, std::vector<double> const& other) {
    double longer = 0;
    for (auto mine : one)
        for (auto theirs : other) longer += mine > theirs ? 1.0 : mine == theirs ? 0.5 : 0.0;
    return longer / (static_cast<double>(one.size()) * static_cast<double>(other.size()));
}

namespace {

// How far from one half the two are, taking turns.
double distance(std::function<void()> const& one, std::function<void()> const& other,
                std::function<void()> const& before, int rounds) {
    std::vector<double> ones, others;
    for (int round = 0; round < rounds; ++round) {
        for (int turn = 0; turn < 2; ++turn) {
            before();
            bool first = (round + turn) % 2 == 0;
            (first ? ones : others).push_back(took(first ? one : other));
        }
    }
    return std::abs(told_apart(ones, others) - 0.5);
}

}  // namespace

bool takes_as_long(std::function<void()> const& one, std::function<void()> const& other,
                   std::function<void()> const& before, Race const& race) {
    for (int attempt = 0; attempt < race.attempts; ++attempt)
        if (distance(one, other, before, race.rounds) <= race.allowed) return true;
    return false;
}

bool seen_apart(std::function<void()> const& one, std::function<void()> const& other,
                std::function<void()> const& before, Race const& race) {
    for (int attempt = 0; attempt < race.attempts; ++attempt)
        if (distance(one, other, before, race.rounds) > race.allowed) return true;
    return false;
}

}  // namespace usher::testing
