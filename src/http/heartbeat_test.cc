#include "http/heartbeat.h"

#include <gtest/gtest.h>

#include "http/server.h"

namespace usher::http {
namespace {

using std::chrono::milliseconds;

class Heartbeats : public ::testing::Test {
 protected:
    Heartbeats() { heartbeat_.begins(at(0)); }
    static Heartbeat::Moment at(int ms) { return Heartbeat::Moment(milliseconds(ms)); }
    Limits limits_{.heartbeat_ms = 1000};
    Heartbeat heartbeat_{limits_};
};

TEST_F(Heartbeats, SomethingIsDueAfterABeatOfSilence) {
    EXPECT_FALSE(heartbeat_.is_due(at(999)));
    EXPECT_TRUE(heartbeat_.is_due(at(1000)));
    heartbeat_.told(at(1000));
    EXPECT_FALSE(heartbeat_.is_due(at(1999)));
    EXPECT_TRUE(heartbeat_.is_due(at(2000)));
}

TEST_F(Heartbeats, WhoTakesNothingForABeatIsNotThere) {
    EXPECT_TRUE(heartbeat_.is_heard(at(500), true));
    EXPECT_TRUE(heartbeat_.is_heard(at(1499), false));
    EXPECT_FALSE(heartbeat_.is_heard(at(1500), false));
}

TEST_F(Heartbeats, WhatIsToldAllTheTimeExcusesNobody) {
    for (int ms = 0; ms < 1000; ms += 100) {
        EXPECT_TRUE(heartbeat_.is_heard(at(ms), false));
        heartbeat_.told(at(ms));
    }
    EXPECT_FALSE(heartbeat_.is_heard(at(1000), false));
}

}  // namespace
}  // namespace usher::http
