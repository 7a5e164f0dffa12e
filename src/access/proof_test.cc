#include "access/proof.h"

#include <gtest/gtest.h>

#include "access/testing.h"

namespace usher::access {
namespace {

std::string of(Time authenticated_at, bool instance = false) {
    Person person{};
    person.authenticated_at = authenticated_at;
    person.instance = instance;
    return key_of(proved_lately(person, SteeredClock::start));
}

TEST(AProof, lasts_ten_minutes_and_is_none_before_it_was_given) {
    auto now = SteeredClock::start;
    EXPECT_EQ(of(now), "allowed");
    EXPECT_EQ(of(now - proof_lasts), "allowed");
    EXPECT_EQ(of(now - proof_lasts - milliseconds(1)), "signin.proof_needed");
    EXPECT_EQ(of(now + milliseconds(1)), "signin.proof_needed") << "by a clock that was set back";
    EXPECT_EQ(of(now + days(400)), "signin.proof_needed");
    EXPECT_EQ(of(now + days(400), true), "allowed");
}

}  // namespace
}  // namespace usher::access
