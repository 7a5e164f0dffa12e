// PitneyShip's rows that need no organisation, on a Stamps account (spec.md PS1, PS2, PS5).
#include <gtest/gtest.h>

#include <set>

#include "support/account.h"

namespace usher::testing {
namespace {

Account stamps(int seats = 20) {
    return Server::shared().open("stamps", {.plan = "premier", .seats = seats});
}

void add(Account& account, std::string const& email, std::string const& first,
         std::string const& last) {
    auto added = account.owner.post("/users", json::Object{{"email", email + account.address("")},
                                                           {"first_name", first},
                                                           {"last_name", last}});
    ASSERT_EQ(added.status, 201) << added.body;
}

std::size_t found(Account const& account, std::string const& words) {
    return account.owner.get("/users?q=" + words).count("items");
}

TEST(PS1, users_are_listed_by_name_and_filtered_by_status) {
    auto account = stamps();
    auto max = account.join("max", {"user"});
    auto zoe = account.join("zoe", {"user"});
    account.invite("ida");
    EXPECT_EQ(account.owner.put(zoe.path() + "/suspension").status, 200);
    EXPECT_EQ(account.owner.get("/users").count("items"), 4U);
    EXPECT_EQ(account.owner.get("/users?status=suspended").text("items.0.name"), "Zoe Tester");
    EXPECT_EQ(account.owner.get("/users?status=invited").text("items.0.name"), "Ida Tester");
    EXPECT_EQ(account.owner.get("/users?status=active,invited").count("items"), 3U);
    auto counts = account.owner.get("/users?status=suspended");
    EXPECT_EQ(counts.text("counts.active"), "2");
    EXPECT_EQ(counts.text("counts.invited"), "1");
    EXPECT_EQ(counts.text("counts.suspended"), "1");
    auto wrong = account.owner.get("/users?status=asleep");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_EQ(wrong.text("field"), "status");
}

TEST(PS1, filtered_by_role) {
    auto account = stamps();
    account.join("max", {"user", "user-manager"});
    account.invite("ida");
    EXPECT_EQ(account.owner.get("/users?role=user-manager").text("items.0.name"), "Max Tester");
    EXPECT_EQ(account.owner.get("/users?role=admin").count("items"), 1U);
    EXPECT_EQ(account.owner.get("/users?role=nobody").code(), "roles.unknown");
}

TEST(PS2, a_part_of_first_name_last_name_or_address_finds) {
    auto account = stamps();
    add(account, "j.garcia", "José", "García-Møller");
    add(account, "lukasz", "Łukasz", "Żółć");
    add(account, "weiss", "Hans", "Weiß");
    for (auto const* words : {"jose", "JOS", "ose", "garc", "GARC%C3%8DA", "moller", "m%C3%B8l",
                              "j.gar", "jose%20garcia", "garcia%20jose", "jose%20moller"})
        EXPECT_EQ(found(account, words), 1U) << words;
    for (auto const* words : {"lukasz", "zolc", "%C5%81UK", "weiss", "WEISS", "wei%C3%9F"})
        EXPECT_EQ(found(account, words), 1U) << words;
    for (auto const* words : {"jose%20weiss", "xyz", "%25", "_", "*"})
        EXPECT_EQ(found(account, words), 0U) << words;
    EXPECT_EQ(found(account, ""), 4U);
}

TEST(PS2, ten_thousand_users_are_found_and_walked_page_by_page) {
    Server server;  // of its own: its mails are not waited for
    auto account = server.open("stamps", {.plan = "premier", .seats = 10'002});
    constexpr int chunk = 500, chunks = 20;
    for (int n = 0; n < chunks; ++n) {
        json::Array emails;
        for (int i = 0; i < chunk; ++i)
            emails.emplace_back("p" + std::to_string(n * chunk + i) + account.address(""));
        auto invited = account.owner.post("/invitations", json::Object{{"emails", emails}});
        ASSERT_EQ(invited.text("sent"), std::to_string(chunk)) << invited.body.substr(0, 300);
    }
    EXPECT_EQ(found(account, "p9876"), 1U);
    EXPECT_EQ(found(account, "P98"), 100U);  // the first page of p98, p980…, p9800…
    std::set<std::string> seen;
    std::string after;
    do {
        auto page = account.owner.get("/users?limit=500" + after);
        ASSERT_EQ(page.status, 200);
        for (std::size_t i = 0; i < page.count("items"); ++i)
            EXPECT_TRUE(seen.insert(page.text("items." + std::to_string(i) + ".id")).second);
        after = page.text("next").empty() ? "" : "&after=" + page.text("next");
    } while (!after.empty());
    EXPECT_EQ(seen.size(), 10'001U);
    EXPECT_EQ(account.owner.get("/users").text("counts.invited"), "10000");
}

TEST(PS5, the_link_expires_after_seven_days) {  // threat 21
    auto account = stamps();
    auto id = account.invite("mia");
    auto token = account.server().token_to(account.address("mia"));
    auto guest = account.stranger().client;
    account.server().later(Duration{days(7).ms - minutes(1).ms});
    EXPECT_EQ(guest.post("/v1/join/look", json::Object{{"token", token}}).status, 200);
    account.server().steer(minutes(1));
    auto expired =
        guest.post("/v1/join", json::Object{{"token", token}, {"password", password_of("mia@x")}});
    EXPECT_EQ(expired.status, 410);
    EXPECT_EQ(expired.code(), "invitations.expired");
    ASSERT_EQ(account.owner.sign_in().status, 200);
    auto row = account.owner.get("/users/" + id);
    EXPECT_EQ(row.text("status"), "invited");
    EXPECT_EQ(row.text("invitation.expired"), "true");
}

TEST(PS5, resend_sends_a_new_link_and_ends_the_old_one) {
    auto account = stamps();
    auto id = account.invite("mia");
    auto old = account.server().token_to(account.address("mia"));
    EXPECT_EQ(account.owner.post("/users/" + id + "/invitation").status, 200);
    auto token = account.server().token_to(account.address("mia"), 2);
    EXPECT_NE(old, token);
    auto guest = account.stranger().client;
    auto ended = guest.post("/v1/join/look", json::Object{{"token", old}});
    EXPECT_EQ(ended.status, 410);
    EXPECT_EQ(ended.code(), "invitations.ended");
    auto mia = account.follow("mia", 2);
    EXPECT_EQ(mia.id, id);
    EXPECT_EQ(account.owner.post("/users/" + id + "/invitation").code(), "invitations.accepted");
}

TEST(PS5, an_expired_invitation_is_alive_again_after_resend) {
    auto account = stamps();
    auto id = account.invite("mia");
    account.server().token_to(account.address("mia"));
    account.server().later(days(8));
    ASSERT_EQ(account.owner.sign_in().status, 200);
    EXPECT_EQ(account.owner.post("/users/" + id + "/invitation").text("invitation.expired"),
              "false");
    EXPECT_EQ(account.follow("mia", 2).id, id);
}

TEST(PS5, the_holder_of_an_ended_link_asks_for_a_new_one_and_learns_nothing) {
    auto account = stamps();
    account.invite("mia");
    auto token = account.server().token_to(account.address("mia"));
    account.server().later(days(8));
    auto guest = account.stranger().client;
    EXPECT_EQ(guest.post("/v1/join/ask", json::Object{{"token", token}}).status, 204);
    EXPECT_EQ(guest.post("/v1/join/ask", json::Object{{"token", "no token of ours"}}).status, 204);
    auto mail = account.server().mail_to(account.owner.email, 2);  // the first one was their own
    EXPECT_NE(mail.member("text")->text()->find(account.address("mia")), std::string::npos);
    EXPECT_EQ(mail.member("text")->text()->find("/join#"), std::string::npos);
}

}  // namespace
}  // namespace usher::testing
