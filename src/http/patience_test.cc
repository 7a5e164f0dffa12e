#include "http/patience.h"

#include <gtest/gtest.h>

namespace usher::http {
namespace {

using std::chrono::milliseconds;
using Waits = Conversation::Waits;

class PatienceTest : public ::testing::Test {
 protected:
    static Limits limits() {
        Limits limits;
        limits.head_ms = 100;
        limits.keep_alive_ms = 750;
        limits.bytes_per_s = 1000;
        return limits;
    }
    static Patience::Moment at(int ms) { return Patience::Moment(milliseconds(1000 + ms)); }
    // The first millisecond at which it is over.
    int over() const {
        int ms = 0;
        while (!patience_.is_over(at(ms))) ++ms;
        return ms;
    }

    Limits const limits_ = limits();
    Patience patience_{limits_, at(0)};
};

TEST_F(PatienceTest, who_has_just_come_is_not_idle_but_late) {
    EXPECT_EQ(over(), 100);
    patience_.awaits(Waits::for_request, 0, at(40));  // a handshake goes on
    EXPECT_EQ(over(), 100);
}

TEST_F(PatienceTest, a_head_has_its_time_from_its_first_byte_however_steady_it_comes) {
    patience_.awaits(Waits::for_head, 0, at(30));
    EXPECT_EQ(over(), 130);
    patience_.awaits(Waits::for_head, 0, at(120));
    EXPECT_EQ(over(), 130);
}

TEST_F(PatienceTest, after_an_answer_one_may_be_idle_and_each_head_has_its_own_time) {
    patience_.sent(at(50));
    patience_.awaits(Waits::for_request, 0, at(60));
    EXPECT_EQ(over(), 800);
    patience_.awaits(Waits::for_head, 0, at(700));
    EXPECT_EQ(over(), 800);
    patience_.sent(at(750));
    patience_.awaits(Waits::for_head, 0, at(760));
    EXPECT_EQ(over(), 860);
}

TEST_F(PatienceTest, a_body_earns_time_by_its_bytes_but_no_long_pause) {
    patience_.awaits(Waits::for_body, 0, at(10));
    EXPECT_EQ(over(), 110);
    patience_.awaits(Waits::for_body, 50, at(20));
    EXPECT_EQ(over(), 120);
    patience_.awaits(Waits::for_body, 60, at(100));
    EXPECT_EQ(over(), 170);
    patience_.awaits(Waits::for_body, 1'000'000, at(150));
    EXPECT_EQ(over(), 250);
}

TEST_F(PatienceTest, whoever_reads_an_answer_is_held_to_the_same) {
    patience_.sends(at(0), 0, at(0));
    EXPECT_EQ(over(), 100);
    patience_.sends(at(0), 90, at(100));
    EXPECT_EQ(over(), 190);
}

TEST_F(PatienceTest, nobody_is_hurried_while_we_work_ourselves) {
    patience_.works();
    EXPECT_FALSE(patience_.is_over(at(1'000'000)));
    patience_.lingers(at(10));
    EXPECT_EQ(over(), 1010);
}

}  // namespace
}  // namespace usher::http
