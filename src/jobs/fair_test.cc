// Accounts take turns (threat 49): much work of one does not come before little of another.
#include <gtest/gtest.h>

#include "jobs/runner.h"
#include "store/testing.h"

namespace usher::jobs {
namespace {

class FairJobs : public ::testing::Test {
 protected:
    AccountId account(std::uint8_t n) {
        AccountId id{};
        id.bytes[15] = n;
        return id;
    }
    void add(AccountId of, std::string payload, int times = 1) {
        auto added = test_->write([&](store::Tx& tx) -> Result<void> {
            for (int i = 0; i < times; ++i)
                TRY(queue_.add(tx, {.account = of, .kind = "work", .payload = payload}));
            return {};
        });
        ASSERT_TRUE(added);
    }
    Kind noting() {
        return {.name = "work", .work = [this](Attempt& run) {
                    order_.push_back(run.payload());
                    return Outcome::done();
                }};
    }
    std::size_t place_of(std::string const& payload) {
        auto found = std::ranges::find(order_, payload);
        return static_cast<std::size_t>(found - order_.begin());
    }

    store::TestStore test_;
    Queue queue_;
    std::vector<std::string> order_;
};

TEST_F(FairJobs, a_thousand_mails_of_one_account_do_not_delay_anothers) {
    add(account(1), "much", 1000);
    add(account(2), "little");
    Runner runner(*test_, queue_, {noting()});
    EXPECT_EQ(runner.run_due(), 1001u);
    EXPECT_LE(place_of("little"), 1u);
}

TEST_F(FairJobs, who_comes_later_with_little_does_not_wait_either) {
    add(account(1), "much", 300);
    test_.clock().advance(seconds(10));
    add(account(2), "little");
    add(account(2), "more");
    Runner runner(*test_, queue_, {noting()});
    runner.run_due();
    EXPECT_LE(place_of("little"), 11u) << "behind what was due before it came, at a second each";
    EXPECT_LE(place_of("more"), 13u);
}

TEST_F(FairJobs, two_with_much_take_turns) {
    add(account(1), "one", 50);
    add(account(2), "two", 50);
    Runner runner(*test_, queue_, {noting()});
    runner.run_due();
    auto half = std::count(order_.begin(), order_.begin() + 50, "one");
    EXPECT_GE(half, 24);
    EXPECT_LE(half, 26);
}

TEST_F(FairJobs, work_that_goes_on_lets_others_have_their_turn) {
    add(account(1), "long");
    int pieces = 0;
    Kind kind{.name = "work", .work = [&](Attempt& run) {
                  order_.push_back(run.payload());
                  if (run.payload() == "long" && ++pieces == 1) add(account(2), "short");
                  return run.payload() == "long" && pieces < 5 ? Outcome::more() : Outcome::done();
              }};
    Runner runner(*test_, queue_, {kind});
    runner.run_due();
    EXPECT_EQ(order_, (std::vector<std::string>{"long", "short", "long", "long", "long", "long"}));
    EXPECT_EQ(pieces, 5);
}

}  // namespace
}  // namespace usher::jobs
