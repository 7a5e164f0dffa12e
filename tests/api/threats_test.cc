// Attacks on real systems (threats.md, by number) that this much of Usher has a surface for.
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 20}); }

json::Value joining(std::string const& token, std::string const& password) {
    return json::Object{{"token", token}, {"password", password}};
}

TEST(Threat1, links_come_from_configuration_whatever_the_request_claims) {
    auto account = stamps();
    auto host = account.server().url().substr(7);
    Headers forged{"Content-Type: application/json",
                   "Origin: " + account.server().url(),
                   "Cookie: __Host-usher=" + account.owner.client.session(),
                   "X-Forwarded-Host: evil.example",
                   "X-Forwarded-Proto: https",
                   "Forwarded: host=evil.example;proto=https"};
    auto body = json::text(account.new_user("mia"));
    auto path = account.base() + "/users";
    ASSERT_EQ(account.owner.client.send("POST", path, body, forged).status, 201);
    auto mail = account.server().mail_to(account.address("mia"));
    EXPECT_NE(mail.member("text")->text()->find("http://" + host + "/join#"), std::string::npos);
    EXPECT_EQ(mail.member("text")->text()->find("evil"), std::string::npos);
    forged.push_back("Host: evil.example");
    auto other = json::text(account.new_user("max"));
    auto refused = account.owner.client.send("POST", path, other, forged);
    EXPECT_EQ(refused.status / 100, 4);
    EXPECT_EQ(refused.code(), "http.host");
}

TEST(Threat2, two_addresses_in_one_request_are_refused) {
    auto account = stamps();
    auto path = "/users";
    auto twice = account.owner.write(
        "POST", path, R"({"email":"a@x.example","email":"b@x.example","first_name":"A"})");
    EXPECT_EQ(twice.status, 400);
    EXPECT_EQ(twice.code(), "json.malformed");
    auto list = account.owner.write("POST", path, R"({"email":["a@x.example","b@x.example"]})");
    EXPECT_EQ(list.code(), "field.type");
    EXPECT_EQ(list.text("field"), "email");
    for (auto const* text : {"a@x.example,b@x.example", "a@x.example b@x.example",
                             "a@x.example;b@x.example", "<a@x.example>,<b@x.example>"}) {
        auto both = account.owner.post(path, json::Object{{"email", text}});
        EXPECT_EQ(both.status, 422) << text;
        EXPECT_EQ(both.text("field"), "email") << text;
    }
    EXPECT_EQ(account.owner.get("/users?q=a&q=b").code(), "http.query");
    EXPECT_EQ(account.owner.get("/seats").text("used"), "1");
}

TEST(Threat4, an_address_that_only_looks_the_same_is_another_one) {
    auto account = stamps();
    account.join("mike", {"user"});
    auto domain = account.address("");
    auto twin = account.owner.post("/users", json::Object{{"email", "m\u0131ke" + domain}});
    EXPECT_EQ(twin.status, 201) << twin.body;  // a user of their own, never mike
    EXPECT_EQ(account.server().mails_to("mike" + domain), 1U);
    auto guest = account.stranger().client;
    auto in = guest.post("/v1/sign-in", json::Object{{"email", "m\u0131ke" + domain},
                                                     {"password", password_of("mike@x")}});
    EXPECT_EQ(in.code(), "signin.wrong");
    EXPECT_EQ(account.owner.post("/users", json::Object{{"email", "MIKE" + domain}}).code(),
              "users.exists");
}

TEST(Threat6, addresses_that_parsers_disagree_on_are_refused) {
    auto account = stamps();
    for (auto const* email :
         {"a@x.example\r\nBcc: b@y.example", "a@x.example\nb@y.example", "\"a b\"@x.example",
          "=?utf-8?q?a=40evil.example=3e?=@x.example", "a(comment)@x.example", "a@[127.0.0.1]",
          "a@xn--example-\x01.example", "a@x.example>", "<a@x.example>", "a@x..example",
          "a@-x.example", "@x.example", "a@", "a@xn--0.example", "mailto:a@x.example",
          "a@x.example,"}) {
        auto refused = account.owner.post("/users", json::Object{{"email", email}});
        EXPECT_EQ(refused.status, 422) << email << refused.body;
        EXPECT_EQ(refused.text("field"), "email") << email;
    }
    EXPECT_EQ(account.owner.get("/seats").text("used"), "1");
}

TEST(Threat7, a_link_is_used_once) {
    auto account = stamps();
    account.invite("mia");
    auto token = account.server().token_to(account.address("mia"));
    auto mia = account.follow("mia");
    auto guest = account.stranger().client;
    auto again = guest.post("/v1/join", joining(token, "another long passphrase 99"));
    EXPECT_EQ(again.status, 410);
    EXPECT_EQ(again.code(), "invitations.ended");
    EXPECT_EQ(guest.session(), "");
    EXPECT_EQ(mia.sign_in().status, 200);
}

TEST(Threat8, a_token_is_good_for_what_it_was_made_for_alone) {
    auto account = stamps();
    account.invite("mia");
    auto token = account.server().token_to(account.address("mia"));
    auto thief = account.stranger();
    thief.client.take_session(token);
    EXPECT_EQ(thief.get("/users").status, 401);
    auto guest = account.stranger().client;
    auto bearer =
        guest.send("GET", account.base() + "/users", "", {"Authorization: Bearer " + token});
    EXPECT_EQ(bearer.status, 401);
    EXPECT_EQ(
        guest.post("/v1/join/look", json::Object{{"token", account.owner.client.session()}}).code(),
        "invitations.ended");
}

TEST(Threat16, a_forged_token_opens_nothing) {
    auto account = stamps();
    account.invite("mia");
    auto token = account.server().token_to(account.address("mia"));
    auto guest = account.stranger().client;
    auto altered = token;
    altered[altered.size() / 2] = altered[altered.size() / 2] == 'A' ? 'B' : 'A';
    for (auto const& wrong :
         {altered, token + "A", token.substr(1), std::string("x"), std::string(100, 'A')}) {
        auto refused = guest.post("/v1/join", joining(wrong, "another long passphrase 99"));
        EXPECT_EQ(refused.status, 410) << wrong;
        EXPECT_EQ(refused.code(), "invitations.ended") << wrong;
    }
    EXPECT_EQ(account.owner.get("/users?status=invited").count("items"), 1U);
}

TEST(Threat17, an_invitation_is_accepted_by_its_own_address_alone) {
    auto account = stamps();
    account.invite("mia");
    auto token = account.server().token_to(account.address("mia"));
    auto guest = account.stranger().client;
    auto body = json::Object{{"token", token},
                             {"password", "another long passphrase 99"},
                             {"email", "thief@evil.example"}};
    auto refused = guest.post("/v1/join", body);
    EXPECT_EQ(refused.code(), "field.unknown");
    EXPECT_EQ(refused.text("field"), "email");
    EXPECT_EQ(account.follow("mia").email, account.address("mia"));
}

TEST(Threat21, a_revoked_invitation_opens_nothing) {
    auto account = stamps();
    auto id = account.invite("mia");
    auto token = account.server().token_to(account.address("mia"));
    EXPECT_EQ(account.owner.del("/users/" + id).status, 204);
    auto guest = account.stranger().client;
    EXPECT_EQ(guest.post("/v1/join", joining(token, "another long passphrase 99")).code(),
              "invitations.ended");
    EXPECT_EQ(account.owner.get("/seats").text("used"), "1");
}

TEST(Threat31, what_only_the_server_sets_is_no_field_of_a_request) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    for (auto const* name :
         {"status", "id", "kind", "role", "version", "account_id", "created_at", "activated_at",
          "email_verified", "identity", "is_owner", "home_place"}) {
        auto user = account.new_user("mia");
        user.emplace_back(name, "active");
        auto added = account.owner.post("/users", user);
        EXPECT_EQ(added.status, 422) << name;
        EXPECT_EQ(added.code(), "field.unknown") << name;
        EXPECT_EQ(added.text("field"), name);
        auto edited = account.owner.patch(ulf.path(), json::Object{{name, "active"}});
        EXPECT_EQ(edited.code(), "field.unknown") << name;
    }
    EXPECT_EQ(account.owner.patch(ulf.path(), json::Object{{"email", "x@y.example"}}).code(),
              "field.unknown");
    EXPECT_EQ(account.owner.get("/seats").text("used"), "2");
}

TEST(Threat35, a_new_sign_in_ends_the_session_it_came_with) {  // and 42: session fixation
    auto account = stamps();
    auto planted = account.owner.client.session();
    auto again = account.owner.client.post(
        "/v1/sign-in",
        json::Object{{"email", account.owner.email}, {"password", account.owner.password}});
    ASSERT_EQ(again.status, 200);
    EXPECT_NE(account.owner.client.session(), planted);
    auto thief = account.stranger();
    thief.client.take_session(planted);
    EXPECT_EQ(thief.get("/users").status, 401);
    EXPECT_EQ(account.owner.get("/users").status, 200);
}

TEST(Threat35, a_session_ends_after_a_week_without_use) {
    auto account = stamps();
    account.server().later(Duration{days(7).ms + minutes(1).ms});
    EXPECT_EQ(account.owner.get("/users").status, 401);
    EXPECT_EQ(account.owner.sign_in().status, 200);
}

TEST(Threat41, guessing_is_slowed_down_and_locks_nobody_out_for_good) {
    auto account = stamps();
    auto guest = account.stranger().client;
    Answer last;
    for (int i = 0; i < 8; ++i)
        last = guest.post("/v1/sign-in", json::Object{{"email", account.owner.email},
                                                      {"password", "guess " + std::to_string(i)}});
    EXPECT_EQ(last.status, 429);
    EXPECT_EQ(last.code(), "signin.too_many");
    EXPECT_GT(std::stoi(last.text("params.retry_after_s")), 0);
    account.server().steer(minutes(31));
    EXPECT_EQ(account.owner.sign_in().status, 200);
}

TEST(Threat42, a_write_that_other_pages_sent_is_refused) {
    auto account = stamps();
    auto path = account.base() + "/users";
    auto body = json::text(account.new_user("mia"));
    auto cookie = "Cookie: __Host-usher=" + account.owner.client.session();
    auto type = std::string("Content-Type: application/json");
    auto const& client = account.owner.client;
    for (auto const* origin :
         {"Origin: https://evil.example", "Origin: null", "Origin: http://127.0.0.1:1",
          "Origin: http://127.0.0.1.evil.example"}) {
        auto refused = client.send("POST", path, body, {cookie, type, origin});
        EXPECT_EQ(refused.status, 403) << origin;
        EXPECT_EQ(refused.code(), "http.origin") << origin;
    }
    EXPECT_EQ(client.send("POST", path, body, {cookie, type}).code(), "http.origin");
    auto own = "Origin: " + account.server().url();
    for (auto const* form : {"Content-Type: text/plain", "Content-Type: multipart/form-data",
                             "Content-Type: application/x-www-form-urlencoded"})
        EXPECT_EQ(client.send("POST", path, body, {cookie, form, own}).code(), "http.media_type");
    auto sign_in = json::text(
        json::Object{{"email", account.owner.email}, {"password", account.owner.password}});
    EXPECT_EQ(
        client.send("POST", "/v1/sign-in", sign_in, {type, "Origin: https://evil.example"}).status,
        403);
    EXPECT_EQ(client.send("GET", account.base() + "/users?_method=POST", "", {cookie}).status / 100,
              4);
    EXPECT_EQ(account.owner.get("/seats").text("used"), "1");
}

}  // namespace
}  // namespace usher::testing
