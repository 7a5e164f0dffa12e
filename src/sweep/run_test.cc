#include <gtest/gtest.h>

#include "store/testing.h"
#include "sweep/sweep.h"

namespace usher::sweep {
namespace {

TEST(Sweeping, waits_once_though_an_operator_has_one_that_failed_done_once_more) {
    store::TestStore store;
    jobs::Queue queue;
    ASSERT_TRUE(begin(*store, queue));
    ASSERT_TRUE(store->write([&](store::Tx& tx) { return queue.add(tx, {.kind = "sweep"}); }));
    jobs::Runner runner(*store, queue, {sweeping(queue)});
    EXPECT_EQ(runner.run_due(), 1U);
    auto waiting = store->read([](store::Snapshot& s) {
        return s.one(
            "select count(*) from jobs where state = 'waiting' /* across accounts: test */");
    });
    EXPECT_EQ((*waiting)->integer(0), 1);
    store.clock().advance(hours(1));
    EXPECT_EQ(runner.run_due(), 1U);
}

}  // namespace
}  // namespace usher::sweep
