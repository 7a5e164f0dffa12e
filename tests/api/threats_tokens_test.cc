// Attacks on tokens, steps and cursors (threats.md, by number), through the real program.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "base/secret.h"
#include "support/account.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 20}); }

Answer post(std::string_view path, json::Object const& body) {
    return Server::shared().client().post(path, body);
}

TEST(Threat3, no_step_of_a_reset_can_be_left_out) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto secret = "seven herons on ice";
    for (auto const& body : {json::Object{{"password", secret}},
                             json::Object{{"email", ulf.email}, {"password", secret}},
                             json::Object{{"token", ""}, {"password", secret}},
                             json::Object{{"token", nullptr}, {"password", secret}},
                             json::Object{{"token", true}, {"password", secret}}}) {
        auto skipped = post("/v1/reset", body);
        EXPECT_EQ(skipped.status, 422) << json::text(body) << skipped.body;
    }
    EXPECT_EQ(post("/v1/reset", {{"token", "x"}, {"password", secret}}).code(),
              "passwords.link_ended");
    // Asking and looking are no steps that set anything.
    ASSERT_EQ(post("/v1/forgot", {{"email", ulf.email}}).status, 204);
    auto token = account.server().token_to(ulf.email, 2);
    ASSERT_EQ(post("/v1/reset/look", {{"token", token}}).status, 200);
    EXPECT_EQ(post("/v1/reset", {{"token", token}}).text("field"), "password");
    EXPECT_EQ(post("/v1/reset", {{"token", token}, {"password", ""}}).status, 422);
    auto guest = account.stranger().client;
    EXPECT_EQ(guest.put("/v1/me/password", json::Object{{"current", "x"}, {"new", secret}}).status,
              401);
    EXPECT_EQ(ulf.sign_in().status, 200) << "with the old password";
}

TEST(Threat3, a_reset_signs_nobody_in) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    ASSERT_EQ(post("/v1/forgot", {{"email", ulf.email}}).status, 204);
    auto guest = account.stranger().client;
    auto done =
        guest.post("/v1/reset", json::Object{{"token", account.server().token_to(ulf.email, 2)},
                                             {"password", "seven herons on ice"}});
    EXPECT_EQ(done.status, 204);
    EXPECT_EQ(guest.session(), "");
    EXPECT_EQ(done.header("set-cookie").find("__Host-usher="), std::string::npos);
}

TEST(Threat5, each_spelling_of_an_address_leads_to_the_one_person_or_to_nobody) {
    auto account = stamps();
    auto mia = account.join("mia", {"user"});
    auto domain = account.address("");
    // One canonical form at sign-up, at sign-in and at a reset: never another person's mail.
    for (auto const& spelling :
         {"MIA" + domain, "\uff4d\uff49\uff41" + domain, "m\u0131a" + domain, "mi\u00e1" + domain,
          "mia+x" + domain, "m.ia" + domain, "mia\u200b" + domain}) {
        auto asked = post("/v1/forgot", {{"email", spelling}});
        EXPECT_EQ(asked.status, 204) << spelling;
        auto in = post("/v1/sign-in", {{"email", spelling}, {"password", mia.password}});
        bool same_key = spelling.starts_with("MIA");
        EXPECT_EQ(in.status, same_key ? 200 : 401) << spelling;
    }
    account.server().mail_to(mia.email, 2);
    EXPECT_EQ(account.server().mails_to(mia.email), 2U) << "the invitation, and one reset";
}

TEST(Threat7, a_reset_is_used_once_also_by_many_at_once) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    ASSERT_EQ(post("/v1/forgot", {{"email", ulf.email}}).status, 204);
    auto token = account.server().token_to(ulf.email, 2);
    std::atomic<int> won = 0, lost = 0;
    {
        std::vector<std::jthread> threads;
        for (int n = 0; n < 8; ++n)
            threads.emplace_back([&, n] {
                auto done =
                    post("/v1/reset",
                         {{"token", token}, {"password", "heron " + std::to_string(n) + " flies"}});
                won += done.status == 204;
                lost += done.code() == "passwords.link_ended" || done.code() == "signin.busy";
            });
    }
    EXPECT_EQ(won, 1);
    EXPECT_EQ(lost, 7);
}

TEST(Threat8, a_link_of_one_purpose_is_none_of_another) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    account.invite("mia");
    auto invitation = account.server().token_to(account.address("mia"));
    ASSERT_EQ(post("/v1/forgot", {{"email", ulf.email}}).status, 204);
    auto reset = account.server().token_to(ulf.email, 2);
    auto secret = "seven herons on ice";
    EXPECT_EQ(post("/v1/reset", {{"token", invitation}, {"password", secret}}).code(),
              "passwords.link_ended");
    EXPECT_EQ(post("/v1/join", {{"token", reset}, {"password", secret}}).code(),
              "invitations.ended");
    EXPECT_EQ(post("/v1/reset/look", {{"token", ulf.client.session()}}).code(),
              "passwords.link_ended");
    EXPECT_EQ(ulf.sign_in().status, 200);
}

TEST(Threat9, whoever_opens_a_link_without_a_person_uses_nothing_up) {
    auto account = stamps();
    account.invite("mia");
    auto token = account.server().token_to(account.address("mia"));
    auto guest = account.stranger().client;
    for (auto const* path : {"/join", "/reset"}) {
        (void)guest.get(path);
        (void)guest.send("HEAD", path, "", {});
        (void)guest.get(std::string(path) + "?token=" + token);
    }
    // A scanner that posts what it finds: without a password nothing is accepted.
    for (auto const& body : {json::Object{{"token", token}}, json::Object{}})
        EXPECT_EQ(guest.post("/v1/join", body).status, 422);
    EXPECT_EQ(guest.get("/v1/join?token=" + token).status / 100, 4);
    EXPECT_EQ(guest.post("/v1/join/look", json::Object{{"token", token}}).status, 200);
    EXPECT_EQ(account.follow("mia").get("/users").status / 100, 4)
        << "joined, and no administrator";
}

TEST(Threat20, an_invitation_of_another_tenant_is_unknown_by_its_id) {
    auto mine = stamps(), theirs = stamps();
    auto id = theirs.invite("mia");
    auto token = theirs.server().token_to(theirs.address("mia"));
    auto path = "/users/" + id;
    for (auto const& answer :
         {mine.owner.post(path + "/invitation"), mine.owner.del(path), mine.owner.get(path),
          mine.owner.patch(path, json::Object{{"first_name", "X"}}),
          mine.owner.put(path + "/roles", json::Object{{"roles", json::Array{}}}),
          mine.owner.put(path + "/suspension"), mine.owner.post(path + "/reset", json::Object{})}) {
        EXPECT_EQ(answer.status, 404) << answer.body;
        EXPECT_EQ(answer.code(), "not_found");
        EXPECT_FALSE(answer.holds("mia"));
    }
    EXPECT_EQ(theirs.server().mails_to(theirs.address("mia")), 1U);
    EXPECT_EQ(theirs.server().token_to(theirs.address("mia")), token);
    EXPECT_EQ(theirs.follow("mia").sign_in().status, 200) << "the link is alive";
}

TEST(Threat25, a_cursor_leads_nowhere_but_on_in_ones_own_list) {
    auto mine = stamps(), theirs = stamps();
    for (auto const* name : {"anna", "bert", "carl"}) {
        mine.invite(name);
        theirs.invite(name);
    }
    auto next = theirs.owner.get("/users?limit=1").text("next");
    ASSERT_NE(next, "");
    auto walked = mine.owner.get("/users?limit=50&after=" + next);
    EXPECT_EQ(walked.status, 200) << walked.body;
    EXPECT_FALSE(walked.holds(theirs.address("").substr(1)));
    auto event = theirs.owner.get("/audit?limit=1").text("next");
    ASSERT_NE(event, "");
    EXPECT_EQ(mine.owner.get("/audit?after=" + event).text("field"), "after");
    // Made up: an answer of one's own account, or a refusal that names the field; never a failure.
    for (auto const& raw : {std::string("\x1f"), std::string("' or 1=1 --"), std::string(3000, 'z'),
                            std::string("zzz\x1f\x1f\x1f\x1f\x1fusr_zzzzzzzzzzzzzzzzzzzzzzzzzz"),
                            std::string("%_%")}) {
        auto made_up = mine.owner.get("/users?after=" + base64url(raw));
        EXPECT_TRUE(made_up.status == 200 || made_up.text("field") == "after")
            << made_up.status << made_up.body;
        EXPECT_FALSE(made_up.holds(theirs.address("").substr(1)));
    }
    for (auto const* text : {"", "====", "a", "usr_1", "..", "%00", "%ff"}) {
        EXPECT_EQ(mine.owner.get("/users?after=" + std::string(text)).status / 100,
                  std::string_view(text).empty() ? 2 : 4)
            << text;
        EXPECT_EQ(mine.owner.get("/audit?after=" + std::string(text)).status / 100, 4) << text;
    }
}

TEST(Threat36, sessions_of_others_are_neither_listed_nor_ended) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"}), max = account.join("max", {"user", "user-manager"});
    auto of_ulf = ulf.client.get("/v1/me/sessions");
    ASSERT_EQ(of_ulf.count("items"), 1U);
    auto id = of_ulf.text("items.0.id");
    EXPECT_EQ(of_ulf.text("items.0.current"), "true");
    for (auto* other : {&max, &account.owner}) {
        auto listed = other->client.get("/v1/me/sessions");
        EXPECT_EQ(listed.count("items"), 1U);
        EXPECT_FALSE(listed.holds(id));
        EXPECT_EQ(other->client.del("/v1/me/sessions/" + id).code(), "not_found");
        EXPECT_EQ(other->client.get("/v1/me/sessions?user=" + ulf.id).code(), "http.query");
        EXPECT_EQ(other->client.del("/v1/me/sessions").status, 204);
    }
    EXPECT_EQ(ulf.get("/users").status, 403) << "still signed in, and no administrator";
    EXPECT_EQ(account.stranger().client.get("/v1/me/sessions").status, 401);
    EXPECT_FALSE(of_ulf.holds(ulf.client.session())) << "ids, never tokens";
}

TEST(Threat41, a_client_cannot_choose_its_address) {
    auto account = stamps();
    auto guest = account.stranger().client;
    auto body = [&](int i) {
        return json::Object{{"email", account.owner.email},
                            {"password", "guess " + std::to_string(i)}};
    };
    Answer last;
    for (int i = 0; i < 8; ++i)
        last = guest.post("/v1/sign-in", body(i),
                          {"X-Forwarded-For: 203.0.113." + std::to_string(i),
                           "X-Real-IP: 203.0.113." + std::to_string(i),
                           "Forwarded: for=203.0.113." + std::to_string(i)});
    EXPECT_EQ(last.code(), "signin.too_many") << "nobody named a proxy: it counts as one client";
    EXPECT_EQ(account.server().log().find("\"address\":\"203.0.113."), std::string::npos);
    EXPECT_NE(account.server().log().find("http.unnamed_proxy"), std::string::npos);
}

}  // namespace
}  // namespace usher::testing
