#include "seats/history.h"

#include <gtest/gtest.h>

#include "access/testing.h"
#include "audit/blocks.h"
#include "audit/record.h"
#include "store/steps.h"

namespace usher::seats {
namespace {

struct History : testing::Test {
    access::World world{"stamps"};

    void tell(std::string_view act, std::int64_t times) {
        world.write([&](store::Tx& tx) -> Result<void> {
            auto account = world.account();
            audit::Event event{account, std::string(act), "instance", "account:" + account.text()};
            for (std::int64_t n = 0; n < times; ++n) TRY(audit::record(tx, event));
            return {};
        });
    }
    std::string told() {
        auto actor = world.instance_actor();
        std::string acts;
        for (auto const& past : world.read([&](auto& s) { return history(s, actor); }))
            acts += past.act + " ";
        return acts;
    }
};

TEST_F(History, is_told_newest_first_whatever_else_there_is) {
    EXPECT_EQ(told(), "");
    tell("accounts.open", 1);
    tell("users.edit", 2 * audit::block_events);
    tell("seats.change", 1);
    tell("plan.change", 1);
    EXPECT_EQ(told(), "plan.change seats.change accounts.open ");
    tell("seats.change", max_history + 5);
    auto all = told();
    EXPECT_EQ(std::ranges::count(all, ' '), max_history);
    EXPECT_EQ(all.find("accounts.open"), std::string::npos);
}

TEST_F(History, costs_the_same_after_thousands_of_other_events) {
    tell("accounts.open", 1);
    tell("users.edit", audit::block_events);
    auto young = store::steps_of([&] { told(); });
    tell("users.edit", 4 * audit::block_events);
    EXPECT_LT(store::steps_of([&] { told(); }), young + audit::block_events);
}

}  // namespace
}  // namespace usher::seats
