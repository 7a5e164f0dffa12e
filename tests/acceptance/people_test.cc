// One person, several accounts, and what is left of them (rights.md RT37-RT44; part D, cases 12,
// 24, 27, 29, 44, 45, 59, 60, 62, 64, 65): through the real program and real mail.
#include <gtest/gtest.h>

#include <fstream>

#include "support/account.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 20}); }

Answer join(Client& client, std::string const& token, std::string const& password = "") {
    json::Object body{{"token", token}};
    if (!password.empty()) body.emplace_back("password", password);
    return client.post("/v1/join", body);
}

// Somebody of account `from`, who is invited to `to` by the same address.
std::string invited_to(Account& to, Person const& person, std::size_t nth = 2,
                       std::vector<Role> const& roles = {"user"}) {
    auto added = to.owner.post(
        "/users", json::Object{{"email", person.email}, {"roles", roles_value(roles)}});
    EXPECT_EQ(added.status, 201) << added.body;
    return to.server().token_to(person.email, nth);
}

Answer enters(Person const& who, Account const& account) {
    return who.client.get("/v1/me?account=" + account.slug());
}

TEST(RT44, case_44_a_link_to_somebody_else_asks_who_is_signed_in_to_sign_out_first) {
    auto account = stamps();
    auto carol = account.join("carol", {"user"});
    account.invite("bob");
    auto token = account.server().token_to(account.address("bob"));
    auto refused = join(carol.client, token, password_of("bob@x"));
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "invitations.other_identity");
    EXPECT_EQ(carol.client.get("/v1/me").text("identity.email"), carol.email) << "still carol";
    EXPECT_EQ(account.owner.get("/users?q=bob").text("items.0.status"), "invited");
    EXPECT_EQ(carol.client.post("/v1/sign-out", {}).status, 204);
    EXPECT_EQ(join(carol.client, token, password_of("bob@x")).status, 200);
}

TEST(RT44, case_45_an_identity_elsewhere_signs_in_as_itself_and_keeps_its_password) {
    auto a = stamps(), b = stamps();
    auto pat = a.join("pat", {"user"});
    auto token = invited_to(b, pat);
    auto guest = b.stranger().client;
    auto look = guest.post("/v1/join/look", json::Object{{"token", token}});
    EXPECT_EQ(look.text("identity"), "password");
    auto chosen = join(guest, token, "a new one of the thief 99");
    EXPECT_EQ(chosen.code(), "signin.wrong") << "no password is set by the link";
    EXPECT_EQ(join(guest, token).text("field"), "password");
    EXPECT_EQ(enters(pat, b).status, 404) << "not yet";
    EXPECT_EQ(join(guest, token, pat.password).status, 200);
    EXPECT_EQ(pat.sign_in().status, 200) << "the password is as it was";
    EXPECT_EQ(pat.client.get("/v1/me").count("accounts"), 2U);
}

TEST(RT44, case_65_two_addresses_of_one_person_are_one_user_of_an_account) {
    auto account = stamps();
    auto pat = account.join("pat", {"user"});
    auto other = stamps();
    // The second address becomes theirs by an administrator's change that they accept (RT42).
    auto there = join(pat.client, invited_to(other, pat));
    ASSERT_EQ(there.status, 200) << there.body;
    auto row = other.owner.get("/users?q=pat").text("items.0.id");
    auto second = other.address("pat-two");
    ASSERT_EQ(other.owner.put("/users/" + row + "/email", json::Object{{"email", second}}).status,
              200);
    ASSERT_EQ(join(pat.client, other.server().token_to(second)).status, 200);
    // Invited by it to the account that has them by the first one.
    auto again = account.owner.post("/users", json::Object{{"email", second}});
    ASSERT_EQ(again.status, 201) << "nothing tells that it is the same person: " << again.body;
    auto token = account.server().token_to(second, 2);
    auto refused = join(pat.client, token);
    EXPECT_EQ(refused.status, 409);
    EXPECT_EQ(refused.code(), "invitations.already_user");
    auto row_now = account.owner.get("/users/" + again.text("id"));
    EXPECT_EQ(row_now.text("status"), "invited") << "and nothing was changed";
    EXPECT_EQ(account.owner.get(pat.path()).text("status"), "active");
    EXPECT_EQ(join(pat.client, token).code(), "invitations.already_user") << "the link lives on";
    EXPECT_EQ(pat.client.get("/v1/me").count("accounts"), 2U);
}

TEST(RT39, case_60_entries_ended_in_one_account_go_on_in_the_other) {
    auto a = stamps(), b = stamps();
    auto pat = a.join("pat", {"user", "user-manager"});
    ASSERT_EQ(join(pat.client, invited_to(b, pat)).status, 200);
    // The invitation was accepted by this session, so it enters both.
    EXPECT_EQ(enters(pat, a).status, 200);
    EXPECT_EQ(enters(pat, b).status, 200);
    ASSERT_EQ(a.owner.del(pat.path() + "/entries").status, 204);
    EXPECT_NE(enters(pat, a).status, 200);
    EXPECT_EQ(enters(pat, b).status, 200) << "same cookie";
    ASSERT_EQ(pat.sign_in().status, 200);
    EXPECT_EQ(enters(pat, a).status, 200) << "ended, not closed";
}

TEST(RT41, case_62_ending_the_old_password_now_closes_one_account_until_a_new_one_is_set) {
    auto a = stamps(), b = stamps();
    auto pat = a.join("pat", {"user"});
    ASSERT_EQ(join(pat.client, invited_to(b, pat)).status, 200);
    ASSERT_EQ(a.owner.post(pat.path() + "/reset", json::Object{{"end_now", true}}).status, 200);
    EXPECT_EQ(enters(pat, a).code(), "access.reset_needed");
    EXPECT_EQ(enters(pat, b).status, 200);
    EXPECT_FALSE(b.owner.get("/audit").holds("users.reset")) << "B learns nothing of it (RT38)";
    auto token = a.server().token_to(pat.email, 3);
    auto guest = a.stranger().client;
    ASSERT_EQ(
        guest.post("/v1/reset", json::Object{{"token", token}, {"password", "seven herons on ice"}})
            .status,
        204);
    EXPECT_EQ(enters(pat, b).status, 401) << "once it is set, all sessions end";
    pat.password = "seven herons on ice";
    ASSERT_EQ(pat.sign_in().status, 200);
    EXPECT_EQ(enters(pat, a).status, 200);
    EXPECT_EQ(enters(pat, b).status, 200);
}

// There are no second factors yet. What there is of a person's own ways to sign in, an
// administrator neither reads nor sets.
TEST(RT43, case_64_no_act_of_an_administrator_touches_how_a_person_signs_in) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto path = account.base() + ulf.path();
    for (auto const* part : {"/factors", "/password", "/sessions", "/identity", "/recovery"})
        for (auto const* method : {"GET", "PUT", "POST", "DELETE"})
            EXPECT_EQ(
                account.owner
                    .write(method, ulf.path() + part, std::string_view(method) == "GET" ? "" : "{}")
                    .status,
                404)
                << method << part;
    for (auto const* name : {"password", "new_password", "second_factor", "recovery_email"}) {
        auto refused = account.owner.patch(ulf.path(), json::Object{{name, "x"}});
        EXPECT_EQ(refused.code(), "field.unknown") << name;
        auto reset = account.owner.post(ulf.path() + "/reset", json::Object{{name, "x"}});
        EXPECT_EQ(reset.code(), "field.unknown") << name;
    }
    EXPECT_EQ(ulf.sign_in().status, 200);
    EXPECT_FALSE(account.owner.get(ulf.path()).holds("password"));
}

TEST(RT37, case_59_after_an_erasure_the_export_names_nobody_and_is_verified_offline) {
    auto account = stamps();
    auto& server = account.server();
    auto sam = account.join("sam", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    ASSERT_EQ(account.owner
                  .patch(sam.path(),
                         json::Object{{"first_name", "Sampson"}, {"last_name", "Uniquelastname"}})
                  .status,
              200);
    ASSERT_EQ(sam.patch(ulf.path(), json::Object{{"first_name", "Ulrich"}}).status, 200);
    EXPECT_EQ(
        sam.client
            .post("/v1/sign-in", json::Object{{"email", sam.email}, {"password", "not the one"}})
            .status,
        401);
    ASSERT_EQ(account.owner.del(sam.path()).status, 204);
    auto names = [&](std::string const& text) {
        for (auto const& secret : {std::string("Uniquelastname"), std::string("Sampson"),
                                   std::string("Sam Tester"), sam.email})
            if (text.find(secret) != std::string::npos) return secret;
        return std::string();
    };
    auto words = std::vector<std::string>{"audit", "export", "--account", account.slug()};
    EXPECT_NE(names(server.run(words).out), "") << "before, it does name them";
    auto erased = account.owner.put(sam.path() + "/erasure");
    ASSERT_EQ(erased.status, 200) << erased.body;

    auto exported = server.run(words);
    EXPECT_EQ(names(exported.out), "");
    for (auto const* form : {"csv", "ndjson"})
        EXPECT_EQ(names(account.owner.get(std::string("/audit/export?format=") + form).body), "");
    auto own = account.owner.get("/audit?actor=" + sam.id);
    EXPECT_GE(own.count("items"), 1U) << "what they did stays, under the new name";
    EXPECT_TRUE(own.text("items.0.by.name").starts_with("Erased user ")) << own.body;
    // Offline: the file alone, and the instance's public key.
    store::TemporaryDirectory folder;
    auto file = folder.path() + "/export.ndjson";
    std::ofstream(file) << exported.out;
    auto key = server.run({"audit", "key"}).out.substr(0, 64);
    auto verified = server.run({"audit", "verify", file, "--key", key});
    EXPECT_EQ(verified.status, 0) << verified.err;
    EXPECT_NE(verified.out.find("with erased details, the chain is whole"), std::string::npos)
        << verified.out;
    // The product reads the new name, too.
    auto list = account.owner.get("/users?status=deleted");
    EXPECT_EQ(names(list.body), "");
    // Altering what is left is found still.
    auto altered = exported.out;
    altered.replace(altered.find("users.erase"), 11, "users.erasX");
    std::ofstream(file) << altered;
    EXPECT_NE(server.run({"audit", "verify", file, "--key", key}).status, 0);
}

// ---- cases whose rule stands in src/access, seen from outside

TEST(RT14, case_12_a_stand_in_does_not_reset_who_holds_it_for_longer) {
    auto account = Server::shared().open("postmark", {.plan = "pro", .owner = "olga"});
    auto ann = account.join("ann", {"admin"}), abe = account.join("abe", {"admin"});
    auto tim = account.join("tim", {"technical"});
    auto until = json::Object{{"roles", roles_value({Role("admin", "", "2099-11-27T00:00:00Z")})}};
    ASSERT_EQ(account.owner.put(ann.path() + "/roles", until).status, 200);
    EXPECT_EQ(ann.post(abe.path() + "/reset", json::Object{}).code(), "access.not_contained");
    EXPECT_EQ(account.server().mails_to(abe.email), 1U) << "the invitation alone";
    EXPECT_EQ(ann.post(tim.path() + "/reset", json::Object{}).status, 200);
}

struct Places {
    Account account = Server::shared().open("sendpro-online", {.plan = "sites"});
    std::string l1 = account.location("L1"), l2 = account.location("L2");
    Person lin = account.join("lin", {{"admin"}, l1});
    Person uli = account.join("uli", {{"user"}, l1});
};

TEST(RT29, case_24_nobody_is_added_or_moved_to_a_place_out_of_reach) {
    Places places;
    auto user = places.account.new_user("new");
    user.emplace_back("home", places.l2);
    auto added = places.lin.post("/users", user);
    EXPECT_EQ(added.status, 404);
    EXPECT_EQ(added.code(), "not_found");
    EXPECT_EQ(places.lin.patch(places.uli.path(), json::Object{{"home", places.l2}}).status, 404);
    auto invited = places.lin.post(
        "/invitations",
        json::Object{{"emails", json::Array{places.account.address("new")}}, {"home", places.l2}});
    EXPECT_EQ(invited.status, 404);
    EXPECT_EQ(places.account.owner.get(places.uli.path()).text("home.name"), "L1");
    EXPECT_EQ(places.account.server().mails_to(places.account.address("new")), 0U);
}

// PitneyShip: D1 {L1, L2}; Lea administers L1, Ed everything, and sits at L1; Sam and Ria ship.
struct Pitney {
    Account account = Server::shared().open("pitneyship", {.owner = "eve"});
    std::string d1 = place("D1"), l1 = place("L1", d1), l2 = place("L2", d1);
    Person lea = administers("lea", "location", {l1});
    Person ed = administers("ed", "enterprise", {});
    std::string ria = account.invite("ria", Terms{{{"receiver", l1}, {"shipper"}}, l2});

    std::string place(std::string const& name, std::string const& below = "") {
        json::Object body{{"name", name}};
        if (!below.empty()) body.emplace_back("parent", below);
        return account.owner.post("/places", body).text("id");
    }
    Person administers(std::string const& name, std::string const& level, json::Array places) {
        json::Object at{{"ladder", "admin"}, {"level", level}};
        if (!places.empty()) at.emplace_back("places", std::move(places));
        auto user = account.new_user(name);
        user.emplace_back("home", l1);
        user.emplace_back("levels", json::Array{std::move(at)});
        auto added = account.owner.post("/users", user);
        EXPECT_EQ(added.status, 201) << added.body;
        return account.follow(name);
    }
};

TEST(RT29, of_what_lies_above_ones_places_there_is_not_even_an_id) {
    Pitney pitney;
    auto path = "/v1/me?account=" + pitney.account.slug();
    auto me = pitney.lea.client.get(path);
    ASSERT_EQ(me.count("account.places"), 1U) << me.body;
    EXPECT_EQ(me.text("account.places.0.id"), pitney.l1);
    for (auto const& told : {me, pitney.lea.get("/places")})
        EXPECT_FALSE(told.holds(pitney.d1)) << told.body;
    for (auto const& told :
         {pitney.account.owner.client.get(path), pitney.account.owner.get("/places")})
        EXPECT_TRUE(told.holds("\"parent\":\"" + pitney.d1 + "\"")) << told.body;
}

TEST(RT29, what_somebody_may_do_at_a_division_is_told_by_the_division_alone) {
    Pitney pitney;
    auto dora = pitney.administers("dora", "division", {pitney.d1});
    auto me = dora.client.get("/v1/me?account=" + pitney.account.slug());
    ASSERT_EQ(me.count("account.places"), 3U) << me.body;
    for (auto const* act : {"users.view", "users.invite", "roles.assign", "audit.view"}) {
        auto const* places = me.at("account.can")->member(act);
        ASSERT_TRUE(places && places->array()) << act << me.body;
        ASSERT_EQ(places->array()->size(), 1u) << act;
        EXPECT_EQ(*(*places->array())[0].text(), pitney.d1) << act;
    }
    EXPECT_EQ(dora.get("/users?home=" + pitney.l2).status, 200);
}

TEST(RT27, case_27_somebody_stronger_at_home_here_is_seen_and_not_touched) {
    Pitney pitney;
    auto row = pitney.lea.get(pitney.ed.path());
    ASSERT_EQ(row.status, 200) << row.body;
    EXPECT_EQ(row.text("locked"), "access.not_contained");
    EXPECT_EQ(row.text("elsewhere"), "true") << "and not which";
    EXPECT_FALSE(row.holds("enterprise")) << row.body;
    auto& lea = pitney.lea;
    auto path = pitney.ed.path();
    EXPECT_EQ(lea.patch(path, json::Object{{"first_name", "X"}}).code(), "access.not_contained");
    EXPECT_EQ(lea.put(path + "/suspension").code(), "access.not_contained");
    EXPECT_EQ(lea.post(path + "/reset", json::Object{}).code(), "access.not_contained");
    EXPECT_EQ(lea.del(path).code(), "access.not_contained");
    EXPECT_EQ(pitney.account.owner.get(path).text("status"), "active");
}

TEST(RT28, case_28_29_of_somebody_from_elsewhere_only_what_they_have_here_is_seen_and_taken) {
    Pitney pitney;
    auto& lea = pitney.lea;
    for (auto const* query : {"", "?q=ria", "?status=invited"})
        EXPECT_FALSE(lea.get(std::string("/users") + query).holds("ria@")) << query;
    auto shown = lea.get("/places/" + pitney.l1 + "/elsewhere");
    ASSERT_EQ(shown.count("items"), 1U) << shown.body;
    EXPECT_EQ(shown.count("items.0.roles"), 1U) << "receiver@L1, and not what holds elsewhere";
    EXPECT_EQ(shown.text("items.0.roles.0.role"), "receiver");
    auto path = "/users/" + pitney.ria;
    EXPECT_EQ(lea.patch(path, json::Object{{"first_name", "X"}}).code(), "access.no_act");
    EXPECT_EQ(lea.post(path + "/reset", json::Object{}).code(), "access.no_act");
    EXPECT_EQ(lea.del(path).code(), "access.no_act");
    auto taken = lea.put(path + "/roles", json::Object{{"roles", json::Array{}}});
    EXPECT_EQ(taken.status, 200) << taken.body;
    EXPECT_EQ(lea.get(path).status, 404) << "nothing of hers is here any more";
    auto left = pitney.account.owner.get(path);
    EXPECT_EQ(left.count("roles"), 1U) << "what she has elsewhere was not touched";
    EXPECT_EQ(left.text("roles.0.role"), "shipper");
}

}  // namespace
}  // namespace usher::testing
