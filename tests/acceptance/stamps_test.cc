// Stamps.com, step by step (spec.md ST1-ST5, PS5 and PS6): through the real program and real mail.
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

Account stamps(int seats = 20) {
    return Server::shared().open("stamps", {.plan = "premier", .seats = seats});
}

TEST(ST1, only_managers_of_users_see_users) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    EXPECT_EQ(account.owner.get("/users").count("items"), 3U);
    EXPECT_EQ(max.get("/users").count("items"), 3U);
    auto refused = ulf.get("/users");
    EXPECT_EQ(refused.status, 403);
    EXPECT_EQ(refused.code(), "access.no_act");
    EXPECT_FALSE(refused.holds("ada"));
    EXPECT_EQ(account.stranger().get("/users").status, 401);
}

TEST(ST1, everything_around_users_is_refused_to_everyone_else) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto max = account.join("max", {"user", "user-manager"});
    EXPECT_EQ(ulf.get(max.path()).code(), "not_found");
    EXPECT_EQ(ulf.post("/users", account.new_user("new")).code(), "access.no_act");
    EXPECT_EQ(ulf.post("/invitations", json::Object{{"emails", json::Array{"a@b.example"}}}).code(),
              "access.no_act");
    EXPECT_EQ(ulf.patch(max.path(), json::Object{{"first_name", "X"}}).status, 404);
    EXPECT_EQ(ulf.del(max.path()).status, 404);
    EXPECT_EQ(ulf.put(max.path() + "/suspension").status, 404);
    EXPECT_EQ(ulf.get("/audit").code(), "access.no_act");
    EXPECT_EQ(ulf.get("/seats").code(), "access.no_act");
    EXPECT_EQ(ulf.put("/seats", json::Object{{"bought", 6}}).code(), "access.no_act");
    EXPECT_EQ(account.owner.get("/seats").text("used"), "3");
}

TEST(ST1, the_page_is_told_what_its_reader_may) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto me = ulf.client.get("/v1/me?account=" + account.slug());
    EXPECT_EQ(me.text("account.can"), "{}");
    EXPECT_EQ(me.text("account.seats"), "");
    auto owner = account.owner.client.get("/v1/me?account=" + account.slug());
    EXPECT_EQ(owner.at("account.can")->member("users.view")->text()->c_str(), std::string("all"));
}

TEST(ST2, a_full_account_says_how_many_seats_there_are_and_how_to_add_some) {
    auto account = stamps(2);
    account.join("max", {"user", "user-manager"});
    auto full = account.owner.post("/users", account.new_user("one-too-many"));
    EXPECT_EQ(full.status, 409);
    EXPECT_EQ(full.code(), "seats.none_left");
    EXPECT_EQ(full.text("detail"), "All 2 seats are taken. Add seats under Seats & plan.");
    EXPECT_EQ(full.text("params.bought"), "2");
    EXPECT_EQ(account.owner.get("/users").count("items"), 2U);
}

TEST(ST2, seats_are_added_and_removed_down_to_the_number_in_use) {
    auto account = stamps(2);
    account.invite("max");
    EXPECT_EQ(account.owner.put("/seats", json::Object{{"bought", 3}}).text("bought"), "3");
    account.invite("mia");
    auto below = account.owner.put("/seats", json::Object{{"bought", 2}});
    EXPECT_EQ(below.status, 409);
    EXPECT_EQ(below.code(), "seats.below_use");
    EXPECT_EQ(below.text("field"), "bought");
    EXPECT_EQ(account.owner.get("/seats").text("bought"), "3");
    EXPECT_EQ(account.owner.put("/seats", json::Object{{"bought", 0}}).status, 422);
}

TEST(ST2, deleting_frees_a_seat_and_suspending_does_not) {
    auto account = stamps(2);
    auto max = account.join("max", {"user"});
    EXPECT_EQ(account.owner.put(max.path() + "/suspension").status, 200);
    EXPECT_EQ(account.owner.post("/users", account.new_user("new")).code(), "seats.none_left");
    EXPECT_EQ(account.owner.del(max.path()).status, 204);
    EXPECT_EQ(account.owner.post("/users", account.new_user("new")).status, 201);
    EXPECT_EQ(account.owner.get("/seats").text("used"), "2");
}

TEST(ST2, a_holder_of_users_view_sees_numbers_but_buys_none) {
    auto account = stamps(5);
    auto max = account.join("max", {"user", "user-manager"});
    EXPECT_EQ(max.get("/seats").text("bought"), "5");
    EXPECT_EQ(max.put("/seats", json::Object{{"bought", 9}}).code(), "access.no_act");
    EXPECT_EQ(account.owner.get("/seats").text("bought"), "5");
}

TEST(ST3, an_added_user_follows_the_mail_sets_a_password_and_is_signed_in) {
    auto account = stamps();
    auto id = account.invite("mia", {{"user"}, ""});
    auto row = account.owner.get("/users/" + id);
    EXPECT_EQ(row.text("status"), "invited");
    EXPECT_EQ(row.text("invitation.expired"), "false");
    auto guest = account.stranger().client;
    auto token = account.server().token_to(account.address("mia"));
    auto look = guest.post("/v1/join/look", json::Object{{"token", token}});
    EXPECT_EQ(look.text("identity"), "none");
    EXPECT_EQ(look.text("email"), account.address("mia"));
    EXPECT_EQ(look.text("first_name"), "Mia");
    auto mia = account.follow("mia");
    EXPECT_EQ(mia.id, id);
    EXPECT_EQ(mia.client.get("/v1/me").text("identity.email"), account.address("mia"));
    EXPECT_EQ(account.owner.get("/users/" + id).text("status"), "active");
    EXPECT_EQ(mia.sign_in().status, 200);
}

TEST(ST3, looking_and_fetching_leave_the_link_as_it_is) {  // threat 9
    auto account = stamps();
    account.invite("mia", {{"user"}, ""});
    auto token = account.server().token_to(account.address("mia"));
    auto guest = account.stranger().client;
    for (int i = 0; i < 3; ++i) {
        guest.get("/join");
        guest.send("HEAD", "/join", "", {});
        EXPECT_EQ(guest.post("/v1/join/look", json::Object{{"token", token}}).status, 200);
    }
    EXPECT_EQ(guest.get("/v1/join").status, 405);  // it takes no GET
    EXPECT_EQ(account.follow("mia").get("/audit").status, 403);
}

TEST(ST3, a_bad_password_names_its_field_and_leaves_the_link_alive) {
    auto account = stamps();
    account.invite("mia", {{"user"}, ""});
    auto token = account.server().token_to(account.address("mia"));
    auto guest = account.stranger().client;
    auto with = [&](std::string const& password) {
        return guest.post("/v1/join", json::Object{{"token", token}, {"password", password}});
    };
    EXPECT_EQ(with("short").code(), "passwords.too_short");
    EXPECT_EQ(with("password123").code(), "passwords.too_common");
    EXPECT_EQ(with(std::string(300, 'x')).code(), "passwords.too_long");
    EXPECT_EQ(with(account.address("mia")).code(), "passwords.context");
    auto none = guest.post("/v1/join", json::Object{{"token", token}});
    EXPECT_EQ(none.code(), "field.missing");
    EXPECT_EQ(none.text("field"), "password");
    EXPECT_EQ(guest.session(), "");
    EXPECT_EQ(account.follow("mia").get("/users").status, 403);
}

TEST(ST5, a_deleted_user_is_out_at_once_open_sessions_included) {  // threat 35
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    ASSERT_EQ(max.get("/users").status, 200);
    EXPECT_EQ(account.owner.del(max.path()).status, 204);
    EXPECT_EQ(max.get("/users").status, 404);
    EXPECT_EQ(max.client.get("/v1/me?account=" + account.slug()).status, 404);
    EXPECT_EQ(max.client.get("/v1/me").count("accounts"), 0U);
    EXPECT_EQ(account.owner.get("/users").count("items"), 1U);
}

TEST(ST5, what_a_deleted_user_did_stays_under_the_name) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto made = max.post("/users", account.new_user("mia"));
    ASSERT_EQ(made.status, 201);
    EXPECT_EQ(account.owner.del(max.path()).status, 204);
    auto events = account.owner.get("/audit?target=user:" + made.text("id"));
    ASSERT_EQ(events.count("items"), 1U);
    EXPECT_EQ(events.text("items.0.act"), "users.invite");
    EXPECT_EQ(events.text("items.0.by.name"), "Max Tester");
    auto row = account.owner.get(max.path());
    EXPECT_EQ(row.text("status"), "deleted");
    EXPECT_EQ(row.text("name"), "Max Tester");
    EXPECT_EQ(account.owner.get("/users?status=deleted").text("items.0.id"), max.id);
}

TEST(ST5, the_product_still_finds_nobody_allowed_under_the_id) {
    auto account = stamps();
    auto max = account.join("max", {"user"});
    auto key = account.server().run({"key", "make", "--blueprint", "stamps", "--name", "shop"});
    ASSERT_EQ(key.status, 0) << key.err;
    Headers bearer{"Authorization: Bearer " + key.out.substr(0, key.out.find('\n')),
                   "Content-Type: application/json"};
    auto asks = [&] {
        auto body = json::text(json::Object{
            {"account", account.slug()}, {"user", max.id}, {"permission", "postage.print"}});
        return account.stranger().client.send("POST", "/v1/check", body, bearer);
    };
    EXPECT_EQ(asks().text("allowed"), "true");
    EXPECT_EQ(account.owner.put(max.path() + "/suspension").status, 200);
    EXPECT_EQ(asks().text("allowed"), "false");
    EXPECT_EQ(account.owner.del(max.path() + "/suspension").status, 200);
    EXPECT_EQ(asks().text("allowed"), "true");
    EXPECT_EQ(account.owner.del(max.path()).status, 204);
    EXPECT_EQ(asks().text("allowed"), "false");
}

TEST(PS6, a_user_is_edited_and_everyone_sees_the_new_name) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    auto edited = max.patch(ulf.path(), json::Object{{"first_name", "Ülf"}, {"last_name", "Ø"}});
    EXPECT_EQ(edited.status, 200);
    EXPECT_EQ(edited.text("name"), "Ülf Ø");
    EXPECT_EQ(edited.text("version"), "3");
    EXPECT_EQ(account.owner.get("/users?q=ulf").text("items.0.name"), "Ülf Ø");
    auto event = account.owner.get("/audit?target=user:" + ulf.id);
    EXPECT_EQ(event.text("items.0.act"), "users.edit");
    EXPECT_EQ(event.text("items.0.by.id"), "user:" + max.id);
}

TEST(PS6, roles_are_replaced_as_a_whole) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto body = json::Object{{"roles", roles_value({"user", "reports", "buyer"})}};
    auto given = account.owner.put(ulf.path() + "/roles", body);
    EXPECT_EQ(given.status, 200);
    EXPECT_EQ(given.count("roles"), 3U);
    auto taken =
        account.owner.put(ulf.path() + "/roles", json::Object{{"roles", roles_value({"user"})}});
    EXPECT_EQ(taken.count("roles"), 1U);
}

TEST(PS6, a_deleted_user_is_edited_no_more_and_deleting_twice_is_deleting_once) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    EXPECT_EQ(account.owner.del(ulf.path()).status, 204);
    EXPECT_EQ(account.owner.del(ulf.path()).status, 204);
    EXPECT_EQ(account.owner.patch(ulf.path(), json::Object{{"first_name", "X"}}).code(),
              "users.deleted");
    EXPECT_EQ(account.owner.get("/seats").text("used"), "1");
}

TEST(PS6, the_address_of_a_deleted_user_may_be_invited_anew_as_somebody_new) {  // RT36, threat 32
    auto account = stamps();
    auto ulf = account.join("ulf", {"user", "reports"});
    EXPECT_EQ(account.owner.del(ulf.path()).status, 204);
    auto again = account.owner.post("/users", account.new_user("ulf"));
    ASSERT_EQ(again.status, 201) << again.body;
    EXPECT_NE(again.text("id"), ulf.id);
    EXPECT_EQ(again.count("roles"), 1U);
    EXPECT_EQ(ulf.client.get("/v1/me?account=" + account.slug()).status, 404);
}

}  // namespace
}  // namespace usher::testing
