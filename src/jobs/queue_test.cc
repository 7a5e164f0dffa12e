// Having failed work done once more.
#include <gtest/gtest.h>

#include "jobs/claim.h"
#include "jobs/jobs.h"
#include "store/testing.h"

namespace usher::jobs {
namespace {

struct Again : ::testing::Test {
    store::TestStore store;
    Queue queue;

    JobId add(std::string payload = "sealed") {
        auto id = store->write(
            [&](store::Tx& tx) { return queue.add(tx, {.kind = "work", .payload = payload}); });
        EXPECT_TRUE(id);
        return id.value_or(JobId{});
    }
    void fails() {
        auto done = store->write([&](store::Tx& tx) -> Result<void> {
            auto claims = TRY(claim(tx, 10));
            for (auto const& one : claims) TRY(record_failed(tx, one, "550 No"));
            return {};
        });
        EXPECT_TRUE(done);
    }
    std::string again(JobId id) {
        auto done = store->write([&](store::Tx& tx) { return queue.again(tx, id); });
        return done ? "" : done.error().key;
    }
};

TEST_F(Again, failed_work_waits_once_more_with_what_it_needs) {
    auto id = add();
    fails();
    EXPECT_EQ(again(id), "");
    auto claims = store->write([&](store::Tx& tx) { return claim(tx, 10); });
    ASSERT_EQ(claims->size(), 1U);
    EXPECT_EQ(claims->front().id, id);
    EXPECT_EQ(claims->front().payload, "sealed");
    EXPECT_EQ(claims->front().attempt, 1);
}

TEST_F(Again, failed_work_that_needs_no_more_than_its_id_waits_once_more) {
    auto id = add("");
    fails();
    EXPECT_EQ(again(id), "");
    auto claims = store->write([&](store::Tx& tx) { return claim(tx, 10); });
    ASSERT_EQ(claims->size(), 1U);
    EXPECT_EQ(claims->front().id, id);
}

TEST_F(Again, work_that_waits_or_is_not_there_is_refused) {
    auto id = add();
    EXPECT_EQ(again(id), "jobs.not_failed");
    EXPECT_EQ(again(JobId{}), "not_found");
    fails();
    EXPECT_EQ(again(id), "");
    EXPECT_EQ(again(id), "jobs.not_failed") << "twice pressed is once done";
}

}  // namespace
}  // namespace usher::jobs
