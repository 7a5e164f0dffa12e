// The own addresses: asked for with a proof, confirmed by the new address, stopped by the old one
// (RT12, ST7; threats 2, 3, 7, 8, 9, 14, 38).
#include "signin/addresses.h"

#include "access/proof.h"
#include "signin/testing.h"
#include "support/waited.h"

namespace usher::signin {
namespace {

struct OwnAddresses : RecoveryWorld {
    http::Credential ulf = world.session("ulf");

    std::string asks_for(std::string const& email, std::string const& kind = "sign_in") {
        return post("/v1/me/addresses",
                    R"({"kind": ")" + kind + R"(", "email": ")" + email + R"("})", ulf);
    }
    struct Mailed {
        std::string confirm, stop;
    };
    Mailed mailed() {
        Mailed tokens;
        for (auto const& letter : letters()) {
            bool notice = letter.text.ends_with("_notice");
            EXPECT_EQ(letter.to.address() == "ulf@example.com", notice) << letter.text;
            (notice ? tokens.stop : tokens.confirm) = token_in(letter);
        }
        return tokens;
    }
    Mailed change_to(std::string const& email, std::string const& kind = "sign_in") {
        EXPECT_EQ(asks_for(email, kind), "204");
        return mailed();
    }
    std::string with(std::string const& path, std::string const& token,
                     http::Credential const& by = {}) {
        return post(path, R"({"token": ")" + token + R"("})", by);
    }
    std::string confirm(std::string const& token, http::Credential const& by) {
        return with("/v1/me/addresses/confirm", token, by);
    }
    std::string stop(std::string const& token) { return with("/v1/address-stop", token); }
    std::string signs_in(std::string const& email) {
        return post("/v1/sign-in", R"({"email": ")" + email + R"(", "password": ")" +
                                       std::string(old_password) + R"("})");
    }
    std::int64_t users_with(std::string const& key) {
        return count("select count(*) from users where email_key = '" + key +
                     "' /* across accounts: a test */");
    }
};

TEST_F(OwnAddresses, the_new_one_signs_in_once_its_link_was_followed_and_the_old_one_no_more) {
    auto tokens = change_to("ulf@new.example");
    EXPECT_EQ(signs_in("ulf@new.example"), "signin.wrong") << "threat 14: not before";
    EXPECT_EQ(users_with("ulf@example.com"), 1);
    EXPECT_EQ(with("/v1/me/addresses/look", tokens.confirm, ulf), "200");
    EXPECT_EQ(confirm(tokens.confirm, ulf), "204");
    EXPECT_EQ(signs_in("ulf@new.example"), "200");
    EXPECT_EQ(signs_in("ulf@example.com"), "signin.wrong");
    EXPECT_EQ(users_with("ulf@new.example"), 1) << "the account's address follows";
    EXPECT_EQ(users_with("ulf@example.com"), 0);
    EXPECT_EQ(confirm(tokens.confirm, ulf), "addresses.link_ended") << "threat 7: once";
}

TEST_F(OwnAddresses, it_takes_a_proof_that_is_fresh) {
    world.clock().advance(access::proof_lasts);
    world.clock().advance(seconds(1));
    EXPECT_EQ(asks_for("ulf@new.example"), "signin.proof_needed");
    EXPECT_EQ(asks_for("ulf@new.example", "recovery"), "signin.proof_needed");
    EXPECT_TRUE(letters().empty());
    EXPECT_EQ(post("/v1/me/addresses", R"({"kind": "sign_in", "email": "a@b.example"})"),
              "signin.needed");
}

TEST_F(OwnAddresses, only_the_person_that_asked_confirms) {
    auto tokens = change_to("max@new.example");
    EXPECT_EQ(confirm(tokens.confirm, world.session("max")), "addresses.other_identity");
    EXPECT_EQ(confirm(tokens.confirm, {}), "signin.needed")
        << "who reads the new mailbox is not believed to be the person";
    EXPECT_EQ(confirm(tokens.stop, ulf), "addresses.link_ended") << "threat 8: another purpose";
    EXPECT_EQ(stop(tokens.confirm), "addresses.link_ended");
    EXPECT_EQ(reset(tokens.confirm), "passwords.link_ended");
    EXPECT_EQ(users_with("ulf@example.com"), 1);
}

TEST_F(OwnAddresses, links_expire) {
    auto tokens = change_to("ulf@new.example");
    world.clock().advance(confirm_ttl);
    EXPECT_EQ(confirm(tokens.confirm, ulf), "addresses.link_expired");
    EXPECT_EQ(with("/v1/address-stop/look", tokens.stop), "200");
    world.clock().advance(stop_ttl);
    EXPECT_EQ(stop(tokens.stop), "addresses.link_expired");
}

TEST_F(OwnAddresses, the_old_address_stops_it_before_it_is_confirmed) {
    auto tokens = change_to("ulf@evil.example");
    EXPECT_EQ(stop(tokens.stop), "204");
    EXPECT_EQ(enters(ulf), "signin.needed") << "whoever asked is out";
    EXPECT_EQ(signs_in("ulf@example.com"), "signin.wrong")
        << "and knows a password that is no more";
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_EQ(mail[0].to.address(), "ulf@example.com");
    EXPECT_EQ(reset(token_in(mail[0])), "204");
    EXPECT_EQ(said(sign_in("ulf", new_password)), "200");
    EXPECT_EQ(confirm(tokens.confirm, session_in(sign_in("ulf", new_password))),
              "addresses.link_ended");
    EXPECT_EQ(stop(tokens.stop), "addresses.link_ended");
}

TEST_F(OwnAddresses, threat_14_the_old_address_takes_it_back_a_week_long_however_many_steps) {
    auto first = change_to("ulf@evil.example");
    EXPECT_EQ(confirm(first.confirm, ulf), "204");
    world.clock().advance(minutes(1));
    EXPECT_EQ(asks_for("ulf@worse.example"), "204");
    std::string second;
    for (auto const& letter : letters())
        if (letter.text == "mail.address_confirm") second = token_in(letter);
    EXPECT_EQ(confirm(second, ulf), "204");
    EXPECT_EQ(users_with("ulf@worse.example"), 1);
    EXPECT_EQ(stop(first.stop), "204");
    EXPECT_EQ(count("select count(*) from identity_emails where email_key like 'ulf@%'"), 1);
    EXPECT_EQ(users_with("ulf@example.com"), 1) << "in the accounts too";
    auto mail = letters();
    ASSERT_FALSE(mail.empty());
    EXPECT_EQ(mail.back().to.address(), "ulf@example.com");
}

TEST_F(OwnAddresses, a_stopped_change_mails_a_link_whatever_went_out_a_moment_ago) {
    auto tokens = change_to("ulf@evil.example");
    auto earlier = link_for("ulf");
    EXPECT_EQ(stop(tokens.stop), "204");
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u) << "the password is gone, and the link to stop works once";
    EXPECT_EQ(mail[0].to.address(), "ulf@example.com");
    EXPECT_EQ(reset(earlier), "passwords.link_ended");
    EXPECT_EQ(reset(token_in(mail[0])), "204");
}

TEST_F(OwnAddresses, the_new_one_takes_the_place_of_the_old_and_gives_it_back) {
    world.write([&](store::Tx& tx) {
        return tx.exec(
            "insert into identity_emails (email_key, identity_id, email, verified_at) "
            "values ('second@example.com', $1, 'second@example.com', $2)",
            world.identity("ulf"), tx.now());
    });
    auto shown = [&] {
        auto body = ask({http::Method::get, "/v1/me/addresses", {}, ulf, {}}).body;
        return *json::parse(body)->member("email")->text();
    };
    EXPECT_EQ(shown(), "ulf@example.com");
    world.clock().advance(minutes(1));
    auto first = change_to("ulf@new.example");
    EXPECT_EQ(confirm(first.confirm, ulf), "204");
    EXPECT_EQ(shown(), "ulf@new.example") << "not one that was there before";
    EXPECT_EQ(asks_for("ulf@new.example"), "addresses.same");
    EXPECT_EQ(stop(first.stop), "204");
    EXPECT_EQ(count("select count(*) from identity_emails where email_key = 'ulf@new.example'"), 0)
        << "though it stands as long there as the old one did";
    EXPECT_EQ(count("select count(*) from identity_emails where email_key = 'second@example.com'"),
              1);
    auto mail = letters();
    ASSERT_FALSE(mail.empty());
    EXPECT_EQ(reset(token_in(mail.back())), "204");
    ulf = session_in(sign_in("ulf", new_password));
    EXPECT_EQ(shown(), "ulf@example.com");
}

TEST_F(OwnAddresses, events_of_them_say_from_where) {
    auto tokens = change_to("ulf@new.example");
    EXPECT_EQ(confirm(tokens.confirm, ulf), "204");
    EXPECT_EQ(stop(tokens.stop), "204");
    EXPECT_EQ(count("select count(*) from audit where act like 'signin.address_%' "
                    "and details || coalesce(personal, '') like '%192.0.2.1%' "
                    "/* across accounts: a test */"),
              2);
}

TEST_F(OwnAddresses, r9_an_address_of_somebody_else_is_told_to_nobody_but_its_reader) {
    EXPECT_EQ(asks_for("max@example.com"), "204");
    std::string token;
    for (auto const& letter : letters())
        if (letter.to.address() == "max@example.com") token = token_in(letter);
    EXPECT_EQ(confirm(token, ulf), "addresses.taken");
    EXPECT_EQ(users_with("ulf@example.com"), 1) << "nothing was changed";
}

TEST_F(OwnAddresses, where_another_user_has_the_address_the_account_keeps_the_old_one) {
    world.write([&](store::Tx& tx) {
        return tx.exec(
            "insert into user_email (account_id, email_key, user_id) values ($1, $2, $3)",
            world.account(), "ulf@new.example", world.id("max"));
    });
    auto tokens = change_to("ulf@new.example");
    EXPECT_EQ(confirm(tokens.confirm, ulf), "204");
    EXPECT_EQ(users_with("ulf@example.com"), 1);
    EXPECT_EQ(signs_in("ulf@new.example"), "200");
}

TEST_F(OwnAddresses, a_change_of_address_ends_the_other_sessions) {
    auto other = session_in(sign_in("ulf", old_password));
    EXPECT_EQ(confirm(change_to("ulf@new.example").confirm, ulf), "204");
    EXPECT_EQ(enters(other), "signin.needed");
    EXPECT_EQ(enters(ulf), "allowed");
}

TEST_F(OwnAddresses, there_is_a_limit_a_day) {
    for (int i = 0; i < address_changes_a_day; ++i)
        EXPECT_EQ(asks_for("ulf" + std::to_string(i) + "@new.example"), "204");
    EXPECT_EQ(asks_for("ulf9@new.example"), "addresses.too_many");
    EXPECT_EQ(asks_for("ulf@example.com"), "addresses.same");
    EXPECT_EQ(asks_for("no address"), "email.not_an_address");
}

TEST_F(OwnAddresses, st7_the_recovery_address_gets_the_link_when_the_first_is_lost) {
    auto lost = [&] {
        return post("/v1/forgot", R"({"email": "ulf@example.com", "to": "recovery"})");
    };
    EXPECT_EQ(lost(), "204");
    EXPECT_TRUE(letters().empty()) << "there is none yet";
    auto tokens = change_to("ulf@second.example", "recovery");
    EXPECT_EQ(lost(), "204");
    EXPECT_TRUE(letters().empty()) << "nor before it is confirmed";
    EXPECT_EQ(confirm(tokens.confirm, ulf), "204");
    EXPECT_EQ(signs_in("ulf@second.example"), "signin.wrong") << "it is not for signing in";
    EXPECT_EQ(lost(), "204");
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_EQ(mail[0].to.address(), "ulf@second.example");
    EXPECT_EQ(reset(token_in(mail[0])), "204");
    EXPECT_EQ(said(sign_in("ulf", new_password)), "200");
}

TEST_F(OwnAddresses, threat_41_asking_for_one_mailbox_keeps_no_link_from_the_other) {
    EXPECT_EQ(confirm(change_to("ulf@second.example", "recovery").confirm, ulf), "204");
    std::size_t sent = 0;
    for (int i = 0; i < 12; ++i) {
        client = "192.0.2." + std::to_string(10 + i);
        world.clock().advance(minutes(4));
        EXPECT_EQ(forgot("ulf@example.com"), "204");
        sent += letters().size();
    }
    EXPECT_EQ(sent, 10u);
    EXPECT_EQ(post("/v1/forgot", R"({"email": "ulf@example.com", "to": "recovery"})"), "204");
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_EQ(mail[0].to.address(), "ulf@second.example");
    EXPECT_EQ(reset(token_in(mail[0])), "204");
}

TEST_F(OwnAddresses, a_link_to_a_recovery_address_that_was_taken_away_opens_nothing) {
    EXPECT_EQ(confirm(change_to("ulf@second.example", "recovery").confirm, ulf), "204");
    EXPECT_EQ(post("/v1/forgot", R"({"email": "ulf@example.com", "to": "recovery"})"), "204");
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_EQ(said(ask({http::Method::delete_, "/v1/me/addresses/recovery", {}, ulf, {}})), "204");
    EXPECT_EQ(reset(token_in(mail[0])), "passwords.link_ended");
}

// The first look, before the hash, is not the last.
TEST_F(OwnAddresses, a_recovery_address_that_is_taken_away_meanwhile_sets_no_password) {
    EXPECT_EQ(confirm(change_to("ulf@second.example", "recovery").confirm, ulf), "204");
    EXPECT_EQ(post("/v1/forgot", R"({"email": "ulf@example.com", "to": "recovery"})"), "204");
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    std::string said_to_them;
    std::jthread them;
    world.write([&](store::Tx& tx) {
        them = std::jthread([&] { said_to_them = reset(token_in(mail[0])); });
        EXPECT_TRUE(usher::testing::waited([&] { return world.store().figures().queued == 1; }));
        return remove_recovery(tx, world.identity("ulf"), "req");
    });
    them.join();
    EXPECT_EQ(said_to_them, "passwords.link_ended");
    EXPECT_EQ(said(sign_in("ulf", old_password)), "200");
}

TEST_F(OwnAddresses, one_s_own_are_listed_and_nobody_else_s) {
    EXPECT_EQ(asks_for("ulf@new.example"), "204");
    auto mine = ask({http::Method::get, "/v1/me/addresses", {}, ulf, {}}).body;
    EXPECT_NE(mine.find("ulf@new.example"), std::string::npos);
    auto max = ask({http::Method::get, "/v1/me/addresses", {}, world.session("max"), {}}).body;
    EXPECT_EQ(max.find("ulf"), std::string::npos);
    EXPECT_EQ(said(ask({http::Method::delete_, "/v1/me/addresses/pending", {}, ulf, {}})), "204");
    mine = ask({http::Method::get, "/v1/me/addresses", {}, ulf, {}}).body;
    EXPECT_EQ(mine.find("ulf@new.example"), std::string::npos);
}

}  // namespace
}  // namespace usher::signin
