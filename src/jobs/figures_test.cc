#include "jobs/figures.h"

#include <gtest/gtest.h>

#include "jobs/runner.h"
#include "store/testing.h"

namespace usher::jobs {
namespace {

TEST(TheFiguresOfJobs, say_what_waits_since_when_and_what_failed) {
    store::TestStore test;
    Queue queue;
    auto add = [&](std::string kind, Duration from_now) {
        Job job{.kind = std::move(kind), .due = test.clock().now() + from_now};
        (void)*test->write([&](store::Tx& tx) { return queue.add(tx, job); });
    };
    auto now = [&] { return *test->read([](store::Snapshot& s) { return figures(s); }); };
    EXPECT_TRUE(now().empty());
    auto since = test.clock().now();
    add("mail", Duration{});
    add("mail", hours(1));
    add("sweep", hours(1));
    test.clock().advance(minutes(5));
    auto found = now();
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].kind, "mail");
    EXPECT_EQ(found[0].waiting, 2);
    EXPECT_EQ(found[0].oldest_due, since);
    EXPECT_EQ(found[1].waiting, 1);
    EXPECT_FALSE(found[1].oldest_due) << "nothing of it is late";
    Runner runner(*test, queue,
                  {{.name = "mail", .work = [](Attempt&) { return Outcome::failed("no"); }}}, {});
    EXPECT_EQ(runner.run_due(), 1u);
    found = now();
    EXPECT_EQ(found[0].waiting, 1);
    EXPECT_EQ(found[0].failed, 1);
    EXPECT_FALSE(found[0].oldest_due);
}

}  // namespace
}  // namespace usher::jobs
