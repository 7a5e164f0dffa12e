// Who listens is told of what was kept, and of nothing else.
#include <gtest/gtest.h>

#include "store/testing.h"

namespace usher::store {
namespace {

class Stirs : public ::testing::Test {
 protected:
    Stirs() {
        auto opened = Store::open({.directory = directory_.path(),
                                   .clock = &clock_,
                                   .random = &random_,
                                   .readers = 1,
                                   .durable = false,
                                   .on_stirred = [this](std::vector<IdBytes> const& ids) {
                                       told_.insert(told_.end(), ids.begin(), ids.end());
                                   }});
        store_ = *std::move(opened);
    }
    TemporaryDirectory directory_;
    SteeredClock clock_;
    SeededRandom random_;
    std::vector<IdBytes> told_;
    std::unique_ptr<Store> store_;
    AccountId const account_{{1}};
    KeyId const key_{{2}};
};

TEST_F(Stirs, are_told_before_the_answer_each_once) {
    auto done = store_->write([&](Tx& tx) -> Result<void> {
        tx.stir(account_);
        tx.stir(key_);
        tx.stir(account_);
        EXPECT_TRUE(told_.empty()) << "not before it is kept";
        return {};
    });
    ASSERT_TRUE(done);
    EXPECT_EQ(told_, (std::vector<IdBytes>{account_.bytes, key_.bytes}));
}

TEST_F(Stirs, of_what_was_refused_nobody_hears) {
    auto done = store_->write([&](Tx& tx) -> Result<void> {
        tx.stir(account_);
        return fail(not_found());
    });
    EXPECT_FALSE(done);
    EXPECT_TRUE(told_.empty());
}

}  // namespace
}  // namespace usher::store
