// One's own defaults among what one may use (RT12, RT18), what a change foretells that it ends
// (RT10), and whom an address belonged to before it is invited anew (RT35, RT36): over HTTP.
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

json::Value texts(std::vector<std::string> const& list) {
    json::Array array;
    for (auto const& one : list) array.emplace_back(one);
    return array;
}

// East {Boston, Newark}, West {Tacoma}; carriers at the account, at Boston and at Newark.
struct Whitcombe {
    Account account = Server::shared().open("pitneyship", {.plan = "enterprise", .owner = "eve"});
    std::string east = place("East"), west = place("West"), boston = place("Boston", east),
                newark = place("Newark", east), tacoma = place("Tacoma", west);
    std::string fedex = carrier("F-1", "FedEx", "FedEx"),
                ups_boston = carrier("U-1", "UPS Boston", "UPS", boston),
                ups_other = carrier("U-2", "UPS corporate", "UPS"),
                ups_newark = carrier("U-9", "UPS Newark", "UPS", newark);

    std::string place(std::string const& name, std::string const& parent = "") {
        json::Object fresh{{"name", name}};
        if (!parent.empty()) fresh.emplace_back("parent", parent);
        auto made = account.owner.post("/places", fresh);
        EXPECT_EQ(made.status, 201) << made.body;
        return made.text("id");
    }
    std::string carrier(std::string const& key, std::string const& name, std::string const& group,
                        std::string const& at = "") {
        json::Object fresh{
            {"kind", "carrier_account"}, {"key", key}, {"name", name}, {"group", group}};
        if (!at.empty()) fresh.emplace_back("place", at);
        auto made = account.owner.post("/resources", fresh);
        EXPECT_EQ(made.status, 201) << made.body;
        return made.text("id");
    }
    Person shipper(std::string const& name, std::vector<std::string> const& keys,
                   std::vector<std::string> const& defaults = {}) {
        auto user = account.new_user(name);
        user.emplace_back("home", boston);
        user.emplace_back("roles", roles_value({"shipper"}));
        user.emplace_back("grants", json::Array{json::Object{{"kind", "carrier_account"},
                                                             {"resources", texts(keys)},
                                                             {"defaults", texts(defaults)}}});
        auto added = account.owner.post("/users", user);
        EXPECT_EQ(added.status, 201) << added.body;
        return account.follow(name);
    }
    std::string own() const { return "/v1/me/accounts/" + account.slug(); }
    Answer chooses(Person& who, std::vector<std::string> const& defaults,
                   std::string const& kind = "carrier_account") const {
        return who.client.put(own() + "/defaults",
                              json::Object{{"kind", kind}, {"defaults", texts(defaults)}});
    }
};

TEST(RT12, one_chooses_the_own_default_of_each_group_among_what_is_granted) {
    Whitcombe all;
    auto sam = all.shipper("sam", {"F-1", "U-1", "U-2"}, {"U-1"});
    auto uses = sam.client.get(all.own() + "/uses");
    ASSERT_EQ(uses.count("items"), 1U) << uses.body;
    EXPECT_EQ(uses.text("items.0.choose"), "per_group");
    EXPECT_EQ(uses.text("items.0.defaults.0.name"), "UPS Boston");
    auto chosen = all.chooses(sam, {"F-1", all.ups_other});
    ASSERT_EQ(chosen.status, 200) << chosen.body;
    EXPECT_EQ(chosen.count("items.0.defaults"), 2U);
    auto seen = all.account.owner.get(sam.path());
    EXPECT_EQ(seen.count("grants.0.resources"), 3U) << "nothing is granted or taken";
    EXPECT_TRUE(seen.holds("UPS corporate"));
    auto events = all.account.owner.get("/audit?target=user:" + sam.id);
    EXPECT_EQ(events.text("items.0.act"), "grants.assign");
    EXPECT_EQ(events.text("items.0.by.name"), "Sam Tester");
    EXPECT_EQ(all.chooses(sam, {}).count("items.0.defaults"), 0U);
}

TEST(RT12, what_is_not_granted_is_not_there_for_its_own_default) {
    Whitcombe all;
    auto sam = all.shipper("sam", {"F-1", "U-1"});
    for (auto const& strange : {std::string("U-9"), all.ups_newark, std::string("no such key"),
                                std::string("any"), std::string("")}) {
        auto refused = all.chooses(sam, {"F-1", strange});
        EXPECT_EQ(refused.status, 404) << strange << refused.body;
        EXPECT_EQ(refused.text("field"), "defaults[1]") << strange;
        EXPECT_FALSE(refused.holds("Newark")) << refused.body;
    }
    EXPECT_EQ(all.chooses(sam, {"F-1", "F-1"}).code(), "grants.twice");
    EXPECT_EQ(all.chooses(sam, {"F-1"}, "server").code(), "resources.kind");
    auto stranger = all.account.stranger();
    EXPECT_EQ(all.chooses(stranger, {}).status, 401);
    EXPECT_EQ(sam.client.get(all.own() + "/uses").count("items.0.defaults"), 0U);
}

TEST(RT12, the_own_list_holds_what_is_granted_and_what_a_role_gives_and_nothing_else) {
    Whitcombe all;
    auto sam = all.shipper("sam", {"F-1", "U-1"});
    auto list = [&](Person& who, std::string const& q) {
        return who.client.get(all.own() + "/resources?kind=carrier_account" + q);
    };
    EXPECT_EQ(list(sam, "").count("items"), 2U);
    EXPECT_EQ(list(sam, "&q=ups").text("items.0.name"), "UPS Boston");
    EXPECT_EQ(list(sam, "&q=newark").count("items"), 0U);
    auto ann = all.account.join("ann", Terms{{"all-tasks"}, all.boston});
    EXPECT_EQ(list(ann, "").count("items"), 3U) << "by role: all at or above Boston";
    EXPECT_EQ(all.chooses(ann, {all.ups_other}).status, 200);
    EXPECT_EQ(all.chooses(ann, {all.ups_newark}).status, 404);
    EXPECT_EQ(all.chooses(ann, {all.ups_other, all.ups_boston}).code(), "grants.one_default");
}

TEST(RT10, a_move_foretells_which_grants_and_defaults_end_and_changes_nothing) {
    Whitcombe all;
    auto sam = all.shipper("sam", {"F-1", "U-1"}, {"U-1"});
    auto path = sam.path() + "/ending";
    auto& eve = all.account.owner;
    auto ending = eve.post(path, json::Object{{"home", all.newark}});
    ASSERT_EQ(ending.status, 200) << ending.body;
    EXPECT_EQ(ending.count("roles"), 0U) << "a role at home follows";
    ASSERT_EQ(ending.count("grants"), 1U) << ending.body;
    EXPECT_EQ(ending.count("grants.0.resources"), 1U);
    EXPECT_EQ(ending.text("grants.0.resources.0.name"), "UPS Boston");
    EXPECT_EQ(ending.text("grants.0.defaults.0.name"), "UPS Boston");
    EXPECT_EQ(eve.get(sam.path()).count("grants.0.resources"), 2U);
    // And it is what then happens.
    EXPECT_EQ(eve.patch(sam.path(), json::Object{{"home", all.newark}}).status, 200);
    auto after = eve.get(sam.path());
    EXPECT_EQ(after.count("grants.0.resources"), 1U);
    EXPECT_EQ(after.text("grants.0.resources.0.name"), "FedEx");
}

TEST(RT10, another_level_foretells_which_roles_end) {
    Whitcombe all;
    auto& eve = all.account.owner;
    auto lea = all.account.join("lea", Terms{{"shipper"}, all.boston});
    json::Value at_boston = json::Array{
        json::Object{{"ladder", "admin"}, {"level", "location"}, {"places", texts({all.boston})}}};
    auto roles = roles_value({"shipper"});
    ASSERT_EQ(eve.put(lea.path() + "/roles", json::Object{{"roles", roles}, {"levels", at_boston}})
                  .status,
              200);
    json::Value none = json::Array{json::Object{{"ladder", "admin"}}};
    auto ending =
        eve.post(lea.path() + "/ending", json::Object{{"roles", roles}, {"levels", none}});
    ASSERT_EQ(ending.count("roles"), 1U) << ending.body;
    EXPECT_EQ(ending.text("roles.0.ladder"), "admin");
    EXPECT_EQ(ending.text("roles.0.place.name"), "Boston");
}

TEST(RT10, who_may_not_change_a_user_is_told_nothing_of_it) {
    Whitcombe all;
    auto sam = all.shipper("sam", {"F-1"});
    auto lea = all.account.join("lea", Terms{{"shipper"}, all.boston});
    EXPECT_EQ(lea.post(sam.path() + "/ending", json::Object{{"home", all.newark}}).status, 404);
    auto& eve = all.account.owner;
    EXPECT_EQ(eve.post(sam.path() + "/ending", json::Object{}).count("roles"), 0U) << "no change";
    EXPECT_EQ(eve.post(sam.path() + "/ending", json::Object{{"home", "plc_nowhere"}}).status, 404);
    EXPECT_EQ(eve.post(eve.path() + "/ending", json::Object{{"home", all.newark}}).code(),
              "access.self")
        << "nobody moves themselves";
}

TEST(RT36, an_address_of_somebody_deleted_is_told_before_it_is_invited) {
    auto account = Server::shared().open("stamps", {.plan = "premier", .seats = 20});
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    auto ida = account.invite("ida");
    auto ask = [&](Person& who) {
        return who.post(
            "/former-users",
            json::Object{{"emails", texts({account.address("ulf"), "no address",
                                           account.address("ida"), account.address("nobody")})}});
    };
    EXPECT_EQ(ask(account.owner).count("items"), 0U);
    account.owner.del(ulf.path());
    auto found = ask(account.owner);
    ASSERT_EQ(found.count("items"), 1U) << found.body;
    EXPECT_EQ(found.text("items.0.email"), account.address("ulf"));
    EXPECT_EQ(found.text("items.0.user.id"), ulf.id);
    EXPECT_EQ(ask(max).count("items"), 1U);
    EXPECT_EQ(account.owner.put("/users/" + ulf.id + "/restoration", json::Object{}).status, 200);
    EXPECT_EQ(ask(account.owner).count("items"), 0U);
}

TEST(RT36, whoever_may_not_restore_is_told_of_nobody) {
    auto account = Server::shared().open("stamps", {.plan = "premier", .seats = 20});
    auto max = account.join("max", {"user", "user-manager"});
    auto bob = account.join("bob", {"user", "buyer"});
    auto ulf = account.join("ulf", {"user"});
    account.owner.del(bob.path());
    json::Object question{{"emails", texts({account.address("bob")})}};
    EXPECT_EQ(max.post("/former-users", question).count("items"), 0U)
        << "Bob could buy postage, Max cannot";
    EXPECT_EQ(ulf.post("/former-users", question).code(), "access.no_act");
    EXPECT_EQ(account.stranger().post("/former-users", question).status, 401);
    auto other = Server::shared().open("stamps", {.plan = "premier", .seats = 20});
    EXPECT_EQ(other.owner.post("/former-users", question).count("items"), 0U);
    std::vector<std::string> many(501, "a@b.example");
    auto refused = account.owner.post("/former-users", json::Object{{"emails", texts(many)}});
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.text("field"), "emails");
}

TEST(PS6, more_than_a_thousand_named_one_by_one_are_refused_as_a_whole) {
    auto account = Server::shared().open("stamps", {.plan = "premier", .seats = 20});
    auto ulf = account.join("ulf", {"user"});
    std::vector<std::string> ids(1001, ulf.id);
    auto refused =
        account.owner.post("/bulk", json::Object{{"do", "suspend"}, {"users", texts(ids)}});
    EXPECT_EQ(refused.status, 422) << refused.body;
    EXPECT_EQ(refused.text("field"), "users");
    EXPECT_EQ(refused.text("params.max"), "1000");
    EXPECT_EQ(account.owner.get(ulf.path()).text("status"), "active");
}

}  // namespace
}  // namespace usher::testing
