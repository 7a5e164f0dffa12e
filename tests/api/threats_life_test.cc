// Attacks around the life of a user (threats.md, by number).
#include <gtest/gtest.h>

#include <thread>

#include "support/account.h"
#include "support/jobs.h"

namespace usher::testing {
namespace {

Account stamps(int seats = 20) {
    return Server::shared().open("stamps", {.plan = "premier", .seats = seats});
}
Answer look(Account const& account, std::string const& token) {
    return account.stranger().client.post("/v1/join/look", json::Object{{"token", token}});
}

TEST(Threat14, a_new_address_is_worth_nothing_before_it_is_confirmed) {
    auto account = stamps();
    auto sam = account.join("sam", {"user"});
    auto box = account.address("thief");
    auto path = "/users/" + sam.id + "/email";
    EXPECT_EQ(account.owner.put(path, json::Object{{"email", box}}).status, 200);
    auto signs_in = account.stranger().client.post(
        "/v1/sign-in", json::Object{{"email", box}, {"password", sam.password}});
    EXPECT_EQ(signs_in.code(), "signin.wrong");
    EXPECT_EQ(account.stranger().client.post("/v1/forgot", json::Object{{"email", box}}).status,
              204);
    EXPECT_EQ(account.server().mails_to(box), 1U) << "the link, and no reset";
    EXPECT_EQ(sam.sign_in().status, 200) << "the old one holds";
    auto told = json::text(account.server().mail_to(sam.email, 2));
    EXPECT_NE(told.find("being changed"), std::string::npos) << "and is told";
}

TEST(Threat17, somebody_else_who_is_signed_in_does_not_get_the_user) {
    auto account = stamps();
    auto sam = account.join("sam", {"user"});
    auto eve = account.join("eve", {"user"});
    auto box = account.address("new-sam");
    account.owner.put("/users/" + sam.id + "/email", json::Object{{"email", box}});
    auto token = account.server().token_to(box);
    auto seen = eve.client.post("/v1/join/look", json::Object{{"token", token}});
    EXPECT_EQ(seen.text("identity"), "somebody_else");
    EXPECT_EQ(eve.client.post("/v1/join", json::Object{{"token", token}}).code(),
              "invitations.other_identity");
    EXPECT_EQ(account.owner.get(sam.path()).text("email"), sam.email);
}

TEST(Threat18, nobody_brings_back_or_gives_many_what_they_do_not_hold) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    auto end = bulk(max, {{"do", "give_role"}, {"role", "admin"}, {"users", ids({ulf.id})}});
    EXPECT_EQ(end.text("refused"), "1") << end.body;
    EXPECT_EQ(account.owner.get(ulf.path()).count("roles"), 1U);
    EXPECT_EQ(ulf.post("/bulk", json::Object{{"do", "suspend"}, {"users", ids({max.id})}}).code(),
              "access.no_act");
}

TEST(Threat21, a_changed_address_ends_with_the_right_of_who_changed_it) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto sam = account.join("sam", {"user", "user-manager"});
    auto box = account.address("new-sam");
    EXPECT_EQ(max.put("/users/" + sam.id + "/email", json::Object{{"email", box}}).status, 200);
    auto token = account.server().token_to(box);
    account.owner.put(max.path() + "/suspension");
    auto joined = account.stranger().client.post(
        "/v1/join", json::Object{{"token", token}, {"password", password_of(box)}});
    EXPECT_EQ(joined.code(), "invitations.withdrawn");
    account.owner.del(max.path() + "/suspension");
    account.owner.del(sam.path());
    EXPECT_EQ(look(account, token).code(), "invitations.ended") << "deleted meanwhile";
}

TEST(Threat22, restoring_and_inviting_at_once_never_take_a_seat_too_many) {
    auto account = stamps(6);
    auto gone = account.invite("gone");
    account.owner.del("/users/" + gone);
    account.owner.put("/seats", json::Object{{"bought", 2}});
    std::atomic<int> got = 0;
    std::vector<std::thread> threads;
    for (int i = 0; i < 12; ++i)
        threads.emplace_back([&, by = account.owner, i]() mutable {
            auto answer = i % 2 ? by.put("/users/" + gone + "/restoration", json::Object{})
                                : by.post("/users", account.new_user("n" + std::to_string(i)));
            if (answer.status == 200 || answer.status == 201) ++got;
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(got, 1);
    EXPECT_EQ(account.owner.get("/seats").text("used"), "2");
}

TEST(Threat32, the_id_of_a_deleted_user_is_never_anothers) {
    auto account = stamps();
    auto sam = account.join("sam", {"user", "user-manager"});
    account.owner.del(sam.path());
    account.invite("sam", {{"user"}});
    auto anew = account.follow("sam", 2);  // the first mail was the one of before
    EXPECT_NE(anew.id, sam.id);
    EXPECT_EQ(anew.get("/users").code(), "access.no_act") << "nothing of the one of before";
    EXPECT_EQ(account.owner.get(sam.path()).text("status"), "deleted");
    auto other = stamps();
    EXPECT_EQ(other.owner.put("/users/" + sam.id + "/restoration", json::Object{}).status, 404);
    EXPECT_EQ(other.owner.put("/users/" + sam.id + "/erasure").status, 404);
}

TEST(Threat46, what_a_job_found_is_read_with_the_rights_of_now) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    auto end = bulk(max, {{"do", "suspend"}, {"users", ids({ulf.id})}});
    auto path = "/jobs/" + end.text("id") + "/rows";
    EXPECT_TRUE(max.get(path).holds(ulf.email));
    account.owner.put(max.path() + "/roles",
                      json::Object{{"roles", json::Array{json::Object{{"role", "user"}}}}});
    auto now = max.get(path);
    EXPECT_FALSE(now.holds(ulf.email));
    EXPECT_FALSE(now.holds("Ulf"));
    EXPECT_FALSE(max.get(path + ".csv").holds(ulf.email));
}

}  // namespace
}  // namespace usher::testing
