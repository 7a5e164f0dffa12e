#include "blueprints/acts.h"

#include <gtest/gtest.h>

namespace usher {

TEST(AnAct, is_known_by_its_name) {
    for (std::size_t i = 0; i < act_count; ++i) {
        auto act = static_cast<Act>(i);
        EXPECT_EQ(act_named(name(act)), act) << name(act);
    }
    EXPECT_EQ(name(Act::users_invite), "users.invite");
    EXPECT_EQ(name(Act::audit_export), "audit.export");
    EXPECT_EQ(name(Act::exports_schedule), "exports.schedule");
}

TEST(AnAct, of_another_name_does_not_exist) {
    EXPECT_FALSE(act_named(""));
    EXPECT_FALSE(act_named("users"));
    EXPECT_FALSE(act_named("users.Invite"));
    EXPECT_FALSE(act_named("meter.refill"));
}

TEST(AnAct, of_the_top_role_counts_at_the_account_only) {
    for (std::size_t i = 0; i < act_count; ++i) {
        auto act = static_cast<Act>(i);
        EXPECT_TRUE(!top_only(act) || account_only(act)) << name(act);
    }
    EXPECT_TRUE(top_only(Act::places_move));
    EXPECT_TRUE(account_only(Act::users_erase));
    EXPECT_FALSE(top_only(Act::users_erase));
    EXPECT_FALSE(account_only(Act::places_manage));
}

TEST(APermission, of_a_product_cannot_look_like_an_act) {
    for (auto word : {"users.praise", "roles.x", "grants.x", "places.x", "resources.x", "keys.x",
                      "devices.x", "audit.x", "reviews.x", "exports.x", "seats.x", "plan.x",
                      "settings.x", "security.x", "account.x", "ownership.x"})
        EXPECT_TRUE(reserved_prefix(word)) << word;
    for (auto word : {"accounts.edit", "user.view", "meter.refill", "plans.view"})
        EXPECT_FALSE(reserved_prefix(word)) << word;
}

}  // namespace usher
