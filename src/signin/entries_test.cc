// What an administrator sees of a user's entries: this account's, and who may (RT9, RT38, R5).
#include "signin/entries.h"

#include "signin/testing.h"

namespace usher::signin {
namespace {

struct EntriesHere : RecoveryWorld {
    http::Response entries(std::string const& of, std::string const& by) {
        return ask({http::Method::get, user_path(of) + "/entries", {}, world.session(by), {}});
    }
    void enters_by_page(http::Credential const& by, std::string const& account = "acme") {
        auto page = ask({http::Method::get, "/v1/me?account=" + account, {}, by, {}});
        EXPECT_EQ(page.status, 200);
    }
};

TEST_F(EntriesHere, one_row_a_browser_with_when_it_was_last_here) {
    enters_by_page(world.session("ulf"));
    auto other = session_in(sign_in("ulf", old_password));
    EXPECT_EQ(entries("ulf", "ada").body.find("192.0.2.1"), std::string::npos)
        << "signed in, but not in here yet";
    enters_by_page(other);
    auto answer = entries("ulf", "ada");
    EXPECT_EQ(answer.status, 200);
    auto value = access::must(json::parse(answer.body));
    ASSERT_EQ(value.member("items")->array()->size(), 2u);
    EXPECT_FALSE(value.member("items")->array()->front().member("id")) << "nothing to end it by";
}

TEST_F(EntriesHere, nothing_of_other_accounts_is_seen) {
    joins("ulf", world.another_account("beta"));
    enters_by_page(world.session("ulf"), "beta");
    auto value = access::must(json::parse(entries("ulf", "ada").body));
    EXPECT_EQ(value.member("items")->array()->size(), 0u);
}

TEST_F(EntriesHere, those_that_were_ended_are_gone) {
    enters_by_page(world.session("ulf"));
    world.clock().advance(seconds(1));
    EXPECT_EQ(
        said(ask(
            {http::Method::delete_, user_path("ulf") + "/entries", {}, world.session("ada"), {}})),
        "204");
    auto value = access::must(json::parse(entries("ulf", "ada").body));
    EXPECT_EQ(value.member("items")->array()->size(), 0u);
}

TEST_F(EntriesHere, a_reset_that_is_needed_is_told) {
    EXPECT_EQ(post(user_path("ulf") + "/reset", R"({"end_now": true})", world.session("ada")),
              "200");
    auto value = access::must(json::parse(entries("ulf", "ada").body));
    EXPECT_TRUE(*value.member("reset_needed")->boolean());
}

TEST_F(EntriesHere, reading_them_takes_what_a_reset_takes) {
    EXPECT_EQ(said(entries("ulf", "max")), "200");
    EXPECT_EQ(said(entries("ada", "max")), "access.not_contained");
    EXPECT_EQ(said(entries("max", "max")), "access.self");
    EXPECT_EQ(said(entries("max", "ulf")), "not_found") << "out of sight";
}

TEST_F(EntriesHere, rows_of_sessions_that_are_gone_go_with_the_next_sign_in) {
    auto first = session_in(sign_in("ulf", old_password));
    enters_by_page(first);
    EXPECT_EQ(post("/v1/sign-out", "", first), "204");
    session_in(sign_in("ulf", old_password));
    EXPECT_EQ(count("select count(*) from entries /* across accounts: a test */"), 0);
}

}  // namespace
}  // namespace usher::signin
