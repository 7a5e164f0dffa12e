// Postmark (spec.md PM1, PM2), and the cases of rights.md part D on it.
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

// Olga Owner; Ann, Abe Admin; Tim Technical; Bea Billing.
struct Cast {
    Account account = Server::shared().open("postmark", {.plan = "pro", .owner = "olga"});
    Person& olga = account.owner;
    Person ann = account.join("ann", {"admin"});
    Person abe = account.join("abe", {"admin"});
    Person tim = account.join("tim", {"technical"});
    Person bea = account.join("bea", {"billing"});
};

json::Value roles(std::vector<Role> const& list) {
    return json::Object{{"roles", roles_value(list)}};
}

TEST(PM1, case_5_technical_and_billing_see_no_users) {
    Cast cast;
    EXPECT_EQ(cast.tim.get("/users").code(), "access.no_act");
    EXPECT_EQ(cast.bea.get("/users").code(), "access.no_act");
    EXPECT_EQ(cast.tim.get("/audit").code(), "access.no_act");
    EXPECT_EQ(cast.bea.get(cast.ann.path()).status, 404);
    auto asks = [&](Person& who, std::string const& permission) {
        return who.client
            .post("/v1/check", json::Object{{"account", cast.account.slug()},
                                            {"permission", permission},
                                            {"resource", "any"}})
            .text("allowed");
    };
    EXPECT_EQ(asks(cast.bea, "servers.view"), "false");
    EXPECT_EQ(asks(cast.bea, "invoices.view"), "true");
    EXPECT_EQ(asks(cast.tim, "invoices.view"), "false");
    EXPECT_EQ(asks(cast.ann, "billing.control"), "false");  // case 10
}

TEST(PM2, case_1_2_admins_manage_every_user_but_the_owner) {
    Cast cast;
    for (auto* other : {&cast.abe, &cast.tim, &cast.bea}) {
        EXPECT_EQ(cast.ann.patch(other->path(), json::Object{{"name", "New Name"}}).status, 200);
        EXPECT_EQ(cast.ann.put(other->path() + "/suspension").status, 200);
        EXPECT_EQ(cast.ann.del(other->path() + "/suspension").status, 200);
    }
    auto const& owner = cast.olga.path();
    auto name = json::Object{{"name", "Not Olga"}};
    EXPECT_EQ(cast.ann.patch(owner, name).code(), "access.not_contained");
    EXPECT_EQ(cast.ann.put(owner + "/suspension").code(), "access.not_contained");
    EXPECT_EQ(cast.ann.del(owner).code(), "access.not_contained");
    EXPECT_EQ(cast.ann.put(owner + "/roles", roles({"technical"})).status, 403);
    EXPECT_EQ(cast.ann.del(cast.abe.path()).status, 204);
    auto row = cast.ann.get(owner);
    EXPECT_EQ(row.text("locked"), "access.not_contained");
    EXPECT_EQ(row.text("roles.0.role"), "owner");
}

TEST(PM2, case_3_4_an_admin_invites_everyone_but_an_owner) {
    Cast cast;
    for (auto const* role : {"billing", "technical", "admin"}) {
        auto user = cast.account.new_user(role);
        user.emplace_back("roles", roles_value({role}));
        EXPECT_EQ(cast.ann.post("/users", user).status, 201) << role;
    }
    auto user = cast.account.new_user("king");
    user.emplace_back("roles", roles_value({"owner"}));
    auto refused = cast.ann.post("/users", user);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "roles.not_given_this_way");
    EXPECT_EQ(cast.olga.put(cast.ann.path() + "/roles", roles({"owner"})).code(),
              "roles.not_given_this_way");
}

TEST(PM2, case_8_the_owner_is_neither_left_nor_taken) {
    Cast cast;
    auto left = cast.olga.put(cast.olga.path() + "/roles", roles({"admin"}));
    EXPECT_EQ(left.status, 409);
    EXPECT_EQ(left.code(), "roles.unique");
    EXPECT_EQ(cast.olga.del(cast.olga.path()).code(), "access.self");
    EXPECT_EQ(cast.olga.get(cast.olga.path()).text("roles.0.role"), "owner");
}

TEST(PM2, case_9_giving_up_power_is_allowed) {
    Cast cast;
    EXPECT_EQ(cast.ann.put(cast.ann.path() + "/roles", roles({"billing"})).status, 200);
    EXPECT_EQ(cast.ann.get("/users").code(), "access.no_act");
}

TEST(PM2, case_11_an_end_is_part_of_power) {
    Cast cast;
    auto friday = "2027-11-26T00:00:00Z", thursday = "2027-11-25T00:00:00Z";
    auto until = [&](std::string const& role, std::string const& time) {
        return json::Object{{"roles", roles_value({Role(role, "", time)})}};
    };
    ASSERT_EQ(cast.olga.put(cast.ann.path() + "/roles", until("admin", friday)).status, 200);
    EXPECT_EQ(cast.ann.put(cast.tim.path() + "/roles", roles({"admin"})).code(),
              "access.not_contained");
    EXPECT_EQ(cast.ann.patch(cast.abe.path(), json::Object{{"name", "X"}}).code(),
              "access.not_contained");
    EXPECT_EQ(cast.ann.put(cast.tim.path() + "/roles", until("admin", thursday)).status, 200);
    // What the page offers her is what she may give.
    auto me = cast.ann.client.get("/v1/me?account=" + cast.account.slug());
    auto ends = [&](std::string_view key) {
        for (std::size_t i = 0; i < me.count("account.roles"); ++i) {
            auto role = "account.roles." + std::to_string(i) + ".";
            if (me.text(role + "key") == key)
                return me.text(role + "offered") + me.text(role + "until");
        }
        return std::string("the role is not there: ") + me.body;
    };
    EXPECT_EQ(ends("admin"), "true2027-11-26T00:00:00.000Z");
    EXPECT_EQ(ends("technical"), "true");
    EXPECT_EQ(cast.ann.put(cast.tim.path() + "/roles", until("admin", friday)).status, 200);
}

TEST(PM6, one_login_per_person_and_each_change_names_its_author) {
    Cast cast;
    auto made = cast.ann.patch(cast.tim.path(), json::Object{{"name", "Timothy"}});
    ASSERT_EQ(made.status, 200);
    auto events = cast.olga.get("/audit?target=user:" + cast.tim.id);
    EXPECT_EQ(events.text("items.0.act"), "users.edit");
    EXPECT_EQ(events.text("items.0.by.name"), "Ann Tester");
    EXPECT_EQ(events.text("items.0.by.email"), cast.ann.email);
    EXPECT_EQ(events.text("items.0.details.before.last_name"), "Tim Tester");
    EXPECT_EQ(events.text("items.0.details.after.last_name"), "Timothy");
}

}  // namespace
}  // namespace usher::testing
