// What users may use, and their levels, over HTTP (spec.md PM1, PM3, PS4, PS13, SO5; rights.md
// RT17, RT18, RT23, RT29).
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

json::Value texts(std::vector<std::string> const& list) {
    json::Array array;
    for (auto const& one : list) array.emplace_back(one);
    return array;
}

json::Value uses(std::string const& kind, std::vector<std::string> const& keys,
                 std::vector<std::string> const& defaults = {}) {
    json::Object one{{"kind", kind}, {"resources", texts(keys)}};
    if (!defaults.empty()) one.emplace_back("defaults", texts(defaults));
    return json::Array{std::move(one)};
}

json::Value level(std::string const& ladder, std::string const& key,
                  std::vector<std::string> const& places = {}) {
    json::Object one{{"ladder", ladder}, {"level", key}};
    if (!places.empty()) one.emplace_back("places", texts(places));
    return json::Array{std::move(one)};
}

std::string registered(Person& who, json::Object const& resource) {
    auto made = who.post("/resources", resource);
    EXPECT_EQ(made.status, 201) << made.body;
    return made.text("id");
}

// "true" or why not.
std::string asks(Person& who, std::string const& account, std::string const& permission,
                 std::string const& resource) {
    json::Object question{{"account", account}, {"permission", permission}};
    if (!resource.empty()) question.emplace_back("resource", resource);
    auto answer = who.client.post("/v1/check", question);
    return answer.text("allowed") == "true" ? "true" : answer.text("why");
}

struct Juniper {
    Account account = Server::shared().open("postmark", {.plan = "pro", .owner = "olga"});
    Person ann = account.join("ann", {"admin"});
    std::string s1 = registered(ann, {{"kind", "server"}, {"key", "1001"}, {"name", "S1"}});
    std::string s2 = registered(ann, {{"kind", "server"}, {"key", "1002"}, {"name", "S2"}});

    Person technical(std::string const& name, json::Value grants) {
        auto user = account.new_user(name);
        user.emplace_back("roles", roles_value({"technical"}));
        user.emplace_back("grants", std::move(grants));
        auto added = ann.post("/users", user);
        EXPECT_EQ(added.status, 201) << added.body;
        return account.follow(name);
    }
};

TEST(PM3, somebody_is_invited_with_a_list_of_servers_and_reaches_only_these) {
    Juniper juniper;
    auto tim = juniper.technical("tim", uses("server", {juniper.s1}));
    auto const& slug = juniper.account.slug();
    EXPECT_EQ(asks(tim, slug, "servers.edit", "1001"), "true");
    EXPECT_EQ(asks(tim, slug, "servers.edit", juniper.s1), "true");
    EXPECT_EQ(asks(tim, slug, "servers.edit", "1002"), "resource_not_granted");
    EXPECT_EQ(asks(tim, slug, "servers.edit", ""), "resource_needed");
    EXPECT_EQ(asks(tim, slug, "servers.edit", "any"), "true");
    auto row = juniper.ann.get(tim.path());
    EXPECT_EQ(row.text("grants.0.kind"), "server");
    EXPECT_EQ(row.text("grants.0.all"), "false");
    EXPECT_EQ(row.text("grants.0.resources.0.name"), "S1");
    EXPECT_EQ(row.count("grants.0.resources"), 1U);
    auto events = juniper.ann.get("/audit?target=user:" + tim.id);
    EXPECT_TRUE(events.holds("S1")) << "the invitation's event tells what was granted";
}

TEST(PM3, without_a_list_all_servers_are_granted_and_the_list_is_changed_later) {
    Juniper juniper;
    auto tim = juniper.account.join("tim", {"technical"});
    auto const& slug = juniper.account.slug();
    EXPECT_EQ(asks(tim, slug, "servers.view", "1002"), "true");
    auto path = tim.path() + "/grants";
    auto changed = juniper.ann.put(path, json::Object{{"grants", uses("server", {"1002"})}});
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.text("grants.0.resources.0.key"), "1002");
    EXPECT_EQ(asks(tim, slug, "servers.view", "1001"), "resource_not_granted");
    EXPECT_EQ(asks(tim, slug, "servers.view", "1002"), "true");
    auto event = juniper.ann.get("/audit?target=user:" + tim.id);
    EXPECT_EQ(event.text("items.0.act"), "grants.assign");
    EXPECT_EQ(event.text("items.0.details.before.server"), "all");
    EXPECT_EQ(event.text("items.0.details.after.server.0"), "S2");
}

TEST(PM3, many_are_invited_with_one_list_of_servers) {
    Juniper juniper;
    auto sent = juniper.ann.post(
        "/invitations",
        json::Object{
            {"emails", texts({juniper.account.address("a"), juniper.account.address("b")})},
            {"roles", roles_value({"technical"})},
            {"grants", uses("server", {"1001"})}});
    ASSERT_EQ(sent.text("sent"), "2") << sent.body;
    auto b = juniper.account.follow("b");
    EXPECT_EQ(asks(b, juniper.account.slug(), "servers.view", "1002"), "resource_not_granted");
}

TEST(PM3, what_is_refused_changes_nothing) {
    Juniper juniper;
    auto tim = juniper.technical("tim", uses("server", {"1001"}));
    auto path = tim.path() + "/grants";
    auto refused = [&](Person& who, json::Value grants) {
        return who.put(path, json::Object{{"grants", std::move(grants)}});
    };
    EXPECT_EQ(refused(tim, uses("server", {"1002"})).code(), "access.no_act");
    auto unknown = refused(juniper.ann, uses("server", {"1001", "9999"}));
    EXPECT_EQ(unknown.status, 404);
    EXPECT_EQ(unknown.text("field"), "grants[0].resources[1]");
    auto kind = refused(juniper.ann, uses("carrier_account", {}));
    EXPECT_EQ(kind.status, 422);
    EXPECT_EQ(kind.code(), "grants.kind");
    EXPECT_EQ(kind.text("field"), "grants[0].kind");
    EXPECT_EQ(refused(juniper.ann, uses("server", {"1001"}, {"1001"})).code(),
              "grants.no_defaults");
    auto stale =
        juniper.ann.put(path, json::Object{{"grants", uses("server", {})}}, {"If-Match: \"99\""});
    EXPECT_EQ(stale.status, 412);
    auto owner = juniper.account.owner.path() + "/grants";
    EXPECT_EQ(juniper.ann.put(owner, json::Object{{"grants", uses("server", {})}}).code(),
              "access.not_contained");
    auto user = juniper.account.new_user("eva");
    user.emplace_back("grants", uses("server", {"9999"}));
    user.emplace_back("roles", roles_value({"technical"}));
    EXPECT_EQ(juniper.ann.post("/users", user).status, 404);
    EXPECT_EQ(juniper.ann.get("/users?q=eva").count("items"), 0U);
    EXPECT_EQ(juniper.ann.get(tim.path()).count("grants.0.resources"), 1U);
}

TEST(PM1, billing_reaches_no_server_and_technical_no_list_of_them) {
    Juniper juniper;
    auto bea = juniper.account.join("bea", {"billing"});
    auto tim = juniper.technical("tim", uses("server", {"1001"}));
    EXPECT_EQ(asks(bea, juniper.account.slug(), "servers.view", "1001"), "no_role");
    EXPECT_EQ(tim.get("/resources").code(), "access.no_act");
    EXPECT_EQ(bea.get("/resources").code(), "access.no_act");
    EXPECT_EQ(juniper.ann.get("/resources?kind=server").count("items"), 2U);
    auto fresh = json::Object{{"kind", "server"}, {"key", "1"}, {"name", "Mine"}};
    EXPECT_EQ(tim.post("/resources", fresh).code(), "access.no_act");
    EXPECT_EQ(juniper.ann
                  .post("/resources",
                        json::Object{{"kind", "server"}, {"key", "1001"}, {"name", "Again"}})
                  .code(),
              "resources.taken");
}

TEST(RT29, roles_and_what_may_be_given_are_for_who_gives_them) {
    Juniper juniper;
    auto tim = juniper.account.join("tim", {"technical"});
    auto me = [&](Person& who) {
        return who.client.get("/v1/me?account=" + juniper.account.slug());
    };
    auto his = me(tim);
    EXPECT_EQ(his.text("account.invite.allowed"), "false") << "he holds no users.invite";
    EXPECT_EQ(his.count("account.roles"), 0U);
    EXPECT_EQ(his.count("account.resources"), 0U);
    auto hers = me(juniper.ann);
    EXPECT_EQ(hers.text("account.invite.allowed"), "true");
    EXPECT_EQ(hers.text("account.resources.0.key"), "server");
    EXPECT_EQ(hers.text("account.resources.0.all_by_default"), "true");
}

TEST(RT23, the_product_registers_what_users_may_use_and_reads_them) {
    Juniper juniper;
    auto made = Server::shared().run({"key", "make", "--blueprint", "postmark", "--name", "mail"});
    ASSERT_EQ(made.status, 0) << made.err;
    Headers bearer{"Authorization: Bearer " + made.out.substr(0, made.out.find('\n')),
                   "Content-Type: application/json"};
    auto client = juniper.account.stranger().client;
    auto ask = [&](std::string const& method, std::string const& path, json::Object const& body) {
        auto text = method == "GET" ? std::string() : json::text(body);
        return client.send(method, juniper.account.base() + path, text, bearer);
    };
    auto fresh = ask("POST", "/resources", {{"kind", "server"}, {"key", "77"}, {"name", "S77"}});
    EXPECT_EQ(fresh.status, 201) << fresh.body;
    auto one = "/resources/" + fresh.text("id");
    EXPECT_EQ(ask("PATCH", one, {{"name", "Server 77"}}).text("name"), "Server 77");
    EXPECT_EQ(ask("GET", "/resources?q=77", {}).count("items"), 1U);
    EXPECT_EQ(ask("GET", "/users", {}).status, 200);
    EXPECT_EQ(ask("DELETE", one, {}).status, 204);
    EXPECT_EQ(ask("PUT", juniper.ann.path() + "/grants", {{"grants", json::Array{}}}).code(),
              "access.no_act");
    EXPECT_EQ(ask("PUT", juniper.ann.path() + "/suspension", {}).code(), "access.no_act");
    auto other = Server::shared().open("stamps");
    EXPECT_EQ(client.send("GET", other.base() + "/resources", "", bearer).status, 404);
}

// ---- PitneyShip

struct Whitcombe {
    Account account = Server::shared().open("pitneyship", {.owner = "eve"});
    std::string east = place("East"), west = place("West");
    std::string boston = place("Boston", east), newark = place("Newark", east);
    std::string fedex = carrier("F1", "FedEx corporate", "FedEx");
    std::string ups = carrier("U1", "UPS Boston", "UPS", boston);
    std::string ups_newark = carrier("U2", "UPS Newark", "UPS", newark);
    std::string costs = registered(
        account.owner, {{"kind", "cost_account"}, {"key", "4000"}, {"name", "4000 Shipping"}});

    std::string place(std::string const& name, std::string const& below = "") {
        json::Object body{{"name", name}};
        if (!below.empty()) body.emplace_back("parent", below);
        return account.owner.post("/places", body).text("id");
    }
    std::string carrier(std::string const& key, std::string const& name, std::string const& group,
                        std::string const& at = "") {
        json::Object body{
            {"kind", "carrier_account"}, {"key", key}, {"name", name}, {"group", group}};
        if (!at.empty()) body.emplace_back("place", at);
        return registered(account.owner, body);
    }
    json::Object user(std::string const& name, std::string const& home) {
        auto user = account.new_user(name);
        user.emplace_back("home", home);
        return user;
    }
};

TEST(PS4, a_user_is_added_with_all_that_the_form_asks) {
    Whitcombe whitcombe;
    auto lea = whitcombe.user("lea", whitcombe.boston);
    lea.emplace_back("fields", json::Object{{"employee_id", "E-17"}});
    lea.emplace_back("roles", roles_value({"shipper", "funds"}));
    auto levels = *level("admin", "location", {whitcombe.boston}).array();
    levels.push_back(level("analytic", "division", {whitcombe.east}).array()->front());
    lea.emplace_back("levels", levels);
    auto grants =
        *uses("carrier_account", {whitcombe.fedex, whitcombe.ups}, {whitcombe.fedex, "U1"}).array();
    grants.push_back(uses("cost_account", {"4000"}, {"4000"}).array()->front());
    lea.emplace_back("grants", grants);
    auto added = whitcombe.account.owner.post("/users", lea);
    ASSERT_EQ(added.status, 201) << added.body;
    EXPECT_EQ(added.text("fields.employee_id"), "E-17");
    EXPECT_EQ(added.text("home.name"), "Boston");
    EXPECT_EQ(added.text("levels.0.ladder"), "admin");
    EXPECT_EQ(added.text("levels.0.level_label"), "Location");
    EXPECT_EQ(added.text("levels.0.places.0.name"), "Boston");
    EXPECT_EQ(added.text("levels.1.level"), "division");
    EXPECT_EQ(added.text("grants.0.kind"), "carrier_account");
    EXPECT_EQ(added.count("grants.0.resources"), 2U);
    EXPECT_EQ(added.count("grants.0.defaults"), 2U);
    EXPECT_EQ(added.text("grants.1.defaults.0.name"), "4000 Shipping");
    auto here = whitcombe.account.follow("lea");
    EXPECT_EQ(asks(here, whitcombe.account.slug(), "ship.create", whitcombe.ups), "true");
    EXPECT_EQ(asks(here, whitcombe.account.slug(), "ship.create", whitcombe.ups_newark),
              "resource_not_granted");
    auto users = here.get("/users");
    EXPECT_EQ(users.status, 200) << "a Location administrator";
    EXPECT_EQ(here.get("/resources?kind=carrier_account").count("items"), 2U)
        << "what lies above or at Boston";
}

TEST(PS4, levels_are_given_through_their_ladder_and_changed_there) {
    Whitcombe whitcombe;
    auto sam = whitcombe.user("sam", whitcombe.boston);
    sam.emplace_back("roles", roles_value({"shipper"}));
    auto id = whitcombe.account.owner.post("/users", sam).text("id");
    auto put = [&](json::Value levels, std::vector<Role> roles = {"shipper"}) {
        return whitcombe.account.owner.put(
            "/users/" + id + "/roles",
            json::Object{{"roles", roles_value(roles)}, {"levels", std::move(levels)}});
    };
    EXPECT_EQ(put(json::Array{}, {{"location-admin", whitcombe.boston}}).code(),
              "roles.not_given_this_way");
    auto given = put(level("admin", "location", {whitcombe.boston, whitcombe.newark}));
    ASSERT_EQ(given.status, 200) << given.body;
    EXPECT_EQ(given.count("levels.0.places"), 2U);
    auto kept = whitcombe.account.owner.put("/users/" + id + "/roles",
                                            json::Object{{"roles", roles_value({"receiver"})}});
    EXPECT_EQ(kept.text("levels.0.level"), "location") << "levels left out stay";
    auto two = *level("admin", "enterprise").array();
    two.push_back(level("admin", "division", {whitcombe.east}).array()->front());
    auto refused = put(two);
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "levels.one");
    EXPECT_EQ(refused.text("field"), "levels[1].ladder");
    EXPECT_EQ(put(level("admin", "division", {whitcombe.boston})).code(), "levels.places");
    auto none = put(json::Array{json::Object{{"ladder", "admin"}}});
    EXPECT_EQ(none.text("levels.0.level_label"), "User");
    EXPECT_EQ(none.text("levels.0.level"), "");
}

TEST(PS4, a_move_ends_grants_that_no_longer_fit) {
    Whitcombe whitcombe;
    auto sam = whitcombe.user("sam", whitcombe.boston);
    sam.emplace_back("roles", roles_value({"shipper"}));
    sam.emplace_back("grants", uses("carrier_account", {whitcombe.fedex, whitcombe.ups},
                                    {whitcombe.fedex, whitcombe.ups}));
    auto path = "/users/" + whitcombe.account.owner.post("/users", sam).text("id");
    auto moved = whitcombe.account.owner.patch(path, json::Object{{"home", whitcombe.newark}});
    ASSERT_EQ(moved.status, 200) << moved.body;
    EXPECT_EQ(moved.count("grants.0.resources"), 1U);
    EXPECT_EQ(moved.text("grants.0.resources.0.name"), "FedEx corporate");
    EXPECT_EQ(moved.count("grants.0.defaults"), 1U);
}

TEST(PS13, what_the_plan_lacks_is_in_no_form_and_refused_by_name) {
    auto account = Server::shared().open("pitneyship", {.plan = "track", .owner = "eve"});
    auto me = account.owner.client.get("/v1/me?account=" + account.slug());
    EXPECT_FALSE(me.holds("analytic")) << "no ladder of analytics";
    EXPECT_FALSE(me.holds("carrier_account"));
    EXPECT_FALSE(me.holds("\"funds\"")) << "a role of which the plan leaves nothing";
    EXPECT_TRUE(me.holds("cost_account")) << "lockers have it";
    auto user = account.new_user("sam");
    user.emplace_back("levels", level("analytic", "enterprise"));
    auto refused = account.owner.post("/users", user);
    EXPECT_EQ(refused.code(), "levels.unknown");
    EXPECT_EQ(refused.text("field"), "levels[0].ladder");
    auto carrier = json::Object{{"kind", "carrier_account"}, {"key", "1"}, {"name", "FedEx"}};
    EXPECT_EQ(account.owner.post("/resources", carrier).code(), "resources.kind");
    auto funds = account.new_user("moe");
    funds.emplace_back("roles", roles_value({"funds"}));
    EXPECT_EQ(account.owner.post("/users", funds).code(), "roles.not_in_plan");
}

TEST(SO5, the_role_is_changed_later_and_back) {
    auto account = Server::shared().open("sendpro-online", {.plan = "sites"});
    auto uli = account.join("uli", {"user"});
    auto path = uli.path() + "/roles";
    auto one = [](char const* role) { return json::Object{{"roles", roles_value({role})}}; };
    EXPECT_EQ(account.owner.put(path, one("admin")).text("roles.0.label"), "Admin");
    EXPECT_EQ(uli.get("/users").status, 200) << "at the next request";
    EXPECT_EQ(account.owner.put(path, one("user")).text("roles.0.label"), "User");
    EXPECT_EQ(uli.get("/users").code(), "access.no_act");
    EXPECT_EQ(
        account.owner.put(path, json::Object{{"roles", roles_value({"user", "admin"})}}).code(),
        "roles.pick_one");
}

}  // namespace
}  // namespace usher::testing
