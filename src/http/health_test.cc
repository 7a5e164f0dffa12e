#include "http/health.h"

#include <gtest/gtest.h>

#include <future>

#include "store/testing.h"
#include "support/waited.h"

namespace usher::http {
namespace {

class Ready : public ::testing::Test {
 protected:
    static std::string key_of(Result<void> const& found) { return found ? "" : found.error().key; }
    std::future<std::string> ask() {
        return std::async(std::launch::async, [this] { return key_of(ready_.check()); });
    }

    store::TestStore store_;
    Readiness ready_{*store_};
};

TEST_F(Ready, is_a_store_that_writes) { EXPECT_EQ(key_of(ready_.check()), ""); }

TEST_F(Ready, is_no_store_whose_disk_has_hung_for_longer_than_an_answer_is_good) {
    ASSERT_EQ(key_of(ready_.check()), "");
    std::promise<void> hangs, goes_on;
    auto disk = std::async(std::launch::async, [&] {
        return store_->write([&](store::Tx&) -> Result<void> {
            hangs.set_value();
            goes_on.get_future().wait();
            return {};
        });
    });
    hangs.get_future().wait();
    store_.clock().advance(seconds(6));  // the last answer is no longer good
    // One of the two tries, and is not answered; the other is told what the last try found.
    auto one = ask(), other = ask();
    auto answered = [](std::future<std::string>& asked) {
        return asked.wait_for(std::chrono::milliseconds(1)) == std::future_status::ready;
    };
    ASSERT_TRUE(testing::waited([&] { return answered(one) || answered(other); }));
    auto& tries = answered(one) ? other : one;
    EXPECT_EQ((answered(one) ? one : other).get(), "");
    store_.clock().advance(seconds(5));
    EXPECT_EQ(key_of(ready_.check()), "") << "it may still be slow";
    store_.clock().advance(milliseconds(1));
    EXPECT_EQ(key_of(ready_.check()), "store.unavailable");
    goes_on.set_value();
    EXPECT_EQ(tries.get(), "");
    EXPECT_EQ(key_of(ready_.check()), "") << "it goes on";
    EXPECT_TRUE(disk.get());
}

}  // namespace
}  // namespace usher::http
