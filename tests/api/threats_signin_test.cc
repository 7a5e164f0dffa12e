// Attacks on the ways to sign in (threats.md, by number), against the real program.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/account.h"

namespace usher::testing {
namespace {

Account stamps(Server& server) { return server.open("stamps", {.plan = "premier", .seats = 20}); }
Account stamps() { return stamps(Server::shared()); }

Answer sign_in(Client& client, std::string const& email, std::string const& password) {
    return client.post("/v1/sign-in", json::Object{{"email", email}, {"password", password}});
}

// What the browser is told to keep, so that it is known again.
std::string known_cookie(Answer const& answer) {
    constexpr std::string_view name = "__Host-usher-known=";
    auto at = answer.head.find(name);
    if (at == answer.head.npos) return "";
    auto from = at + name.size();
    return answer.head.substr(from, answer.head.find(';', from) - from);
}

TEST(Threat10, signing_in_and_forgetting_say_the_same_for_known_and_unknown) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto guest = account.stranger().client;
    auto known = sign_in(guest, ulf.email, "not the one");
    auto unknown = sign_in(guest, "nobody-" + ulf.email, "not the one");
    EXPECT_EQ(known.status, unknown.status);
    EXPECT_EQ(known.code(), unknown.code());
    EXPECT_EQ(known.text("detail"), unknown.text("detail"));
    auto asks = [&](std::string const& email) {
        return guest.post("/v1/forgot", json::Object{{"email", email}});
    };
    EXPECT_EQ(asks(ulf.email).status, 204);
    EXPECT_EQ(asks("nobody-" + ulf.email).status, 204);
}

TEST(Threat12, inviting_an_address_of_another_account_is_answered_as_if_it_were_new) {
    auto here = stamps();
    auto there = stamps();
    auto ulf = there.join("ulf", {"user"});
    auto invite = [&](std::string const& email) {
        return here.owner.post("/users", json::Object{{"email", email}, {"first_name", "Una"}});
    };
    auto known = invite(ulf.email);
    auto unknown = invite(here.address("una"));
    EXPECT_EQ(known.status, 201);
    EXPECT_EQ(unknown.status, 201);
    EXPECT_EQ(known.text("status"), unknown.text("status"));
    EXPECT_FALSE(known.holds(ulf.id)) << "neither the user there nor that there is one";
}

TEST(Threat35, no_session_survives_a_change_of_password) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto other = ulf;
    ASSERT_EQ(other.sign_in().status, 200);
    EXPECT_EQ(other.client.get("/v1/me").status, 200);
    auto changed = ulf.client.put(
        "/v1/me/password", json::Object{{"current", ulf.password}, {"new", "seven herons on ice"}});
    EXPECT_EQ(changed.status, 204);
    EXPECT_EQ(other.client.get("/v1/me").status, 401);
    EXPECT_EQ(ulf.client.get("/v1/me").status, 200) << "under a new token";
}

TEST(Threat36, sessions_of_others_are_neither_listed_nor_ended) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto mia = account.join("mia", {"user"});
    auto sessions = ulf.client.get("/v1/me/sessions");
    ASSERT_EQ(sessions.count("items"), 1U);
    auto id = sessions.text("items.0.id");
    EXPECT_EQ(mia.client.del("/v1/me/sessions/" + id).code(), "not_found");
    EXPECT_EQ(account.owner.client.del("/v1/me/sessions/" + id).code(), "not_found");
    EXPECT_EQ(ulf.client.get("/v1/me").status, 200);
}

// Sent at once, no more of them are judged than may be: the counter goes up before the password is
// looked at, not after.
TEST(Threat41, guesses_sent_at_once_do_not_slip_past_the_counter) {
    Server server;  // whose brake counts nobody else
    auto account = stamps(server);
    auto ulf = account.join("ulf", {"user"});
    std::atomic<int> judged = 0, refused = 0;
    std::vector<std::thread> guessers;
    for (int i = 0; i < 24; ++i) {
        guessers.emplace_back([&] {
            auto client = account.stranger().client;
            auto answer = sign_in(client, ulf.email, "a guess");
            if (answer.code() == "signin.wrong") ++judged;
            if (answer.code() == "signin.too_many") ++refused;
        });
    }
    for (auto& guesser : guessers) guesser.join();
    EXPECT_LE(judged, 5);
    EXPECT_GE(refused, 24 - 5 - 16) << "some may have met a busy pool";
}

TEST(Threat41, every_way_to_guess_a_password_counts_and_a_claimed_address_changes_nothing) {
    Server server;  // whose brake counts nobody else
    auto account = stamps(server);
    auto ulf = account.join("ulf", {"user"});
    for (int i = 0; i < 5; ++i) {
        auto proof = ulf.client.post("/v1/me/proof", json::Object{{"password", "a guess"}},
                                     {"X-Forwarded-For: 198.51.100." + std::to_string(i)});
        EXPECT_EQ(proof.code(), "passwords.not_current") << i;
    }
    EXPECT_EQ(ulf.client.post("/v1/me/proof", json::Object{{"password", ulf.password}}).code(),
              "signin.too_many");
    auto change = json::Object{{"current", ulf.password}, {"new", "seven herons on ice"}};
    EXPECT_EQ(ulf.client.put("/v1/me/password", change).code(), "signin.too_many");
    auto guest = account.stranger().client;
    EXPECT_EQ(sign_in(guest, ulf.email, ulf.password).code(), "signin.too_many");
}

TEST(Threat41, a_browser_that_its_owner_has_signed_in_with_is_not_locked_out_by_others) {
    Server server;  // whose brake counts nobody else
    auto account = stamps(server);
    auto ulf = account.join("ulf", {"user"});
    auto first = ulf.sign_in();
    ASSERT_EQ(first.status, 200);
    auto known = known_cookie(first);
    ASSERT_NE(known, "");
    auto thief = account.stranger().client;
    for (int i = 0; i < 6; ++i) sign_in(thief, ulf.email, "a guess");
    EXPECT_EQ(sign_in(thief, ulf.email, ulf.password).code(), "signin.too_many");
    auto body = json::text(json::Object{{"email", ulf.email}, {"password", ulf.password}});
    auto owner = account.stranger().client;
    auto in = owner.send("POST", "/v1/sign-in", body,
                         {"Content-Type: application/json", "Origin: " + account.server().url(),
                          "Cookie: __Host-usher-known=" + known});
    EXPECT_EQ(in.status, 200) << in.body;
    auto mia = account.join("mia", {"user"});
    auto other = json::text(json::Object{{"email", mia.email}, {"password", "a guess"}});
    for (int i = 0; i < 6; ++i) {
        auto guess =
            owner.send("POST", "/v1/sign-in", other,
                       {"Content-Type: application/json", "Origin: " + account.server().url(),
                        "Cookie: __Host-usher-known=" + known});
        if (i == 5) {
            EXPECT_EQ(guess.code(), "signin.too_many") << "good for its owner alone";
        }
    }
}

TEST(Threat41, joining_makes_the_browser_known_to_its_owner_alone) {
    Server server;  // whose brake counts nobody else
    auto account = stamps(server);
    account.invite("ulf");
    auto email = account.address("ulf"), password = password_of(email);
    auto joined = server.client().post(
        "/v1/join", json::Object{{"token", server.token_to(email)}, {"password", password}});
    ASSERT_EQ(joined.status, 200) << joined.body;
    auto known = known_cookie(joined);
    ASSERT_NE(known, "");
    auto refused = server.client().post(
        "/v1/join", json::Object{{"token", server.token_to(email)}, {"password", password}});
    EXPECT_EQ(refused.status, 410);
    EXPECT_EQ(known_cookie(refused), "") << "a link that is used up makes nothing known";
    auto thief = server.client();
    for (int i = 0; i < 6; ++i) sign_in(thief, email, "a guess");
    auto with_cookie = [&](std::string const& who, std::string const& word) {
        auto body = json::text(json::Object{{"email", who}, {"password", word}});
        return server.client().send("POST", "/v1/sign-in", body,
                                    {"Content-Type: application/json", "Origin: " + server.url(),
                                     "Cookie: __Host-usher-known=" + known});
    };
    EXPECT_EQ(sign_in(thief, email, password).code(), "signin.too_many");
    EXPECT_EQ(with_cookie(email, password).status, 200);
    EXPECT_EQ(known_cookie(with_cookie(email, password)), "") << "it has one already";
    auto mia = account.join("mia", {"user"});
    for (int i = 0; i < 6; ++i) sign_in(thief, mia.email, "a guess");
    EXPECT_EQ(with_cookie(mia.email, mia.password).code(), "signin.too_many");
}

TEST(Threat42, a_foreign_page_signs_nobody_in_and_a_session_is_never_kept_from_before) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto body = json::text(json::Object{{"email", ulf.email}, {"password", ulf.password}});
    auto guest = account.stranger().client;
    auto foreign = guest.send("POST", "/v1/sign-in", body,
                              {"Content-Type: application/json", "Origin: https://evil.example"});
    EXPECT_EQ(foreign.status, 403) << foreign.body;
    auto before = ulf.client.session();
    ASSERT_EQ(
        ulf.client
            .post("/v1/sign-in", json::Object{{"email", ulf.email}, {"password", ulf.password}})
            .status,
        200);
    EXPECT_NE(ulf.client.session(), before);
    auto fixed = account.stranger().client;
    fixed.take_session(before);
    EXPECT_EQ(fixed.get("/v1/me").status, 401);
}

}  // namespace
}  // namespace usher::testing
