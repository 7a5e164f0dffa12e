// What administrators are told beside the list: who of some addresses is a user already (RT32),
// what a user may do and why (RT27, RT29), who holds a level, and how the installation is.
#include <gtest/gtest.h>

#include "support/operator.h"

namespace usher::testing {
namespace {

json::Value emails(std::vector<std::string> const& all) {
    json::Array list;
    for (auto const& one : all) list.emplace_back(one);
    return json::Object{{"emails", std::move(list)}};
}

// Lin administers L1, where Uli is; Zed is at L2.
struct Offices {
    Account account = Server::shared().open("sendpro-online", {.plan = "sites"});
    std::string l1 = account.location("Lisbon"), l2 = account.location("Berlin");
    Person lin = account.join("lin", Terms{{{"admin"}}, l1});
    Person uli = account.join("uli", Terms{{{"user"}}, l1});
    Person zed = account.join("zed", Terms{{{"user"}}, l2});
};

TEST(RT32, who_is_about_to_invite_is_told_of_users_in_sight_and_of_no_others) {
    Offices offices;
    auto other = Server::shared().open("stamps", {.plan = "premier", .seats = 9});
    auto asked = emails({offices.uli.email, offices.zed.email, "nobody@acme.example",
                         other.owner.email, "not an address", " " + offices.uli.email});
    auto lin = offices.lin.post("/known-users", asked);
    ASSERT_EQ(lin.status, 200) << lin.body;
    EXPECT_EQ(lin.text("items.0.email"), offices.uli.email);
    EXPECT_EQ(lin.text("items.0.user"), offices.uli.id);
    EXPECT_FALSE(lin.holds(offices.zed.email)) << lin.body;
    EXPECT_FALSE(lin.holds(other.owner.email)) << lin.body;
    auto ada = offices.account.owner.post("/known-users", asked);
    EXPECT_TRUE(ada.holds(offices.zed.email)) << ada.body;
    EXPECT_FALSE(ada.holds(other.owner.email)) << ada.body;
}

TEST(RT32, a_deleted_user_s_address_is_nobody_s) {
    Offices offices;
    ASSERT_EQ(offices.account.owner.del(offices.uli.path()).status, 204);
    EXPECT_EQ(offices.lin.post("/known-users", emails({offices.uli.email})).count("items"), 0u);
}

TEST(RT32, who_may_not_invite_is_told_of_nobody) {
    Offices offices;
    EXPECT_EQ(offices.uli.post("/known-users", emails({offices.lin.email})).code(),
              "access.no_act");
    EXPECT_EQ(offices.account.stranger().post("/known-users", emails({"a@b.example"})).status, 401);
    auto many = std::vector<std::string>(501, "a@b.example");
    auto refused = offices.lin.post("/known-users", emails(many));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.text("field"), "emails");
}

TEST(RT29, what_a_user_may_do_is_told_with_the_role_that_allows_it) {
    Offices offices;
    auto seen = offices.lin.get(offices.uli.path() + "/permissions");
    ASSERT_EQ(seen.status, 200) << seen.body;
    EXPECT_EQ(seen.text("why"), "");
    EXPECT_EQ(seen.text("items.0.permission"), "label.print");
    EXPECT_EQ(seen.text("items.0.label"), "Print shipping labels");
    EXPECT_EQ(seen.text("items.0.role"), "user");
    EXPECT_EQ(seen.text("items.0.place.name"), "Lisbon");
    EXPECT_FALSE(seen.holds("postage.refill")) << seen.body;
    auto own = offices.lin.get(offices.lin.path() + "/permissions");
    EXPECT_TRUE(own.holds("users.invite")) << own.body;
    EXPECT_FALSE(own.holds("plan.change")) << "account-only acts are void at a place";
}

TEST(RT29, nothing_at_the_moment_says_why) {
    Offices offices;
    ASSERT_EQ(offices.lin.put(offices.uli.path() + "/suspension").status, 200);
    auto seen = offices.lin.get(offices.uli.path() + "/permissions");
    EXPECT_EQ(seen.text("why"), "user_not_active");
    EXPECT_EQ(seen.count("items"), 0u);
}

TEST(RT27, out_of_sight_or_without_the_right_to_read_roles_there_is_no_answer) {
    Offices offices;
    auto unknown = offices.lin.get("/users/usr_00000000000000000000000000/permissions");
    auto hidden = offices.lin.get(offices.zed.path() + "/permissions");
    EXPECT_EQ(hidden.status, 404);
    EXPECT_EQ(hidden.code(), unknown.code());
    EXPECT_EQ(offices.uli.get(offices.uli.path() + "/permissions").status, 403);
    EXPECT_EQ(offices.account.stranger().get(offices.uli.path() + "/permissions").status, 401);
}

// Nora administers the division North, Lara its location L1; Ana may read analytics everywhere.
struct Levels {
    Account account = Server::shared().open("pitneyship");
    std::string north = account.location("North"), l1 = below(north, "L1");

    std::string below(std::string const& parent, std::string const& name) {
        auto made = account.owner.post("/places", json::Object{{"name", name}, {"parent", parent}});
        EXPECT_EQ(made.status, 201) << made.body;
        return made.text("id");
    }
    void level(std::string const& name, std::string const& ladder, std::string const& level,
               std::vector<std::string> const& places) {
        json::Array at;
        for (auto const& place : places) at.emplace_back(place);
        json::Object choice{{"ladder", ladder}, {"level", level}};
        if (!places.empty()) choice.emplace_back("places", std::move(at));
        auto user = account.new_user(name);
        user.emplace_back("levels", json::Array{std::move(choice)});
        user.emplace_back("home", l1);
        auto made = account.owner.post("/users", json::Value(std::move(user)));
        ASSERT_EQ(made.status, 201) << made.body;
    }
    std::string found(Person const& by, std::string const& query) {
        auto answer = by.get("/users?" + query);
        if (answer.status != 200) return answer.code() + " " + answer.text("field");
        std::string names;
        for (std::size_t i = 0; i < answer.count("items"); ++i) {
            auto email = answer.text("items." + std::to_string(i) + ".email");
            names += email.substr(0, email.find('@')) + " ";
        }
        return names;
    }
};

TEST(RT17, administrators_are_found_by_their_level) {
    Levels world;
    world.level("nora", "admin", "division", {world.north});
    world.level("lara", "admin", "location", {world.l1});
    world.level("ana", "analytic", "enterprise", {});
    world.level("dina", "analytic", "division", {world.north});
    auto& ada = world.account.owner;
    EXPECT_EQ(world.found(ada, "level=admin.enterprise"), "ada ");
    EXPECT_EQ(world.found(ada, "level=admin.division"), "nora ");
    EXPECT_EQ(world.found(ada, "level=admin.division,admin.location"), "lara nora ");
    EXPECT_EQ(world.found(ada, "level=analytic.enterprise"), "ana ") << "one role, three levels";
    EXPECT_EQ(world.found(ada, "level=analytic.division"), "dina ");
    EXPECT_EQ(world.found(ada, "level=analytic.location"), "");
    EXPECT_EQ(world.found(ada, "level=admin.division&role=basic&q=nora"), "nora ");
    EXPECT_EQ(world.found(ada, "level=admin.division&role=shipper"), "");
}

TEST(RT17, a_level_that_there_is_not_is_refused_by_its_name) {
    Levels world;
    auto& ada = world.account.owner;
    for (auto const* none : {"level=admin.none", "level=admin", "level=division", "level=.",
                             "level=", "level=admin.division.", "level=admin.division,x"})
        EXPECT_EQ(world.found(ada, none), "levels.unknown level") << none;
    auto stamps = Server::shared().open("stamps", {.plan = "premier", .seats = 9});
    EXPECT_EQ(world.found(stamps.owner, "level=admin.enterprise"), "levels.unknown level");
}

TEST(RT17, many_are_changed_by_a_filter_of_levels) {
    Levels world;
    world.level("nora", "admin", "division", {world.north});
    auto& ada = world.account.owner;
    auto refused = ada.post("/bulk", json::Object{{"do", "resend"}, {"filter", "level=admin.no"}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.text("field"), "filter");
    auto taken =
        ada.post("/bulk", json::Object{{"do", "resend"}, {"filter", "level=admin.division"}});
    EXPECT_EQ(taken.status / 100, 2) << taken.body;
}

TEST(RT26, operators_read_how_the_installation_is_and_nobody_else_does) {
    auto account = Server::shared().open("stamps", {.plan = "premier", .seats = 9});
    EXPECT_EQ(account.owner.client.get("/v1/health").code(), "access.no_act");
    EXPECT_EQ(account.stranger().client.get("/v1/health").status, 401);
    auto operators = operator_of(account.server());
    auto health = operators.client.get("/v1/health");
    ASSERT_EQ(health.status, 200) << health.body;
    EXPECT_FALSE(health.text("version").empty());
    for (auto const* part : {"\"version\"", "\"disk\"", "\"backup\"", "\"clock\"", "\"tls\"",
                             "MiB are free", "No backup of this data was ever made"})
        EXPECT_TRUE(health.holds(part)) << part << " in " << health.body;
    for (auto const* secret : {"instance.key", "password", "usher.sock"})
        EXPECT_FALSE(health.holds(secret)) << secret << " in " << health.body;
}

}  // namespace
}  // namespace usher::testing
