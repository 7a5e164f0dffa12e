// Service users and their API keys (rights.md RT23, cases 52 and 53; R3, threat 35): a key does
// what its program may, only while whoever made it may do that, too.
#include <gtest/gtest.h>

#include "support/account.h"
#include "support/blueprint.h"
#include "support/database.h"
#include "support/jobs.h"

namespace usher::testing {
namespace {

// With roles for those who keep keys, everywhere or in one depot, and for programs.
std::string blueprint() {
    return parcels_with("[resources]", R"([roles.keeper]
label = "Keeper of keys"
scopes = ["account", "location"]
kinds = ["person"]
acts = ["users.view", "users.invite", "users.suspend", "roles.assign", "keys.manage", "audit.view"]

[roles.watcher]
label = "Watcher"
scopes = ["account", "location"]
acts = ["users.view"]

[roles.inviter]
label = "Inviter"
scopes = ["account"]
acts = ["users.view", "users.invite", "roles.assign"]

[roles.sleeper]
label = "Sleeper"
scopes = ["account"]
acts = ["users.view", "users.suspend"]

[roles.teller]
label = "Teller"
scopes = ["account", "location"]
permissions = ["money.add"]

[resources])");
}

Server& served() {
    static store::TemporaryDirectory folder;
    static bool const written = !write_parcels(folder.path(), blueprint()).empty();
    static Server server({"--blueprints", folder.path()});
    (void)written;
    return server;
}

json::Value named(std::string const& name, std::vector<Role> const& roles = {},
                  std::string const& home = "") {
    json::Object body{{"name", name}};
    if (!roles.empty()) body.emplace_back("roles", roles_value(roles));
    if (!home.empty()) body.emplace_back("home", home);
    return body;
}

// Ada Manager; Ann and Abe keep keys; Nora keeps those of North. Bot may look at users.
class ServiceUsers : public ::testing::Test {
 protected:
    Server& server = served();
    Account account = server.open("parcels", {.plan = "large"});
    Person& ada = account.owner;
    std::string north = account.location("North"), south = account.location("South");
    Person ann = account.join("ann", {Role("packer"), Role("keeper", "account")});
    std::string bot = add(ada, named("Bot", {Role("watcher", "account")}));

    static std::string add(Person& by, json::Value const& body) {
        auto made = by.post("/service-users", body);
        EXPECT_EQ(made.status, 201) << made.body;
        return made.text("id");
    }
    struct Key {
        std::string id, token, path;
    };
    Key key(Person& by, json::Object body = {{"name", "Nightly"}}, std::string const& of = "") {
        auto path = "/service-users/" + (of.empty() ? bot : of) + "/keys";
        auto made = by.post(path, body);
        EXPECT_EQ(made.status, 201) << made.body;
        return {made.text("id"), made.text("key"), path + "/" + made.text("id")};
    }
    Key rotated(Person& by, Key key) {
        auto made = by.post(key.path + "/rotation");
        EXPECT_EQ(made.status, 201) << made.body;
        EXPECT_EQ(made.text("id"), key.id);
        key.token = made.text("key");
        return key;
    }
    Answer send(Key const& key, std::string_view method, std::string const& path,
                json::Value const& body = {}) {
        Headers headers{"Authorization: Bearer " + key.token, "Content-Type: application/json"};
        auto whole = path.starts_with("/v1/") ? path : account.base() + path;
        auto text = body.null() ? std::string() : json::text(body);
        return server.client().send(method, whole, text, headers);
    }
    // Of that key in the list, where Bot is the only service user. Keys of one moment have no
    // order.
    std::string listed(Key const& key, std::string const& member) {
        auto list = ada.get("/service-users");
        for (std::size_t i = 0; i < list.count("items.0.keys"); ++i) {
            auto one = "items.0.keys." + std::to_string(i);
            if (list.text(one + ".id") == key.id) return list.text(one + "." + member);
        }
        return "not listed";
    }
    // What a program is told that looks at the list of users: "200", or why not.
    std::string looks(Key const& key) {
        auto answer = send(key, "GET", "/users");
        if (answer.status == 200) return "200";
        return std::to_string(answer.status) + " " + answer.code();
    }
    Answer check(Key const& key, json::Object question) {
        question.emplace_back("account", account.slug());
        return send(key, "POST", "/v1/check", question);
    }
    std::string why(Key const& key, json::Object question) {
        auto answer = check(key, std::move(question));
        return answer.status == 200 ? answer.text("why") : answer.code();
    }
    Answer give(Person& by, std::vector<Role> const& roles) {
        return by.patch("/service-users/" + bot, json::Object{{"roles", roles_value(roles)}});
    }
    void demote(Person& whom, std::vector<Role> const& roles) {
        auto done = ada.put(whom.path() + "/roles", json::Object{{"roles", roles_value(roles)}});
        ASSERT_EQ(done.status, 200) << done.body;
    }
};
using RT23_keys = ServiceUsers;
using R3_keys = ServiceUsers;

TEST_F(RT23_keys, case_52_a_key_stops_with_its_maker_and_goes_on_once_another_rotated_it) {
    auto abe = account.join("abe", {Role("packer"), Role("keeper", "account")});
    auto made = key(ann);
    EXPECT_EQ(looks(made), "200");
    ASSERT_EQ(ada.put(ann.path() + "/suspension").status, 200);
    EXPECT_EQ(looks(made), "401 keys.stopped");
    EXPECT_EQ(listed(made, "stopped"), "maker_gone");
    ASSERT_EQ(ada.del(ann.path() + "/suspension").status, 200);
    EXPECT_EQ(looks(made), "200");
    EXPECT_EQ(listed(made, "stopped"), "");
    auto again = rotated(abe, made);
    EXPECT_EQ(looks(made), "401 signin.needed") << "the old token";
    EXPECT_EQ(looks(again), "200");
    EXPECT_EQ(listed(made, "maker.id"), abe.id);
    ASSERT_EQ(ada.del(ann.path()).status, 204);
    EXPECT_EQ(looks(again), "200");
}

TEST_F(RT23_keys, case_53_a_key_reaches_no_further_than_it_was_narrowed) {
    auto nick = account.join("nick", {{"packer"}, north}),
         sue = account.join("sue", {{"packer"}, south});
    auto made = key(ann, {{"name", "North alone"}, {"place", north}});
    EXPECT_EQ(send(made, "GET", nick.path()).status, 200);
    auto beyond = send(made, "GET", sue.path());
    EXPECT_EQ(beyond.status, 404);
    EXPECT_EQ(beyond.code(), "not_found");
    EXPECT_FALSE(send(made, "GET", "/users").holds(sue.id));
    EXPECT_EQ(why(made, {{"permission", "users.view"}, {"place", north}}), "role:watcher");
    EXPECT_EQ(why(made, {{"permission", "users.view"}, {"place", south}}), "place");
    EXPECT_EQ(why(made, {{"permission", "users.view"}}), "place") << "its home is the account";
    EXPECT_EQ(why(made, {{"permission", "money.add"}, {"place", north}}), "no_role");
}

TEST_F(RT23_keys, case_53_a_key_stops_once_its_user_may_what_its_maker_may_not) {
    auto made = key(ann);
    auto looking = key(ann, {{"name", "Looks"}, {"permissions", json::Array{"users.view"}}});
    EXPECT_EQ(give(ann, {Role("watcher", "account"), Role("teller", "account")}).code(),
              "access.not_contained");
    ASSERT_EQ(give(ada, {Role("watcher", "account"), Role("teller", "account")}).status, 200);
    EXPECT_EQ(looks(made), "401 keys.stopped");
    EXPECT_EQ(why(made, {{"permission", "users.view"}}), "keys.stopped");
    EXPECT_EQ(listed(made, "stopped"), "maker_lacks");
    EXPECT_EQ(looks(looking), "200") << "what it can do, she holds";
    EXPECT_EQ(why(looking, {{"permission", "money.add"}}), "key");
    EXPECT_EQ(ann.post(made.path + "/rotation").code(), "access.not_contained");
    EXPECT_EQ(ann.post("/service-users/" + bot + "/keys", named("Mine")).code(),
              "access.not_contained");
    auto again = rotated(ada, made);
    EXPECT_EQ(looks(again), "200");
    EXPECT_EQ(why(again, {{"permission", "money.add"}}), "role:teller");
}

TEST_F(R3_keys, threat_35_a_demoted_makers_key_stops_and_the_form_names_it_before) {
    auto made = key(ann);
    auto asked =
        ada.post(ann.path() + "/ending", json::Object{{"roles", roles_value({Role("packer")})}});
    ASSERT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(asked.text("keys.0.id"), made.id);
    EXPECT_EQ(asked.text("keys.0.service_user.name"), "Bot");
    EXPECT_EQ(asked.text("more_keys"), "0");
    EXPECT_EQ(ada.get(ann.path()).text("makes_keys.0.name"), "Nightly");
    EXPECT_EQ(ada.get(ada.path()).count("makes_keys"), 0U);
    demote(ann, {Role("packer")});
    EXPECT_EQ(looks(made), "401 keys.stopped");
    demote(ann, {Role("packer"), Role("keeper", north)});
    EXPECT_EQ(looks(made), "401 keys.stopped") << "at one depot is less than everywhere";
    demote(ann, {Role("packer"), Role("keeper", "account")});
    EXPECT_EQ(looks(made), "200");
    auto same = ada.post(
        ann.path() + "/ending",
        json::Object{{"roles", roles_value({Role("packer"), Role("watcher", "account")})}});
    EXPECT_EQ(same.count("keys"), 0U) << "she may look at users still";
}

TEST_F(R3_keys, RT14_the_clock_stops_a_key_at_the_moment_at_which_its_makers_role_ends) {
    auto made = key(ann);
    auto soon = to_text(server.steer(hours(0)) + hours(2));
    demote(ann, {Role("packer"), Role("keeper", "account", soon)});
    EXPECT_EQ(looks(made), "200");
    EXPECT_EQ(ann.post(made.path + "/rotation").code(), "access.not_contained")
        << "until then is less than for good";
    server.steer(minutes(121));
    EXPECT_EQ(looks(made), "401 keys.stopped");
}

// RT12, RT14: by way of a key nobody keeps what ends.
TEST_F(RT23_keys, what_a_key_gives_lasts_no_longer_than_its_makers_own_power) {
    ASSERT_EQ(give(ada, {Role("inviter", "account")}).status, 200);
    auto made = key(ann);
    auto soon = to_text(server.steer(hours(0)) + hours(2));
    auto invite = [&](std::string const& name, std::string const& until) {
        auto body = account.new_user(name);
        body.emplace_back("roles", roles_value({Role("inviter", "account", until)}));
        auto answer = send(made, "POST", "/users", body);
        return answer.status == 201 ? "201" : answer.code();
    };
    EXPECT_EQ(invite("first", ""), "201");
    demote(ann, {Role("packer"), Role("keeper", "account", soon)});
    EXPECT_EQ(looks(made), "200");
    EXPECT_EQ(invite("second", ""), "access.not_contained");
    EXPECT_EQ(invite("third", soon), "201");
}

TEST_F(R3_keys, threat_35_a_key_stops_with_its_makers_password) {
    auto made = key(ann);
    ASSERT_EQ(ada.post(ann.path() + "/reset", json::Object{{"end_now", true}}).status / 100, 2);
    EXPECT_EQ(looks(made), "401 keys.stopped");
}

TEST_F(RT23_keys, a_name_of_nothing_but_marks_is_listed_too) {
    add(ada, named("\xCC\x81"));
    EXPECT_EQ(ada.get("/service-users").count("items"), 2U);
}

TEST_F(R3_keys, threat_35_an_ended_key_and_those_of_a_deleted_service_user_open_nothing) {
    auto one = key(ann), two = key(ann);
    ASSERT_EQ(ada.del(one.path).status, 204);
    EXPECT_EQ(looks(one), "401 signin.needed");
    EXPECT_EQ(ada.del(one.path).status, 204) << "it stays ended";
    EXPECT_EQ(ada.post(one.path + "/rotation").code(), "not_found") << "for good";
    EXPECT_EQ(looks(two), "200");
    ASSERT_EQ(ada.del("/service-users/" + bot).status, 204);
    EXPECT_EQ(looks(two), "401 signin.needed");
    EXPECT_EQ(ada.get("/service-users").count("items"), 0U);
    for (auto const* way : {"/keys", "/keys/"})
        EXPECT_EQ(ada.post("/service-users/" + bot + way, named("x")).status, 404);
    EXPECT_EQ(ada.del("/service-users/" + bot).code(), "not_found");
    auto again = add(ada, named("Bot"));
    EXPECT_NE(again, bot) << "its name is free again";
}

TEST_F(RT23_keys, service_users_take_no_seat_and_stand_in_no_list_of_users) {
    auto before = ada.get("/seats").text("used");
    auto scoped = add(ada, named("Depot bot", {Role("watcher", north)}));
    auto made = key(ann);
    EXPECT_EQ(ada.get("/seats").text("used"), before);
    for (auto const* list : {"/users", "/users?role=watcher", "/users?q=bot", "/users?sort=created",
                             "/users?status=active,deleted"}) {
        auto page = ada.get(list);
        EXPECT_FALSE(page.holds(bot) || page.holds(scoped)) << list << page.body;
    }
    EXPECT_FALSE(ada.get("/places/" + north + "/elsewhere").holds(scoped));
    auto path = "/users/" + bot;
    auto nobody = ada.get("/users/usr_00000000000000000000000000");
    EXPECT_EQ(ada.get(path).code(), nobody.code());
    EXPECT_EQ(ada.get(path).status, 404);
    EXPECT_EQ(ada.patch(path, json::Object{{"first_name", "x"}}).status, 404);
    EXPECT_EQ(ada.del(path).status, 404);
    EXPECT_EQ(ada.put(path + "/suspension").status, 404);
    EXPECT_EQ(ada.put(path + "/roles", json::Object{{"roles", json::Array{}}}).status, 404);
    auto end = bulk(ada, {{"do", "suspend"}, {"users", ids({bot})}});
    EXPECT_EQ(end.text("changed"), "0") << end.body;
    auto sue = account.join("sue", {Role("packer"), Role("sleeper", "account")});
    auto tried = bulk(sue, {{"do", "suspend"}, {"users", ids({bot})}});
    EXPECT_EQ(tried.text("refused"), "1") << tried.body;
    EXPECT_FALSE(sue.get("/jobs/" + tried.text("id") + "/rows").holds("Bot")) << "RT31";
    EXPECT_EQ(looks(made), "200");
    EXPECT_EQ(ada.get("/service-users/" + bot).status, 405) << "the list has all of it";
    for (auto const& person : {ada.id, ann.id})
        EXPECT_EQ(ada.del("/service-users/" + person).status, 404) << "nor people among them";
}

TEST_F(RT23_keys, a_service_user_never_has_the_top_role_nor_a_role_of_people) {
    auto with = [&](Role const& role) {
        return ada.post("/service-users", named("King", {role})).code();
    };
    EXPECT_EQ(with(Role("manager", "account")), "roles.kind");
    EXPECT_EQ(with(Role("keeper", "account")), "roles.kind");
    EXPECT_EQ(with(Role("nonsense")), "roles.unknown");
    EXPECT_EQ(give(ada, {Role("manager", "account")}).code(), "roles.kind");
    auto base = ada.post("/service-users", named("Plain"));
    EXPECT_EQ(base.text("roles.0.role"), "packer") << "the base role, which it may have";
    EXPECT_EQ(base.text("can.0"), "edit");
}

TEST_F(RT23_keys, a_key_makes_no_keys_and_is_nobody_who_signs_in) {
    ASSERT_EQ(give(ada, {Role("watcher", "account")}).status, 200);
    auto made = key(ada);
    EXPECT_EQ(send(made, "GET", "/service-users").code(), "access.no_act");
    EXPECT_EQ(send(made, "POST", "/service-users", named("Next")).code(), "access.no_act");
    EXPECT_EQ(send(made, "POST", "/service-users/" + bot + "/keys", named("n")).code(),
              "access.no_act");
    EXPECT_EQ(send(made, "POST", made.path + "/rotation").code(), "access.no_act");
    EXPECT_EQ(send(made, "DELETE", made.path).code(), "access.no_act");
    EXPECT_EQ(send(made, "DELETE", "/service-users/" + bot).code(), "access.no_act");
    for (auto const* mine : {"/v1/me", "/v1/me/sessions"})
        EXPECT_EQ(send(made, "GET", mine).status, 401) << mine;
    EXPECT_EQ(send(made, "GET", "/v1/me?account=" + account.slug()).status, 401);
    EXPECT_EQ(send(made, "GET", "/v1/me/accounts/" + account.slug()).status, 404);
    EXPECT_EQ(send(made, "GET", "/v1/me/accounts/" + account.slug() + "/uses").status, 404);
    EXPECT_EQ(send(made, "DELETE", "/v1/me/accounts/" + account.slug()).status, 404);
    EXPECT_EQ(send(made, "GET", "/v1/product-keys").status, 401);
    EXPECT_EQ(looks(made), "200") << "nothing of that has ended it";
    auto refused = ada.get("/audit?act=access.refused");
    EXPECT_EQ(refused.text("items.0.by.id"), "key:" + made.id) << refused.body;
    EXPECT_EQ(refused.text("items.0.by.name"), "Bot · Nightly");
}

TEST_F(RT23_keys, of_another_account_or_of_one_that_is_suspended_a_key_opens_nothing) {
    auto made = key(ada);
    auto other = server.open("parcels", {.plan = "large"});
    EXPECT_EQ(send(made, "GET", other.base() + "/users").status, 404);
    EXPECT_EQ(send(made, "GET", "/v1/accounts/there-is-none/users").status, 404);
    EXPECT_EQ(send({"", "made-up", ""}, "GET", other.base() + "/users").status, 401);
    auto suspend = server.run({"account", "suspend", account.slug(), "--reason", "Not paid"});
    ASSERT_EQ(suspend.status, 0) << suspend.err;
    EXPECT_EQ(looks(made), "403 accounts.not_open");
}

TEST_F(RT23_keys, RT31_out_of_sight_is_unknown_and_above_ones_own_power_is_refused) {
    auto nora = account.join("nora", Terms{{Role("packer"), Role("keeper", north)}, north});
    auto in_south = add(ada, named("South bot", {}, south));
    auto rich = add(ada, named("Rich", {Role("teller", north)}, north));
    auto mine = add(nora, named("North bot", {Role("watcher", north)}, north));
    auto list = nora.get("/service-users");
    EXPECT_EQ(list.count("items"), 2U) << list.body;
    EXPECT_FALSE(list.holds(in_south) || list.holds(bot)) << list.body;
    for (auto const& user :
         {in_south, bot, std::string("usr_00000000000000000000000000"), std::string("nonsense")}) {
        auto path = "/service-users/" + user;
        for (auto const& answer : {nora.post(path + "/keys", named("k")), nora.del(path),
                                   nora.patch(path, named("n"))}) {
            EXPECT_EQ(answer.status, 404) << user << answer.body;
            EXPECT_EQ(answer.code(), "not_found");
        }
    }
    auto path = "/service-users/" + rich;
    EXPECT_EQ(nora.post(path + "/keys", named("k")).code(), "access.not_contained");
    EXPECT_EQ(nora.del(path).code(), "access.not_contained");
    EXPECT_EQ(nora.post("/service-users", named("Over", {}, south)).text("field"), "home");
    EXPECT_EQ(
        nora.post("/service-users", named("Over", {Role("watcher", "account")}, north)).code(),
        "access.no_act");
    EXPECT_EQ(
        nora.post("/service-users/" + mine + "/keys", json::Object{{"name", "k"}, {"place", south}})
            .text("field"),
        "place");
    auto cara = account.join("cara", {Role("packer")});
    EXPECT_EQ(cara.get("/service-users").code(), "access.no_act");
    EXPECT_EQ(account.stranger().get("/service-users").code(), "signin.needed");
}

TEST_F(RT23_keys, a_token_is_shown_once_and_is_nowhere_kept_or_logged) {
    auto path = "/service-users/" + bot + "/keys";
    auto made = ann.post(path, named("Once"), {"Idempotency-Key: once"});
    ASSERT_EQ(made.status, 201) << made.body;
    auto token = made.text("key");
    EXPECT_EQ(token.size(), 43U);
    auto again = ann.post(path, named("Once"), {"Idempotency-Key: once"});
    EXPECT_EQ(again.code(), "idempotency.secret_shown") << again.body;
    EXPECT_EQ(looks({"", token, ""}), "200");
    EXPECT_FALSE(ada.get("/service-users").holds(token));
    EXPECT_FALSE(ada.get("/audit").holds(token));
    EXPECT_FALSE(server.log().find(token) != std::string::npos);
    Database data(server);
    EXPECT_EQ(data.count("idempotency where answer like '%" + token + "%'"), 0);
    EXPECT_EQ(data.count("api_keys where cast(digest as text) like '%" + token + "%'"), 0);
    auto changes = ada.get("/service-users").count("items.0.keys");
    EXPECT_EQ(changes, 1U) << "made once";
}

TEST_F(RT23_keys, the_product_asks_about_the_key_that_a_program_showed_it) {
    auto product =
        server.run({"key", "make", "--blueprint", "parcels", "--name", "shop", "--json"});
    ASSERT_EQ(product.status, 0) << product.err;
    auto shop = json::parse(product.out);
    ASSERT_TRUE(shop) << product.out;
    Key asks{"", *shop->member("key")->text(), ""};
    auto made = key(ann, {{"name", "Looks"}, {"permissions", json::Array{"users.view"}}});
    auto about = [&](std::string const& token, char const* permission) {
        return why(asks, {{"key", token}, {"permission", permission}});
    };
    EXPECT_EQ(about(made.token, "users.view"), "role:watcher");
    EXPECT_EQ(about(made.token, "parcel.track"), "key");
    EXPECT_EQ(about("made-up", "users.view"), "key_ended");
    EXPECT_EQ(why(asks, {{"key", made.token}, {"user", bot}, {"permission", "users.view"}}),
              "check.who");
    EXPECT_EQ(why(asks, {{"permission", "users.view"}}), "check.who");
    EXPECT_EQ(why(asks, {{"user", bot}, {"permission", "users.view"}}), "role:watcher");
    EXPECT_EQ(why(made, {{"user", ann.id}, {"permission", "users.view"}}), "access.no_act");
    EXPECT_EQ(why(made, {{"user", bot}, {"permission", "users.view"}}), "role:watcher");
    ASSERT_EQ(ada.put(ann.path() + "/suspension").status, 200);
    EXPECT_EQ(about(made.token, "users.view"), "key_stopped");
    ASSERT_EQ(ada.del(made.path).status, 204);
    EXPECT_EQ(about(made.token, "users.view"), "key_ended");
    auto other = server.open("parcels", {.plan = "large"});
    auto theirs = other.owner.post("/service-users", named("Theirs", {Role("watcher", "account")}));
    auto foreign = other.owner.post("/service-users/" + theirs.text("id") + "/keys", named("k"));
    EXPECT_EQ(about(foreign.text("key"), "users.view"), "key_ended") << "of another account";
}

TEST_F(RT23_keys, an_invitation_that_a_key_sent_is_accepted_only_while_the_key_works) {
    ASSERT_EQ(give(ada, {Role("inviter", "account")}).status, 200);
    auto made = key(ann);
    auto invite = [&](char const* name) {
        auto user = account.new_user(name);
        user.emplace_back("roles", roles_value({"packer", Role("watcher", "account")}));
        return send(made, "POST", "/users", user);
    };
    ASSERT_EQ(invite("early").status, 201);
    EXPECT_EQ(account.follow("early").get("/users").status, 200);
    ASSERT_EQ(invite("late").status, 201);
    auto token = server.token_to(account.address("late"));
    ASSERT_EQ(ada.del(made.path).status, 204);
    auto joined = server.client().post(
        "/v1/join", json::Object{{"token", token},
                                 {"first_name", "Late"},
                                 {"last_name", "Comer"},
                                 {"password", password_of(account.address("late"))}});
    EXPECT_NE(joined.status, 200) << joined.body;
    auto log = ada.get("/audit?act=users.invite");
    EXPECT_EQ(log.text("items.0.by.id"), "key:" + made.id) << log.body;
    EXPECT_EQ(log.text("items.0.by.name"), "Bot · Nightly") << log.body;
}

TEST_F(RT23_keys, work_upon_many_that_a_key_began_is_done_as_the_key) {
    ASSERT_EQ(give(ada, {Role("sleeper", "account")}).status, 200);
    auto made = key(ann);
    auto cara = account.join("cara", {Role("packer")});
    auto begun = send(made, "POST", "/bulk",
                      json::Object{{"do", "suspend"}, {"users", ids({cara.id, ada.id})}});
    ASSERT_EQ(begun.status, 202) << begun.body;
    Answer now;
    EXPECT_TRUE(waited([&] {
        now = send(made, "GET", "/jobs/" + begun.text("id"));
        return now.text("state") == "done";
    })) << now.body;
    EXPECT_EQ(now.text("changed"), "1") << now.body;
    EXPECT_EQ(now.text("refused"), "1") << "Ada holds more";
    EXPECT_EQ(ada.get("/audit?act=users.suspend").text("items.0.by.id"), "key:" + made.id);
    EXPECT_EQ(ada.get("/jobs/" + begun.text("id")).status, 404) << "its starter's alone";
}

TEST_F(RT23_keys, names_are_each_given_once_and_the_numbers_have_an_end) {
    EXPECT_EQ(ada.post("/service-users", named("BOT")).code(), "keys.name_taken");
    auto next = add(ada, named("Next"));
    EXPECT_EQ(ada.patch("/service-users/" + next, named("bot")).code(), "keys.name_taken");
    EXPECT_EQ(ada.patch("/service-users/" + next, named("NEXT")).status, 200);
    EXPECT_EQ(ada.patch("/service-users/" + next, named("Late"), {"If-Match: \"1\""}).code(),
              "http.version");
    for (int i = 0; i < 20; ++i) key(ann);
    auto one_more = ann.post("/service-users/" + bot + "/keys", named("One more"));
    EXPECT_EQ(one_more.status, 409);
    EXPECT_EQ(one_more.code(), "keys.too_many");
    auto unknown = ann.post(
        "/service-users/" + next + "/keys",
        json::Object{{"name", "k"}, {"permissions", json::Array{"parcel.track", "money.add"}}});
    EXPECT_EQ(unknown.code(), "keys.permission") << unknown.body;
    EXPECT_EQ(unknown.text("field"), "permissions[1]");
    for (int i = 2; i < 100; ++i) add(ada, named("Bot " + std::to_string(i)));
    EXPECT_EQ(ada.post("/service-users", named("Too many")).code(), "keys.too_many_users");
    auto page = ada.get("/service-users?limit=60");
    EXPECT_EQ(page.count("items"), 60U);
    EXPECT_EQ(ada.get("/service-users?limit=60&after=" + page.text("next")).count("items"), 40U);
}

TEST_F(RT23_keys, what_is_done_stands_in_the_log_once_and_by_name) {
    auto made = key(ann, {{"name", "Nightly"}, {"place", north}});
    rotated(ann, made);
    ASSERT_EQ(ann.del(made.path).status, 204);
    ASSERT_EQ(ada.patch("/service-users/" + bot, named("Robot")).status, 200);
    ASSERT_EQ(ada.patch("/service-users/" + bot, named("Robot")).status, 200) << "nothing new";
    ASSERT_EQ(ada.del("/service-users/" + bot).status, 204);
    auto log = ada.get(
        "/audit?act=service.add,service.edit,service.delete,keys.make,keys.rotate,"
        "keys.end");
    ASSERT_EQ(log.count("items"), 6U) << log.body;
    char const* newest_first[] = {"service.delete", "service.edit", "keys.end",
                                  "keys.rotate",    "keys.make",    "service.add"};
    for (int i = 0; i < 6; ++i) {
        auto item = "items." + std::to_string(i);
        EXPECT_EQ(log.text(item + ".act"), newest_first[i]);
        EXPECT_EQ(log.text(item + ".target.id"), "service:" + bot);
        EXPECT_EQ(log.text(item + ".target.name"), "Robot");
    }
    EXPECT_EQ(log.text("items.4.details.name"), "Nightly");
    EXPECT_EQ(log.text("items.4.details.place"), "North");
    EXPECT_EQ(log.text("items.4.by.id"), "user:" + ann.id);
    EXPECT_EQ(ada.get("/audit/verification").status, 200);
}

}  // namespace
}  // namespace usher::testing
