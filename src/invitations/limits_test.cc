#include "invitations/limits.h"

#include <gtest/gtest.h>

#include "access/testing.h"

namespace usher::invitations {
namespace {

TEST(Threat15, an_account_sends_so_many_invitations_an_hour_and_more_with_more_seats) {
    access::World world("stamps");
    auto sends = [&](std::int64_t most) {
        return world.write([&](store::Tx& tx) -> Result<std::int64_t> {
            for (std::int64_t sent = 0; sent < most; ++sent)
                if (auto counted = count_invitation(tx, world.account()); !counted) {
                    EXPECT_EQ(counted.error().key, "invitations.too_many");
                    return sent;
                }
            return most;
        });
    };
    world.write([&](store::Tx& tx) {
        return tx.exec("update accounts set seats_bought = 40 where account_id = $1",
                       world.account());
    });
    EXPECT_EQ(sends(5000), free_invitations_an_hour + 40 * invitations_an_hour_a_seat);
    EXPECT_EQ(sends(1), 0);
    world.clock().advance(hours(1));
    EXPECT_EQ(sends(1), 1);
}

TEST(Told, who_was_told_too_often_is_refused_until_the_hour_is_over) {
    Told told;
    access::ActorId somebody{access::ActorId::Kind::user, {1}}, other{};
    Time now{hours(5).ms};
    EXPECT_TRUE(told.may_ask(somebody, now));
    told.count(somebody, now, told_an_hour);
    auto refused = told.may_ask(somebody, now);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().key, "users.exists_often");
    EXPECT_TRUE(told.may_ask(other, now));
    EXPECT_TRUE(told.may_ask(somebody, now + hours(1)));
}

}  // namespace
}  // namespace usher::invitations
