// The end of a user and the ways back from it (spec.md PS6, ST5, R2; rights.md RT34-RT37, RT42,
// cases 56, 57, 59, 63): through the real program.
#include <gtest/gtest.h>

#include <thread>

#include "support/account.h"
#include "support/waited.h"

namespace usher::testing {
namespace {

Account stamps(Server& server = Server::shared(), int seats = 20) {
    return server.open("stamps", {.plan = "premier", .seats = seats});
}
std::string restoration(std::string const& id) { return "/users/" + id + "/restoration"; }
std::string erasure(std::string const& id) { return "/users/" + id + "/erasure"; }
std::string email_of(std::string const& id) { return "/users/" + id + "/email"; }
Answer user(Person const& by, std::string const& id) { return by.get("/users/" + id); }
bool can(Answer const& user, std::string const& word) {
    for (std::size_t i = 0; i < user.count("can"); ++i)
        if (user.text("can." + std::to_string(i)) == word) return true;
    return false;
}

TEST(PS6, a_deleted_user_comes_back_as_they_were) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    EXPECT_EQ(account.owner.del(max.path()).status, 204);
    auto deleted = user(account.owner, max.id);
    EXPECT_EQ(deleted.text("status"), "deleted");
    EXPECT_NE(deleted.text("restore_until"), "");
    EXPECT_TRUE(can(deleted, "restore"));
    auto back = account.owner.put(restoration(max.id), json::Object{});
    EXPECT_EQ(back.status, 200) << back.body;
    EXPECT_EQ(back.text("user.status"), "active");
    EXPECT_EQ(back.count("user.roles"), 2U);
    EXPECT_EQ(back.count("dropped"), 0U);
    EXPECT_EQ(max.get("/users").status, 401) << "entries of before stay ended";
    EXPECT_EQ(max.sign_in().status, 200);
    EXPECT_EQ(max.get("/users").status, 200);
    EXPECT_EQ(account.owner.put(restoration(max.id), json::Object{}).code(), "users.not_deleted");
}

TEST(PS6, who_was_suspended_comes_back_suspended_and_who_was_invited_gets_a_new_mail) {
    auto account = stamps();
    auto max = account.join("max", {"user"});
    account.owner.put(max.path() + "/suspension");
    account.owner.del(max.path());
    EXPECT_EQ(account.owner.put(restoration(max.id), json::Object{}).text("user.status"),
              "suspended");

    auto ida = account.invite("ida", {.roles = {"user"}});
    auto old_link = account.server().token_to(account.address("ida"));
    account.owner.del("/users/" + ida);
    EXPECT_EQ(account.owner.put(restoration(ida), json::Object{}).text("user.status"), "invited");
    auto looked =
        account.stranger().client.post("/v1/join/look", json::Object{{"token", old_link}});
    EXPECT_EQ(looked.code(), "invitations.ended") << "the link of before stays ended";
    auto joined = account.follow("ida", 2);
    EXPECT_EQ(user(account.owner, ida).text("status"), "active");
}

TEST(ST5, a_restored_user_keeps_what_is_attributed_to_them) {
    auto account = stamps();
    auto max = account.join("max", {"user"});
    account.owner.del(max.path());
    account.owner.put(restoration(max.id), json::Object{});
    auto log = account.owner.get("/audit?target=user:" + max.id);
    EXPECT_EQ(log.text("items.0.act"), "users.restore");
    EXPECT_EQ(log.text("items.1.act"), "users.delete");
    EXPECT_EQ(log.text("items.1.target.name"), "Max Tester");
}

// Case 56.
TEST(ST5, coming_back_needs_a_seat_an_address_and_time) {
    Server server;
    auto account = stamps(server, 2);
    auto sam = account.join("sam", {"user"});
    account.owner.del(sam.path());
    EXPECT_EQ(account.owner.get("/seats").text("used"), "1");
    auto eva = account.invite("eva");
    auto full = account.owner.put(restoration(sam.id), json::Object{});
    EXPECT_EQ(full.status, 409);
    EXPECT_EQ(full.code(), "seats.none_left");
    EXPECT_EQ(user(account.owner, sam.id).text("status"), "deleted") << "nothing was changed";
    account.owner.del("/users/" + eva);

    auto anew = account.invite("sam");
    EXPECT_NE(anew, sam.id) << "a new user with a new id (RT36)";
    EXPECT_EQ(account.owner.put(restoration(sam.id), json::Object{}).code(), "users.email_taken");
    account.owner.del("/users/" + anew);

    server.steer(days(29));
    account.owner.sign_in();
    EXPECT_EQ(account.owner.put(restoration(sam.id), json::Object{}).status, 200);
    account.owner.del(sam.path());
    server.steer(days(31));
    account.owner.sign_in();
    EXPECT_EQ(account.owner.put(restoration(sam.id), json::Object{}).code(), "users.restore_over");
}

TEST(R2, many_restored_at_once_for_one_seat_take_one) {
    auto account = stamps(Server::shared(), 30);
    std::vector<std::string> gone;
    for (int i = 0; i < 24; ++i) gone.push_back(account.invite("gone" + std::to_string(i)));
    for (auto const& id : gone) account.owner.del("/users/" + id);
    account.owner.put("/seats", json::Object{{"bought", 2}});
    std::atomic<int> back = 0, refused = 0;
    std::vector<std::thread> threads;
    for (auto const& id : gone)
        threads.emplace_back([&, by = account.owner, id]() mutable {
            auto answer = by.put(restoration(id), json::Object{});
            ++(answer.status == 200 ? back : refused);
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(back, 1);
    EXPECT_EQ(refused, 23);
    EXPECT_EQ(account.owner.get("/seats").text("used"), "2");
}

// Case 57, and RT8 whole.
TEST(R4, restoring_passes_the_gate_with_the_power_as_kept) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ann = account.join("ann", {"admin"});
    auto ulf = account.join("ulf", {"user"});
    account.owner.del(ann.path());
    EXPECT_EQ(max.put(restoration(ann.id), json::Object{}).code(), "access.not_contained");
    EXPECT_EQ(ulf.put(restoration(ann.id), json::Object{}).code(), "not_found");
    EXPECT_EQ(max.put(erasure(ann.id)).code(), "access.no_act");
    EXPECT_EQ(account.owner.put(restoration(ann.id), json::Object{}).status, 200);
}

// Case 59.
TEST(R6, erasing_takes_the_person_from_everywhere_and_leaves_a_whole_chain) {
    auto account = stamps();
    auto sam = account.join("sam", {"user"});
    account.owner.patch(sam.path(), json::Object{{"last_name", "Uniquelastname"}});
    EXPECT_EQ(account.owner.put(erasure(sam.id)).code(), "users.not_deleted");
    account.owner.del(sam.path());
    auto erased = account.owner.put(erasure(sam.id));
    EXPECT_EQ(erased.status, 200) << erased.body;
    EXPECT_TRUE(erased.text("name").starts_with("Erased user ")) << erased.text("name");
    EXPECT_FALSE(erased.holds("@"));
    EXPECT_FALSE(can(erased, "restore"));
    EXPECT_EQ(account.owner.put(restoration(sam.id), json::Object{}).code(), "users.erased");
    auto log = account.owner.get("/audit?limit=500");
    EXPECT_FALSE(log.holds("Uniquelastname"));
    EXPECT_FALSE(log.holds(account.address("sam")));
    EXPECT_TRUE(log.holds("users.invite")) << "the events stay";
    EXPECT_TRUE(log.holds("\"role\":\"user\"")) << "and so does what was done";
    auto chain = account.owner.get("/audit/chain?limit=2000");
    EXPECT_FALSE(chain.holds("Uniquelastname"));
    auto verified = account.server().run({"audit", "verify", "--account", account.slug()});
    EXPECT_EQ(verified.status, 0) << verified.err;
    EXPECT_NE(verified.out.find("the chain is whole"), std::string::npos) << verified.out;
}

TEST(R6, after_the_time_to_restore_roles_go_and_the_name_stays) {
    Server server;
    auto account = stamps(server);
    auto sam = account.join("sam", {"user"});
    account.owner.del(sam.path());
    server.steer(days(31));
    account.owner.sign_in();
    Answer now;
    EXPECT_TRUE(waited([&] {
        now = user(account.owner, sam.id);
        return now.count("roles") == 0;
    })) << now.body;
    EXPECT_EQ(now.text("name"), "Sam Tester");
    EXPECT_FALSE(can(now, "restore"));
    EXPECT_TRUE(can(now, "erase"));
    EXPECT_EQ(account.owner.get("/audit?target=user:" + sam.id).text("items.0.act"),
              "users.restore_over");
    EXPECT_NE(sam.sign_in().status, 200) << "an identity left without any user is gone too (RT34)";
}

// Case 63, threat 14.
TEST(R5, another_address_is_the_users_once_accepted_and_the_old_one_is_told) {
    auto account = stamps();
    auto sam = account.join("sam", {"user"});
    auto other = stamps();
    auto there = other.owner.post("/users", json::Object{{"email", sam.email}});
    ASSERT_EQ(there.status, 201);
    auto box = account.address("new-sam");
    auto asked = account.owner.put(email_of(sam.id), json::Object{{"email", box}});
    EXPECT_EQ(asked.status, 200) << asked.body;
    EXPECT_EQ(asked.text("email"), sam.email) << "not before it is accepted";
    EXPECT_EQ(asked.text("email_change.email"), box);
    EXPECT_EQ(sam.get("/users").code(), "access.no_act") << "the old sign-in holds";
    auto told = account.server().mail_to(sam.email, 3);  // invited, invited elsewhere, told
    EXPECT_EQ(json::text(told).find(box), std::string::npos)
        << "the new one is not told to the old";

    auto fresh = account.follow("new-sam");
    EXPECT_EQ(user(account.owner, sam.id).text("email"), box);
    EXPECT_EQ(fresh.get("/users").code(), "access.no_act") << "in, as that user";
    EXPECT_EQ(sam.get("/users").status, 404) << "the old identity is no user here any more";
    EXPECT_EQ(sam.client.get("/v1/me").status, 200) << "and untouched";
    // What was refused meanwhile stands there too.
    auto log = account.owner.get("/audit?act=users.bind&target=user:" + sam.id);
    EXPECT_EQ(log.text("items.0.act"), "users.bind");
    EXPECT_TRUE(log.text("items.0.details.identity_before").starts_with("idn_"));
    EXPECT_TRUE(log.text("items.0.details.identity_after").starts_with("idn_"));
    EXPECT_NE(log.text("items.0.details.identity_before"),
              log.text("items.0.details.identity_after"));
}

TEST(R5, accepted_by_the_same_person_the_address_is_added_to_them) {
    auto account = stamps();
    auto sam = account.join("sam", {"user"});
    auto box = account.address("second");
    account.owner.put(email_of(sam.id), json::Object{{"email", box}});
    auto token = account.server().token_to(box);
    auto look = sam.client.post("/v1/join/look", json::Object{{"token", token}});
    EXPECT_EQ(look.text("purpose"), "email_change");
    EXPECT_EQ(look.text("identity"), "signed_in");
    auto joined = sam.client.post("/v1/join", json::Object{{"token", token}});
    EXPECT_EQ(joined.status, 200) << joined.body;
    EXPECT_EQ(user(account.owner, sam.id).text("email"), box);
    EXPECT_EQ(sam.sign_in().status, 200) << "the same password";
}

TEST(R5, the_old_address_can_be_ended_at_once_and_the_change_be_cancelled) {
    auto account = stamps();
    auto sam = account.join("sam", {"user"});
    auto box = account.address("late");
    account.owner.put(email_of(sam.id), json::Object{{"email", box}, {"end_now", true}});
    EXPECT_EQ(sam.get("/users").code(), "access.address_needed");
    auto token = account.server().token_to(box);
    auto kept = account.owner.del(email_of(sam.id));
    EXPECT_EQ(kept.text("email_change.email"), "");
    EXPECT_EQ(sam.sign_in().status, 200);
    EXPECT_EQ(sam.get("/users").code(), "access.no_act") << "in again";
    auto late = account.stranger().client.post("/v1/join/look", json::Object{{"token", token}});
    EXPECT_EQ(late.code(), "invitations.ended");
}

TEST(R5, an_address_is_changed_by_who_may_edit_to_one_that_is_free) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    json::Object wish{{"email", account.address("x")}};
    EXPECT_EQ(max.put(email_of(account.owner.id), wish).code(), "access.not_contained");
    EXPECT_EQ(ulf.put(email_of(max.id), wish).code(), "not_found");
    EXPECT_EQ(max.put(email_of(max.id), wish).code(), "access.self");
    EXPECT_EQ(max.put(email_of(ulf.id), json::Object{{"email", max.email}}).code(), "users.exists");
    EXPECT_EQ(max.put(email_of(ulf.id), json::Object{{"email", ulf.email}}).code(),
              "users.same_email");
    EXPECT_EQ(account.server().mails_to(account.address("x")), 0U);
}

TEST(PS5, the_address_of_an_invited_user_is_put_right_and_the_old_link_ends) {
    auto account = stamps();
    auto ida = account.invite("idq");
    auto old_link = account.server().token_to(account.address("idq"));
    auto right = account.owner.put(email_of(ida), json::Object{{"email", account.address("ida")}});
    EXPECT_EQ(right.text("email"), account.address("ida"));
    auto looked =
        account.stranger().client.post("/v1/join/look", json::Object{{"token", old_link}});
    EXPECT_EQ(looked.code(), "invitations.ended");
    EXPECT_EQ(account.follow("ida").get("/users").code(), "access.no_act");
}

}  // namespace
}  // namespace usher::testing
