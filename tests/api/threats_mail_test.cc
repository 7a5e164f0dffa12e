// Attacks through the mails that Usher sends, and on the ways to ask for one (threats.md, by
// number), with real mail.
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 20}); }

std::string text_of(json::Value const& mail) { return *mail.member("text")->text(); }
std::string all_of(json::Value const& mail) { return json::text(mail); }

Headers const forged{"Content-Type: application/json", "X-Forwarded-Host: evil.example",
                     "X-Forwarded-Proto: https",       "X-Forwarded-Server: evil.example",
                     "X-Original-Host: evil.example",  "Forwarded: host=evil.example;proto=https"};

Headers with(Headers headers, std::string more) {
    headers.push_back(std::move(more));
    return headers;
}

TEST(Threat1, no_mailed_link_of_any_kind_leads_where_a_header_says) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto own = "Origin: " + account.server().url();
    auto cookie = "Cookie: __Host-usher=" + account.owner.client.session();
    auto guest = account.stranger().client;
    auto forgot = json::text(json::Object{{"email", ulf.email}});
    ASSERT_EQ(guest.send("POST", "/v1/forgot", forgot, with(forged, own)).status, 204);
    auto by_administrator = guest.send("POST", account.base() + ulf.path() + "/reset",
                                       R"({"end_now":true})", with(with(forged, own), cookie));
    EXPECT_EQ(by_administrator.status / 100, 2) << by_administrator.body;
    auto address = json::text(json::Object{{"email", account.address("new-ulf")}});
    ASSERT_EQ(guest
                  .send("PUT", account.base() + ulf.path() + "/email", address,
                        with(with(forged, own), cookie))
                  .status,
              200);
    auto here = account.server().url() + "/";
    EXPECT_NE(text_of(account.server().mail_to(ulf.email, 2)).find(here), std::string::npos);
    auto change = account.server().mail_to(account.address("new-ulf"));
    EXPECT_NE(text_of(change).find(here + "join#"), std::string::npos);
    for (auto const& mail : account.server().mails())
        EXPECT_EQ(all_of(mail).find("evil.example"), std::string::npos);
    // A host that is not ours is not listened to at all.
    auto named =
        guest.send("POST", "/v1/forgot", forgot, with(with(forged, own), "Host: evil.example"));
    EXPECT_EQ(named.code(), "http.host");
}

TEST(Threat2, a_link_is_asked_for_one_address_and_no_second_one) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto thief = account.address("thief");
    auto guest = account.stranger().client;
    auto field_of = [&](std::string const& body) {
        auto refused = guest.write("POST", "/v1/forgot", body);
        EXPECT_EQ(refused.status / 100, 4) << body;
        return refused.code();
    };
    EXPECT_EQ(field_of(R"({"email":[")" + ulf.email + R"(",")" + thief + R"("]})"), "field.type");
    EXPECT_EQ(field_of(R"({"email":{"0":")" + ulf.email + R"("}})"), "field.type");
    EXPECT_EQ(field_of(R"({"email":")" + ulf.email + R"(","email":")" + thief + R"("})"),
              "json.malformed");
    EXPECT_EQ(field_of(R"({"email":")" + ulf.email + R"(","Email":")" + thief + R"("})"),
              "field.unknown");
    EXPECT_EQ(guest.post("/v1/forgot?email=" + thief, json::Object{{"email", ulf.email}}).code(),
              "http.query");
    EXPECT_EQ(account.server().mails_to(ulf.email), 1U) << "the invitation alone";
    EXPECT_EQ(account.server().mails_to(thief), 0U);
}

TEST(Threat8, a_token_resets_its_own_person_whoever_else_is_named) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto max = account.join("max", {"user", "user-manager"});
    auto guest = account.stranger().client;
    ASSERT_EQ(guest.post("/v1/forgot", json::Object{{"email", ulf.email}}).status, 204);
    auto token = account.server().token_to(ulf.email, 2);
    auto secret = std::string("seven herons on ice");
    for (auto const* name : {"email", "user", "identity", "username"}) {
        auto other = guest.post(
            "/v1/reset", json::Object{{"token", token}, {"password", secret}, {name, max.email}});
        EXPECT_EQ(other.code(), "field.unknown") << name;
    }
    // Signed in as somebody else makes no difference to whose password it is.
    EXPECT_EQ(
        max.client.post("/v1/reset", json::Object{{"token", token}, {"password", secret}}).status,
        204);
    EXPECT_EQ(max.sign_in().status, 200) << "with the old one";
    EXPECT_EQ(ulf.sign_in().code(), "signin.wrong");
    ulf.password = secret;
    EXPECT_EQ(ulf.sign_in().status, 200);
}

TEST(Threat6, a_name_adds_no_header_and_no_reader_to_a_mail) {
    auto account = stamps();
    auto user = json::Object{{"email", account.address("mia")},
                             {"first_name", "Mia\r\nBcc: thief@evil.example"},
                             {"last_name", "<thief@evil.example>,"}};
    auto added = account.owner.post("/users", user);
    if (added.status == 422) {
        EXPECT_EQ(added.text("field"), "first_name");
        user[1].second = "Mia Bcc: thief@evil.example";
        ASSERT_EQ(account.owner.post("/users", user).status, 201);
    }
    account.server().mail_to(account.address("mia"));
    EXPECT_EQ(account.server().mails_to("thief@evil.example"), 0U);
    EXPECT_EQ(account.server().mails_to(account.address("mia")), 1U);
}

TEST(Threat15, names_and_notes_that_people_choose_bring_no_link_into_a_mail) {
    auto account = stamps();
    auto lure = "Win at https://evil.example/now or evil.example";
    ASSERT_EQ(account.owner.client
                      .patch("/v1/me/accounts/" + account.slug(),
                             json::Object{{"first_name", "Ada www.evil.example"}})
                      .status /
                  100,
              2);
    auto invited = account.owner.post(
        "/invitations",
        json::Object{{"emails", json::Array{account.address("mia")}}, {"note", lure}});
    ASSERT_EQ(invited.text("sent"), "1") << invited.body;
    auto mail = account.server().mail_to(account.address("mia"));
    for (auto const* part : {"text", "html", "headers"}) {
        auto said = json::text(*mail.member(part));
        EXPECT_EQ(said.find("evil.example"), std::string::npos) << part << said;
        EXPECT_EQ(said.find("https://evil"), std::string::npos) << part << said;
    }
    for (auto const* chosen : {"Ada www. evil. example", "Win at https: //evil. example"})
        EXPECT_NE(text_of(mail).find(chosen), std::string::npos) << text_of(mail);
}

TEST(Threat15, forgetting_again_and_again_mails_once_in_a_while) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 20});
    auto ulf = account.join("ulf", {"user"});
    auto ask = [&] {
        return server.client().post("/v1/forgot", json::Object{{"email", ulf.email}}).status;
    };
    EXPECT_EQ(ask(), 204);
    server.mail_to(ulf.email, 2);
    EXPECT_EQ(ask(), 204) << "the answer tells nothing of it";
    server.later(minutes(4));
    EXPECT_EQ(ask(), 204);
    server.mail_to(ulf.email, 3);
    EXPECT_EQ(server.mails_to(ulf.email), 3U) << "none for the second, which came at once";
}

// The answer, each reading of it again, and its event: none has the link (RT20).
TEST(Threat19, no_answer_about_a_mail_has_the_link_that_is_in_it) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto max = account.join("max", {"user", "user-manager"});
    auto reset = max.post(ulf.path() + "/reset", json::Object{{"end_now", true}},
                          {"Idempotency-Key: reset-1"});
    auto again = max.post(ulf.path() + "/reset", json::Object{{"end_now", true}},
                          {"Idempotency-Key: reset-1"});
    auto change =
        max.put(ulf.path() + "/email", json::Object{{"email", account.address("new-ulf")}});
    auto tokens = {account.server().token_to(ulf.email, 2),
                   account.server().token_to(account.address("new-ulf"))};
    for (auto const& answer :
         {reset, again, change, max.get(ulf.path()), account.owner.get("/audit?target=" + ulf.id),
          account.owner.get("/audit/export?format=csv"), account.owner.get("/audit/chain"),
          max.get("/users")}) {
        EXPECT_EQ(answer.status / 100, 2) << answer.body;
        for (auto const& token : tokens) EXPECT_FALSE(answer.holds(token));
        EXPECT_FALSE(answer.holds("join#"));
        EXPECT_FALSE(answer.holds("reset#"));
    }
}

}  // namespace
}  // namespace usher::testing
