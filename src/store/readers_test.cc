// Reading goes on with the connections that there are.
#include "store/readers.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <future>

#include "store/testing.h"
#include "store/tx.h"

namespace usher::store {
namespace {

class ReadersTest : public ::testing::Test {
 protected:
    std::string file() { return test_.directory() + "/usher.db"; }
    void take_away() { std::filesystem::rename(file(), file() + ".away"); }
    std::string read() {
        auto done = readers_->read(test_.clock(), [](Snapshot& snapshot) {
            EXPECT_TRUE(snapshot.one("select count(*) from instance"));
        });
        return done ? "read" : done.error().key;
    }

    TestStore test_;
    std::unique_ptr<Readers> readers_ = std::make_unique<Readers>(file(), Connection::Sync::off, 8);
};

TEST_F(ReadersTest, where_no_more_can_be_opened_those_that_are_serve_in_turn) {
    std::promise<void> begun, end;
    auto first = std::async(std::launch::async, [&] {
        return readers_->read(test_.clock(), [&](Snapshot&) {
            begun.set_value();
            end.get_future().wait();
        });
    });
    begun.get_future().wait();
    take_away();
    auto second = std::async(std::launch::async, [&] { return read(); });
    // It has found none that is free, or the first one's end would come too early to matter.
    EXPECT_EQ(second.wait_for(std::chrono::milliseconds(100)), std::future_status::timeout);
    end.set_value();
    EXPECT_TRUE(first.get());
    EXPECT_EQ(second.get(), "read");
}

TEST_F(ReadersTest, where_none_can_be_opened_it_is_said_at_once) {
    take_away();
    EXPECT_EQ(read(), "store.unavailable");
}

}  // namespace
}  // namespace usher::store
