// SendPro Online, step by step (spec.md SO1-SO5), and the cases of rights.md part D on it.
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

Account sendpro() { return Server::shared().open("sendpro-online", {.plan = "sites"}); }

json::Value many(std::vector<std::string> const& emails, std::vector<Role> const& roles,
                 std::string const& home = "") {
    json::Array list;
    for (auto const& email : emails) list.emplace_back(email);
    json::Object body{{"emails", list}, {"roles", roles_value(roles)}};
    if (!home.empty()) body.emplace_back("home", home);
    return body;
}

TEST(SO1, many_are_invited_at_once_to_one_role_and_location) {
    auto account = sendpro();
    auto lisbon = account.location("Lisbon");
    auto sent = account.owner.post(
        "/invitations",
        many({account.address("a"), account.address("b"), account.address("c")}, {"user"}, lisbon));
    EXPECT_EQ(sent.status, 200);
    EXPECT_EQ(sent.text("sent"), "3");
    for (std::string name : {"a", "b", "c"}) {
        auto row = account.owner.get("/users?q=" + name + "@");
        EXPECT_EQ(row.text("items.0.status"), "invited");
        EXPECT_EQ(row.text("items.0.home.id"), lisbon);
        EXPECT_EQ(row.text("items.0.roles.0.role"), "user");
        EXPECT_FALSE(account.server().token_to(account.address(name)).empty());
    }
}

TEST(R11, of_two_who_rename_one_place_the_second_is_told) {
    auto account = sendpro();
    auto lisbon = account.location("Lisbon");
    auto& ada = account.owner;
    auto version = ada.get("/places").text("items.0.version");
    Headers match{"If-Match: \"" + version + "\""};
    auto first = ada.patch("/places/" + lisbon, json::Object{{"name", "Lisboa"}}, match);
    EXPECT_EQ(first.status, 200) << first.body;
    EXPECT_EQ(first.header("etag"), "\"" + first.text("version") + "\"");
    EXPECT_NE(first.text("version"), version);
    auto second = ada.patch("/places/" + lisbon, json::Object{{"name", "Lissabon"}}, match);
    EXPECT_EQ(second.status, 412);
    EXPECT_EQ(second.code(), "http.version");
    EXPECT_EQ(ada.get("/places").text("items.0.name"), "Lisboa");
    EXPECT_EQ(ada.get("/places").text("items.0.version"), first.text("version"));
    EXPECT_EQ(ada.patch("/places/" + lisbon, json::Object{{"name", "Lissabon"}}).status, 200)
        << "who names no version changes what is there";
}

TEST(SO1, one_bad_address_does_not_lose_the_others) {
    auto account = sendpro();
    account.invite("there");
    auto sent = account.owner.post(
        "/invitations", many({account.address("a"), "not an address", account.address("THERE"), "",
                              "two@@x.example", account.address("b"), account.address("a")},
                             {"user"}));
    EXPECT_EQ(sent.text("sent"), "2");
    EXPECT_EQ(sent.count("items"), 7U);
    EXPECT_EQ(sent.text("items.0.status"), "sent");
    EXPECT_EQ(sent.text("items.1.code"), "email.not_an_address");
    EXPECT_EQ(sent.text("items.1.email"), "not an address");
    EXPECT_EQ(sent.text("items.2.code"), "users.exists");
    EXPECT_EQ(sent.text("items.3.code"), "email.not_an_address");
    EXPECT_EQ(sent.text("items.4.code"), "email.not_an_address");
    EXPECT_EQ(sent.text("items.5.status"), "sent");
    EXPECT_EQ(sent.text("items.6.code"), "users.exists");
    EXPECT_EQ(account.owner.get("/users?status=invited").count("items"), 3U);
    account.server().token_to(account.address("a"));
    account.server().token_to(account.address("b"));
}

TEST(SO1, where_seats_run_out_the_first_ones_are_sent_and_the_others_told) {
    auto account = Server::shared().open("sendpro-online", {.plan = "multi", .seats = 3});
    auto sent = account.owner.post(
        "/invitations",
        many({account.address("a"), account.address("b"), account.address("c")}, {"user"}));
    EXPECT_EQ(sent.text("sent"), "2");
    EXPECT_EQ(sent.text("items.2.code"), "seats.none_left");
    EXPECT_EQ(account.owner.get("/seats").text("used"), "3");
}

TEST(SO1, what_may_be_given_to_nobody_refuses_them_all) {
    auto account = sendpro();
    auto before = account.owner.get("/users").count("items");
    auto refused = account.owner.post("/invitations", many({account.address("a")}, {"king"}));
    EXPECT_EQ(refused.status, 422);
    EXPECT_EQ(refused.code(), "roles.unknown");
    EXPECT_EQ(account.owner.post("/invitations", many({}, {"user"})).status, 422);
    EXPECT_EQ(
        account.owner.post("/invitations", many(std::vector<std::string>(501, "a@b.example"), {}))
            .code(),
        "field.too_long");
    EXPECT_EQ(account.owner.get("/users").count("items"), before);
}

TEST(SO2, a_plan_for_one_says_why_nobody_can_be_invited) {
    auto account = Server::shared().open("sendpro-online", {.plan = "single"});
    auto me = account.owner.client.get("/v1/me?account=" + account.slug());
    EXPECT_EQ(me.text("account.invite.allowed"), "false");
    EXPECT_EQ(me.text("account.invite.why"), "plan");
    EXPECT_EQ(me.text("account.invite.more"), "https://example.com/sendpro/upgrade");
    EXPECT_EQ(account.owner.post("/users", account.new_user("b")).code(), "seats.none_left");
}

TEST(SO3, the_invited_person_signs_in_within_seven_days) {
    auto account = sendpro();
    account.owner.post("/invitations", many({account.address("uli")}, {"user"}));
    auto token = account.server().token_to(account.address("uli"));
    account.server().later(days(6));
    auto guest = account.stranger().client;
    auto joined =
        guest.post("/v1/join", json::Object{{"token", token},
                                            {"name", "Uli Krüger"},
                                            {"password", password_of(account.address("uli"))}});
    ASSERT_EQ(joined.status, 200) << joined.body;
    EXPECT_EQ(joined.text("account.user.name"), "Uli Krüger");
    EXPECT_EQ(guest.get("/v1/me").status, 200);
    auto cookie = joined.header("set-cookie");
    for (auto const* part :
         {"__Host-usher=", "; Secure", "; HttpOnly", "; SameSite=Lax", "; Path=/"})
        EXPECT_NE(cookie.find(part), cookie.npos) << cookie;
    EXPECT_EQ(cookie.find("Domain"), cookie.npos);
}

TEST(SO3, a_link_is_for_one_account_and_one_person) {
    auto account = sendpro();
    auto uli = account.join("uli", {"user"});
    account.invite("bob");
    auto token = account.server().token_to(account.address("bob"));
    auto refused = uli.client.post("/v1/join", json::Object{{"token", token}});
    EXPECT_EQ(refused.status, 409);  // case 44: signed in as somebody else
    EXPECT_EQ(refused.code(), "invitations.other_identity");
    EXPECT_EQ(uli.client.post("/v1/join/look", json::Object{{"token", token}}).text("identity"),
              "somebody_else");
    EXPECT_EQ(account.follow("bob").name, "Bob Tester");
}

// ---- rights.md part D, on SendPro: Ada Admin (all); Lin Admin at L1; Uli User at L1

struct Cast {
    Account account = sendpro();
    std::string l1 = account.location("L1"), l2 = account.location("L2");
    Person lin = account.join("lin", {{"admin"}, l1});
    Person uli = account.join("uli", {{"user"}, l1});
};

TEST(SO4, case_31_32_a_location_admin_resends_only_there) {
    Cast cast;
    auto here = cast.account.invite("here", {{"user"}, cast.l1});
    auto there = cast.account.invite("there", {{"user"}, cast.l2});
    EXPECT_EQ(cast.lin.post("/users/" + here + "/invitation").status, 200);
    EXPECT_EQ(cast.lin.post("/users/" + there + "/invitation").status, 404);
    EXPECT_EQ(cast.account.owner.post("/users/" + there + "/invitation").status, 200);
    cast.account.server().later(minutes(2));  // not twice within a minute (threat 15)
    EXPECT_EQ(cast.account.owner.post("/users/" + here + "/invitation").status, 200);
}

TEST(SO5, case_33_34_the_role_is_given_within_ones_own_place) {
    Cast cast;
    EXPECT_EQ(cast.lin.post("/invitations", many({cast.account.address("x")}, {"admin"}, cast.l1))
                  .text("sent"),
              "1");
    auto everywhere =
        cast.lin.post("/invitations", many({cast.account.address("y")}, {"admin"}, "account"));
    EXPECT_EQ(everywhere.status, 403);
    EXPECT_EQ(everywhere.code(), "access.no_act");
    auto roles = json::Object{{"roles", roles_value({"admin"})}};
    EXPECT_EQ(cast.lin.put(cast.uli.path() + "/roles", roles).status, 200);
    auto moved = cast.account.owner.patch(cast.lin.path(), json::Object{{"home", "account"}});
    EXPECT_EQ(moved.status, 200) << moved.body;
    EXPECT_GE(cast.lin.get("/users").count("items"), 4U);
}

TEST(SO4, case_30_31_a_location_admin_sees_nothing_of_other_places) {
    Cast cast;
    auto lex = cast.account.join("lex", {{"user"}, cast.l2});
    auto list = cast.lin.get("/users");
    EXPECT_EQ(list.count("items"), 2U);
    EXPECT_FALSE(list.holds("lex@"));
    EXPECT_FALSE(list.holds("ada@"));
    EXPECT_EQ(list.text("counts.active"), "2");
    EXPECT_EQ(cast.lin.get("/users?q=lex").count("items"), 0U);
    EXPECT_EQ(cast.lin.get(lex.path()).status, 404);
    EXPECT_EQ(cast.lin.get("/users?home=" + cast.l2).status, 404);
    EXPECT_EQ(cast.lin.get("/places").count("items"), 1U);
    EXPECT_EQ(cast.lin.patch(cast.uli.path(), json::Object{{"home", cast.l2}}).status, 404);
    EXPECT_FALSE(cast.lin.get("/audit").holds("lex@"));
    auto taken = cast.lin.post("/users", cast.account.new_user("lex"));
    EXPECT_EQ(taken.code(), "users.exists");
    EXPECT_FALSE(taken.holds(lex.id));
    EXPECT_FALSE(taken.holds("Lex"));
}

TEST(SO4, case_58_seat_numbers_are_for_account_wide_administrators) {  // threat 12
    auto account = Server::shared().open("sendpro-online", {.plan = "sites", .seats = 2});
    auto l1 = account.location("L1");
    auto lin = account.join("lin", {{"admin"}, l1});
    auto hidden = lin.post("/users", account.new_user("x"));
    EXPECT_EQ(hidden.code(), "seats.none_left");
    EXPECT_EQ(hidden.text("detail"), "No seat is free. Ask an administrator of the account.");
    EXPECT_FALSE(hidden.holds("params"));
    EXPECT_EQ(account.owner.post("/users", account.new_user("x")).text("params.bought"), "2");
    EXPECT_EQ(account.owner.put(lin.path() + "/suspension").status, 200);
    EXPECT_EQ(account.owner.del(lin.path() + "/suspension").status, 200);
}

TEST(SO4, case_35_the_last_admin_of_all_does_not_move_away) {
    Cast cast;
    auto leaving =
        cast.account.owner.patch(cast.account.owner.path(), json::Object{{"home", cast.l1}});
    EXPECT_EQ(leaving.status, 403);
    EXPECT_EQ(leaving.code(), "access.self");
}

}  // namespace
}  // namespace usher::testing
