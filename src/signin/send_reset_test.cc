// A reset that an administrator begins, and entries they end (ST6, RT9, RT39, RT41).
#include "signin/testing.h"

namespace usher::signin {
namespace {

struct ByAdministrator : RecoveryWorld {
    http::Response sends(std::string const& by, std::string const& name, std::string body = "{}") {
        return ask({http::Method::post,
                    user_path(name) + "/reset",
                    std::move(body),
                    world.session(by),
                    {}});
    }
    std::string ends_entries(std::string const& by, std::string const& name) {
        return said(
            ask({http::Method::delete_, user_path(name) + "/entries", "", world.session(by), {}}));
    }
    std::vector<std::string> acts() {
        auto rows = world.read([&](store::Snapshot& s) {
            return s.many("select act from audit where account_id = $1 order by seq",
                          world.account());
        });
        std::vector<std::string> acts;
        for (auto const& row : rows) acts.push_back(row.text(0));
        return acts;
    }
    AccountId other = world.another_account("other");
};
std::string const now = R"({"end_now": true})";

TEST_F(ByAdministrator, the_person_gets_a_link_and_the_old_password_stays_until_then) {
    auto answer = sends("max", "ulf");
    EXPECT_EQ(answer.body, R"({"email":"ulf@example.com","sent":true,"ended":false})");
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_EQ(mail[0].text, "mail.password_reset_by_admin");
    EXPECT_EQ(mail[0].to.address(), "ulf@example.com");
    EXPECT_EQ(enters(world.session("ulf")), "allowed");
    EXPECT_EQ(said(sign_in("ulf", old_password)), "200");
    EXPECT_EQ(reset(token_in(mail[0])), "204");
    EXPECT_EQ(said(sign_in("ulf", old_password)), "signin.wrong");
    EXPECT_EQ(said(sign_in("ulf", new_password)), "200");
    EXPECT_EQ(acts(), (std::vector<std::string>{"users.reset"}));
}

TEST_F(ByAdministrator, no_answer_or_event_has_the_link) {
    auto answer = sends("max", "ulf", now);
    auto token = token_in(letters().at(0));
    EXPECT_EQ(answer.body.find(token), std::string::npos);
    auto rows = world.read([&](store::Snapshot& s) {
        return s.many("select details from audit where account_id = $1", world.account());
    });
    for (auto const& row : rows) EXPECT_EQ(row.text(0).find(token), std::string::npos);
}

TEST_F(ByAdministrator, who_may_not_is_refused_and_nothing_is_sent) {
    EXPECT_EQ(said(sends("ulf", "max")), "not_found");
    EXPECT_EQ(said(sends("max", "ada")), "access.not_contained");
    EXPECT_EQ(said(sends("max", "max")), "access.self");
    EXPECT_EQ(ends_entries("ulf", "max"), "not_found");
    EXPECT_EQ(ends_entries("max", "ada"), "access.not_contained");
    EXPECT_EQ(ends_entries("max", "max"), "access.self");
    EXPECT_EQ(post(user_path("ulf") + "/reset", "{}"), "signin.needed");
    EXPECT_TRUE(letters().empty());
    EXPECT_TRUE(acts().empty());
}

TEST_F(ByAdministrator, only_active_people_are_asked) {
    for (auto status : {access::Status::suspended, access::Status::invited}) {
        world.set_status("ulf", status);
        EXPECT_EQ(said(sends("max", "ulf", now)), "users.not_active");
        EXPECT_EQ(ends_entries("max", "ulf"), "users.not_active");
    }
    EXPECT_TRUE(letters().empty());
}

TEST_F(ByAdministrator, threat_14_a_link_never_goes_to_an_address_that_is_not_theirs) {
    for (auto email : {"eve@evil.example", "max@example.com"}) {
        world.write([&](store::Tx& tx) {
            return tx.exec(
                "update users set email = $3, email_key = $3 "
                "where account_id = $1 and user_id = $2",
                world.account(), world.id("ulf"), email);
        });
        EXPECT_EQ(said(sends("max", "ulf", now)), "passwords.no_address") << email;
    }
    EXPECT_TRUE(letters().empty());
    EXPECT_EQ(enters(world.session("ulf")), "allowed");
}

TEST_F(ByAdministrator, ending_now_closes_this_account_and_no_other) {
    joins("ulf", other);
    EXPECT_EQ(said(sends("max", "ulf", now)), "200");
    EXPECT_EQ(enters(world.session("ulf")), "access.reset_needed");
    EXPECT_EQ(enters(world.session("ulf"), "other"), "allowed");
    world.clock().advance(minutes(1));
    auto again = session_in(sign_in("ulf", old_password));
    EXPECT_EQ(enters(again), "access.reset_needed");
    EXPECT_EQ(enters(again, "other"), "allowed");
    EXPECT_EQ(world.check("ulf", {"postage.print", {}, {}}), "reset_needed");
    EXPECT_EQ(reset(token_in(letters().at(0))), "204");
    EXPECT_EQ(enters(again, "other"), "signin.needed");
    auto fresh = session_in(sign_in("ulf", new_password));
    EXPECT_EQ(enters(fresh), "allowed");
    EXPECT_EQ(enters(fresh, "other"), "allowed");
}

TEST_F(ByAdministrator, a_link_asked_for_oneself_opens_it_too) {
    EXPECT_EQ(said(sends("max", "ulf", now)), "200");
    letters();
    world.clock().advance(minutes(1));
    EXPECT_EQ(reset(link_for("ulf")), "204");
    EXPECT_EQ(enters(session_in(sign_in("ulf", new_password))), "allowed");
}

TEST_F(ByAdministrator, who_knows_the_old_password_does_not_open_it_again) {
    joins("ulf", other);
    EXPECT_EQ(said(sends("max", "ulf", now)), "200");
    world.clock().advance(minutes(1));
    auto answer = ask({http::Method::put,
                       "/v1/me/password",
                       R"({"current": "a kettle by the window", "new": "seven herons on ice"})",
                       world.session("ulf"),
                       {}});
    EXPECT_EQ(said(answer), "204");
    EXPECT_EQ(enters(session_in(answer)), "access.reset_needed");
}

TEST_F(ByAdministrator, sessions_cannot_be_kept_with_an_administrators_link) {
    EXPECT_EQ(said(sends("max", "ulf")), "200");
    EXPECT_EQ(reset(token_in(letters().at(0)), new_password, R"(, "sign_out_everywhere": false)"),
              "204");
    EXPECT_EQ(enters(world.session("ulf")), "signin.needed");
}

TEST_F(ByAdministrator, threat_15_mail_is_not_flooded_but_the_end_comes_at_once) {
    EXPECT_EQ(said(sends("max", "ulf")), "200");
    EXPECT_EQ(said(sends("ada", "ulf")), "passwords.sent_lately");
    auto answer = sends("ada", "ulf", now);
    EXPECT_EQ(answer.body, R"({"email":"ulf@example.com","sent":false,"ended":true})");
    EXPECT_EQ(enters(world.session("ulf")), "access.reset_needed");
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_EQ(reset(token_in(mail[0])), "204");
    world.clock().advance(resets_apart);
    EXPECT_EQ(said(sends("max", "ulf")), "200");
}

TEST_F(ByAdministrator, entries_end_here_and_signing_in_again_is_enough) {
    joins("ulf", other);
    EXPECT_EQ(ends_entries("max", "ulf"), "204");
    EXPECT_EQ(enters(world.session("ulf")), "signin.needed");
    EXPECT_EQ(enters(world.session("ulf"), "other"), "allowed");
    world.clock().advance(seconds(1));
    EXPECT_EQ(enters(session_in(sign_in("ulf", old_password))), "allowed");
    EXPECT_EQ(acts(), (std::vector<std::string>{"users.end_entries"}));
}

}  // namespace
}  // namespace usher::signin
