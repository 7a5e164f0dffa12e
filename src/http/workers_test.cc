#include "http/workers.h"

#include <gtest/gtest.h>

#include <future>

namespace usher::http {
namespace {

// One worker, busy until go(): what is submitted meanwhile waits.
class WorkersTest : public ::testing::Test {
 protected:
    void begin(std::size_t max_queued) {
        workers_ = std::make_unique<Workers>(1, max_queued);
        std::promise<void> started;
        workers_->submit("busy", [&] {
            started.set_value();
            go_.get_future().wait();
        });
        started.get_future().wait();
    }
    bool submit(std::string const& client) {
        return workers_->submit(client, [this, client] { order_ += client; });
    }
    // In which order clients were served.
    std::string served() {
        go_.set_value();
        workers_->finish();
        return order_;
    }

    std::promise<void> go_;
    std::string order_;
    std::unique_ptr<Workers> workers_;
};

TEST_F(WorkersTest, one_who_asks_for_much_does_not_come_before_one_who_asks_for_little) {
    begin(64);
    for (int i = 0; i < 6; ++i) EXPECT_TRUE(submit("a"));
    EXPECT_TRUE(submit("b"));
    EXPECT_TRUE(submit("c"));
    EXPECT_TRUE(submit("b"));
    EXPECT_EQ(workers_->queued(), 9u);
    EXPECT_EQ(served(), "abcabaaaa");
}

TEST_F(WorkersTest, one_client_fills_its_share_of_the_queue_and_not_the_queue) {
    begin(8);
    EXPECT_TRUE(submit("a"));
    EXPECT_TRUE(submit("a"));
    EXPECT_FALSE(submit("a"));
    for (auto const* other : {"b", "c", "d"}) EXPECT_TRUE(submit(other) && submit(other)) << other;
    EXPECT_FALSE(submit("e"));  // now it is full
    EXPECT_EQ(served(), "abcdabcd");
}

TEST_F(WorkersTest, nothing_is_taken_after_the_end) {
    begin(8);
    EXPECT_EQ(served(), "");
    EXPECT_FALSE(submit("a"));
}

}  // namespace
}  // namespace usher::http
