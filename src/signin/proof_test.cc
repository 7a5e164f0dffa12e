// A fresh proof of who is there, and how long it lasts (ASVS 7.2.4, 7.5.1; threats 35, 41, 42).
#include "access/proof.h"

#include "signin/testing.h"

namespace usher::signin {
namespace {

struct Proof : RecoveryWorld {
    http::Response prove(http::Credential const& by, std::string_view password) {
        return ask({http::Method::post,
                    "/v1/me/proof",
                    R"({"password": ")" + std::string(password) + R"("})",
                    by,
                    {}});
    }
    // What a route that asks for a proof would say.
    std::string proved(http::Credential const& by) {
        return world.attempt(
            [&](store::Tx& tx) { return access::proved_person(tx, world.authority(), by); });
    }
};

TEST_F(Proof, signing_in_is_one_for_ten_minutes) {
    auto ulf = session_in(sign_in("ulf", old_password));
    EXPECT_EQ(proved(ulf), "allowed");
    world.clock().advance(access::proof_lasts);
    EXPECT_EQ(proved(ulf), "allowed");
    world.clock().advance(seconds(1));
    EXPECT_EQ(proved(ulf), "signin.proof_needed");
    EXPECT_EQ(proved({}), "signin.needed");
}

TEST_F(Proof, the_password_once_more_renews_it_under_a_new_token) {
    auto before = session_in(sign_in("ulf", old_password));
    world.clock().advance(hours(1));
    auto answer = prove(before, old_password);
    EXPECT_EQ(answer.status, 204);
    auto after = session_in(answer);
    EXPECT_EQ(proved(after), "allowed");
    EXPECT_EQ(proved(before), "signin.needed");
    EXPECT_EQ(count("select count(*) from sessions"), 4) << "the same session, not one more";
}

TEST_F(Proof, a_wrong_password_proves_nothing_and_ends_nothing) {
    auto ulf = world.session("ulf");
    world.clock().advance(hours(1));
    auto answer = prove(ulf, "not the one");
    EXPECT_EQ(said(answer), "passwords.not_current");
    EXPECT_TRUE(session_in(answer).token.empty());
    EXPECT_EQ(proved(ulf), "signin.proof_needed");
    EXPECT_EQ(said(prove({}, old_password)), "signin.needed");
}

TEST_F(Proof, another_person_s_password_proves_nothing) {
    auto hash = access::must(PasswordPool(1).hash(Secret(std::string(new_password))));
    person("eve", {{"user"}}, hash);
    EXPECT_EQ(said(prove(world.session("ulf"), new_password)), "passwords.not_current");
}

TEST_F(Proof, threat_41_guesses_here_and_at_sign_in_count_together) {
    for (int i = 0; i < Brake::free_tries; ++i)
        EXPECT_EQ(said(prove(world.session("ulf"), "a guess")), "passwords.not_current");
    EXPECT_EQ(said(prove(world.session("ulf"), old_password)), "signin.too_many");
    EXPECT_EQ(said(sign_in("ulf", old_password)), "signin.too_many");
}

TEST_F(Proof, it_lets_into_an_account_that_ended_the_entries) {
    auto before = world.session("ulf");
    world.clock().advance(seconds(1));
    EXPECT_EQ(
        said(ask(
            {http::Method::delete_, user_path("ulf") + "/entries", {}, world.session("ada"), {}})),
        "204");
    EXPECT_EQ(enters(before), "signin.needed");
    world.clock().advance(seconds(1));
    EXPECT_EQ(enters(session_in(prove(before, old_password))), "allowed");
}

}  // namespace
}  // namespace usher::signin
