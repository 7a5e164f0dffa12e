// What a mailed link is worth, to whom, and how often one is mailed (rights.md RT20, RT32, RT35,
// RT42, RT44; threats 14, 15, 21, 35): through the real program and real mail.
#include <gtest/gtest.h>

#include "support/operator.h"

namespace usher::testing {
namespace {

constexpr int more_than_a_minute_allows = 20;

Account stamps(Server& server = Server::shared()) {
    return server.open("stamps", {.plan = "premier", .seats = 20});
}
json::Object email(std::string const& address) { return json::Object{{"email", address}}; }
Answer follow(Client& client, std::string const& token, std::string const& password = "") {
    json::Object body{{"token", token}};
    if (!password.empty()) body.emplace_back("password", password);
    return client.post("/v1/join", body);
}
Answer ask_for_address(Person& who, std::string const& address) {
    return who.client.post("/v1/me/addresses",
                           json::Object{{"kind", "sign_in"}, {"email", address}});
}
Answer prove(Person& who) {
    return who.client.post("/v1/me/proof", json::Object{{"password", who.password}});
}
Answer enters(Person const& who, Account const& account) {
    return who.client.get("/v1/me?account=" + account.slug());
}

// ---- operators

TEST(RT26, threat_21_a_removed_operator_s_link_makes_no_operator) {
    auto& server = Server::shared();
    auto anna = operator_of(server, "Anna"), berta = operator_of(server, "Berta");
    ASSERT_EQ(anna.client.post("/v1/operators", email("xaver@usher.example")).status, 201);
    auto token = server.token_to("xaver@usher.example");
    auto guest = server.client();
    auto look = json::Object{{"token", token}};
    EXPECT_EQ(guest.post("/v1/join/look", look).status, 200);
    ASSERT_EQ(berta.client.del("/v1/operators/" + anna.id).status, 204);
    EXPECT_EQ(guest.post("/v1/join/look", look).code(), "invitations.withdrawn");
    EXPECT_EQ(follow(guest, token, "a kettle by the window 9").code(), "invitations.withdrawn");
    EXPECT_FALSE(berta.client.get("/v1/operators").holds("xaver@usher.example"));
    // That she is one again does not make the old link good.
    auto made = server.run({"init", "--email", anna.email});
    auto at = made.out.find("/join#") + 6;
    auto back = follow(anna.client, made.out.substr(at, made.out.find('\n', at) - at));
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(follow(guest, token, "a kettle by the window 9").code(), "invitations.withdrawn");
}

TEST(RT26, an_operator_who_still_is_one_makes_others) {
    auto& server = Server::shared();
    auto anna = operator_of(server, "Anna");
    ASSERT_EQ(anna.client.post("/v1/operators", email("yves@usher.example")).status, 201);
    auto guest = server.client();
    auto token = server.token_to("yves@usher.example");
    EXPECT_EQ(follow(guest, token, "a kettle by the window 9").status, 200);
    EXPECT_TRUE(anna.client.get("/v1/operators").holds("yves@usher.example"));
}

// ---- accepting as who is signed in

TEST(RT42, threat_14_a_session_left_open_adds_no_address_to_its_person) {
    Server server;
    auto account = stamps(server);
    auto sam = account.join("sam", {"user"});
    auto box = account.address("second");
    ASSERT_EQ(account.owner.put(sam.path() + "/email", email(box)).status, 200);
    auto token = server.token_to(box);
    server.later(minutes(11));
    EXPECT_EQ(follow(sam.client, token).code(), "signin.proof_needed");
    EXPECT_EQ(ask_for_address(sam, "thief@evil.example").code(), "signin.proof_needed");
    auto guest = server.client();
    auto by_it =
        guest.post("/v1/sign-in", json::Object{{"email", box}, {"password", sam.password}});
    EXPECT_EQ(by_it.code(), "signin.wrong") << "nothing was added";
    ASSERT_EQ(prove(sam).status, 204);
    EXPECT_EQ(follow(sam.client, token).status, 200) << "the link was not used up";
    EXPECT_EQ(enters(sam, account).status, 200);
    EXPECT_EQ(enters(sam, account).text("account.user.email"), box);
}

TEST(RT44, accepting_as_signed_in_makes_no_fresh_proof_of_an_old_session) {
    Server server;
    auto a = stamps(server), b = stamps(server);
    auto pat = a.join("pat", {"user"});
    ASSERT_EQ(b.owner.post("/users", email(pat.email)).status, 201);
    auto token = server.token_to(pat.email, 2);
    server.later(minutes(11));
    ASSERT_EQ(follow(pat.client, token).status, 200);
    EXPECT_EQ(enters(pat, b).status, 200);
    EXPECT_EQ(ask_for_address(pat, "thief@evil.example").code(), "signin.proof_needed");
    ASSERT_EQ(prove(pat).status, 204);
    EXPECT_EQ(ask_for_address(pat, "pat@new.example").status, 204);
}

TEST(RT42, a_session_that_was_ended_here_accepts_once_it_is_proved_anew) {
    auto account = stamps();
    auto sam = account.join("sam", {"user"});
    auto box = account.address("second");
    auto wish = json::Object{{"email", box}, {"end_now", true}};
    ASSERT_EQ(account.owner.put(sam.path() + "/email", wish).status, 200);
    auto token = account.server().token_to(box);
    EXPECT_EQ(follow(sam.client, token).code(), "signin.proof_needed");
    EXPECT_EQ(enters(sam, account).code(), "access.address_needed");
    ASSERT_EQ(prove(sam).status, 204);
    EXPECT_EQ(follow(sam.client, token).status, 200);
    EXPECT_EQ(enters(sam, account).status, 200);
}

TEST(RT39, who_has_to_accept_another_address_reads_so_and_not_that_the_account_is_open) {
    auto account = stamps();
    auto sam = account.join("sam", {"user"});
    auto entry = [&] { return sam.client.get("/v1/me").text("accounts.0.entry"); };
    EXPECT_EQ(entry(), "open");
    auto wish = json::Object{{"email", account.address("second")}, {"end_now", true}};
    ASSERT_EQ(account.owner.put(sam.path() + "/email", wish).status, 200);
    EXPECT_EQ(entry(), "address_needed");
    ASSERT_EQ(account.owner.put(sam.path() + "/suspension").status, 200);
    EXPECT_EQ(entry(), "suspended") << "in the order in which entering is refused";
}

// ---- what was ended stays ended

TEST(RT35, an_old_address_that_was_ended_stays_so_through_deleting_and_restoring) {
    auto account = stamps();
    auto sam = account.join("sam", {"user"});
    auto wish = json::Object{{"email", account.address("late")}, {"end_now", true}};
    ASSERT_EQ(account.owner.put(sam.path() + "/email", wish).status, 200);
    ASSERT_EQ(account.owner.del(sam.path()).status, 204);
    EXPECT_EQ(account.owner.del(sam.path() + "/email").code(), "users.deleted");
    auto back = account.owner.put(sam.path() + "/restoration", json::Object{});
    ASSERT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(back.text("user.address_needed"), "true");
    ASSERT_EQ(sam.sign_in().status, 200);
    EXPECT_EQ(enters(sam, account).code(), "access.address_needed");
    // No link is left; who may edit lets the old address in again.
    auto kept = account.owner.del(sam.path() + "/email");
    EXPECT_EQ(kept.text("address_needed"), "false") << kept.body;
    EXPECT_EQ(enters(sam, account).status, 200);
    auto log = account.owner.get("/audit?act=users.email_kept");
    EXPECT_EQ(log.count("items"), 1u);
    EXPECT_EQ(account.owner.del(sam.path() + "/email").status, 200) << "nothing waits";
    EXPECT_EQ(account.owner.get("/audit?act=users.email_kept").count("items"), 1u);
}

// ---- how often

TEST(RT20, threat_15_an_invited_address_is_not_put_right_again_and_again) {
    auto account = stamps();
    auto ida = "/users/" + account.invite("ida");
    Answer last;
    int sent = 0;
    for (int i = 0; i < more_than_a_minute_allows; ++i) {
        last = account.owner.put(ida + "/email", email(account.address(i % 2 ? "one" : "two")));
        if (last.status == 200) ++sent;
    }
    EXPECT_EQ(last.status, 429);
    EXPECT_EQ(last.code(), "invitations.sent_lately");
    EXPECT_NE(last.text("params.retry_after_s"), "");
    EXPECT_EQ(sent, 1) << "the first may come at once";
    EXPECT_EQ(account.owner.get(ida).text("email"), account.address("two"));
    EXPECT_EQ(account.server().mails_to(account.address("one")), 0U);
}

TEST(RT20, threat_15_a_user_s_address_is_not_changed_back_and_forth_again_and_again) {
    auto account = stamps();
    auto sam = account.join("sam", {"user"});
    Answer last;
    for (int i = 0; i < more_than_a_minute_allows; ++i)
        last =
            account.owner.put(sam.path() + "/email", email(account.address(i % 2 ? "one" : "two")));
    EXPECT_EQ(last.code(), "invitations.sent_lately");
    EXPECT_LE(account.server().mails_to(account.address("two")), 1U)
        << "it is dropped where its link was ended before it went";
    EXPECT_EQ(account.server().mails_to(account.address("one")), 1U);
    EXPECT_EQ(account.owner.get(sam.path()).text("email_change.email"), account.address("one"));
}

TEST(RT20, threat_15_deleting_and_restoring_somebody_invited_does_not_mail_again_and_again) {
    auto account = stamps();
    auto ida = "/users/" + account.invite("ida");
    Answer last;
    for (int i = 0; i < more_than_a_minute_allows; ++i) {
        account.owner.del(ida);
        last = account.owner.put(ida + "/restoration", json::Object{});
    }
    EXPECT_EQ(last.code(), "invitations.sent_lately");
    EXPECT_EQ(account.owner.get(ida).text("status"), "deleted") << "nothing was changed";
    EXPECT_LE(account.server().mails_to(account.address("ida")), 2U)
        << "the second is dropped where it was deleted before it went";
}

TEST(RT32, an_address_that_is_tried_by_changing_one_is_recorded_and_counted) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    EXPECT_EQ(max.put(ulf.path() + "/email", email(max.email)).code(), "users.exists");
    auto log = account.owner.get("/audit?act=users.exists");
    EXPECT_EQ(log.text("items.0.by.id"), "user:" + max.id) << log.body;

    json::Array taken;
    for (int i = 0; i < 500; ++i) taken.emplace_back(ulf.email);
    for (int i = 0; i < 2; ++i)
        ASSERT_EQ(max.post("/invitations", json::Object{{"emails", taken}}).status, 200);
    auto refused = max.put(ulf.path() + "/email", email(account.owner.email));
    EXPECT_EQ(refused.status, 429);
    EXPECT_EQ(refused.code(), "users.exists_often");
    EXPECT_EQ(max.put(ulf.path() + "/email", email(account.address("free"))).code(),
              "users.exists_often")
        << "nor is a free one told from a taken one";
    EXPECT_EQ(max.put(account.owner.path() + "/email", email("x@y.example")).code(),
              "access.not_contained");
}

// ---- from where

TEST(R6, joining_tells_from_where) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto log = account.owner.get("/audit?act=users.accept&target=" + ulf.id);
    EXPECT_EQ(log.text("items.0.act"), "users.accept");
    EXPECT_EQ(log.text("items.0.address"), "127.0.0.1") << log.body;
}

}  // namespace
}  // namespace usher::testing
