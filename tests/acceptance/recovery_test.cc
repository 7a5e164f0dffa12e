// Passwords that were forgotten, changed, or that an administrator wants new (ST6, R9), through the
// real program and real mail.
#include <gtest/gtest.h>

#include "support/account.h"

namespace usher::testing {
namespace {

Account stamps() { return Server::shared().open("stamps", {.plan = "premier", .seats = 20}); }

Answer reset(std::string const& token, std::string const& password) {
    auto client = Server::shared().client();
    return client.post("/v1/reset", json::Object{{"token", token}, {"password", password}});
}
Answer forgot(std::string const& email) {
    auto client = Server::shared().client();
    return client.post("/v1/forgot", json::Object{{"email", email}});
}

TEST(ST6, an_administrator_starts_a_reset_and_the_person_finishes_it) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    auto sent = max.post(ulf.path() + "/reset", json::Object{});
    EXPECT_EQ(sent.status, 200);
    EXPECT_EQ(sent.text("email"), ulf.email);
    EXPECT_EQ(ulf.sign_in().status, 200) << "the old password stays until then";
    auto token = Server::shared().token_to(ulf.email, 2);
    EXPECT_FALSE(sent.holds(token));
    EXPECT_EQ(reset(token, "seven herons on ice").status, 204);
    EXPECT_EQ(reset(token, "eight herons on ice").code(), "passwords.link_ended");
    EXPECT_EQ(ulf.sign_in().code(), "signin.wrong");
    ulf.password = "seven herons on ice";
    EXPECT_EQ(ulf.sign_in().status, 200);
    EXPECT_FALSE(account.owner.get("/audit").holds(token));
}

TEST(ST6, ending_the_old_password_now_closes_this_account_until_a_new_one_is_set) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto ended = account.owner.post(ulf.path() + "/reset", json::Object{{"end_now", true}});
    EXPECT_EQ(ended.status, 200);
    auto entry = "/v1/me?account=" + account.slug();
    EXPECT_EQ(ulf.client.get(entry).code(), "access.reset_needed");
    EXPECT_EQ(ulf.sign_in().status, 200) << "other accounts go on";
    EXPECT_EQ(ulf.client.get(entry).code(), "access.reset_needed");
    EXPECT_EQ(reset(Server::shared().token_to(ulf.email, 2), "seven herons on ice").status, 204);
    ulf.password = "seven herons on ice";
    EXPECT_EQ(ulf.sign_in().status, 200);
    EXPECT_EQ(ulf.client.get(entry).status, 200);
}

TEST(ST6, who_may_not_reset_is_refused) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    EXPECT_EQ(max.post(account.owner.path() + "/reset", json::Object{}).code(),
              "access.not_contained");
    EXPECT_EQ(max.post(max.path() + "/reset", json::Object{}).code(), "access.self");
    EXPECT_EQ(ulf.post(max.path() + "/reset", json::Object{}).code(), "not_found");
    EXPECT_EQ(account.stranger().post(ulf.path() + "/reset", json::Object{}).status, 401);
    EXPECT_EQ(Server::shared().mails_to(ulf.email), 1U) << "the invitation alone";
}

TEST(R9, forgot_answers_the_same_for_known_and_unknown_addresses) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto known = forgot(ulf.email);
    auto unknown = forgot("nobody-" + ulf.email);
    EXPECT_EQ(known.status, 204);
    EXPECT_EQ(unknown.status, 204);
    auto token = Server::shared().token_to(ulf.email, 2);
    EXPECT_EQ(Server::shared().mails_to("nobody-" + ulf.email), 0U);
    EXPECT_EQ(reset(token, "seven herons on ice").status, 204);
}

}  // namespace
}  // namespace usher::testing
