// Forgotten passwords and what the mailed link does (ST6, ST7, RT38, RT41; threats 1 to 11, 15).
#include "signin/testing.h"

namespace usher::signin {
namespace {

struct Forgotten : RecoveryWorld {};

TEST_F(Forgotten, the_mailed_link_sets_a_password_and_signs_nobody_in) {
    auto token = link_for("ulf");
    EXPECT_EQ(look(token), "200");
    auto answer = ask({http::Method::post,
                       "/v1/reset",
                       R"({"token": ")" + token + R"(", "password": "seven herons on ice"})",
                       {},
                       {}});
    EXPECT_EQ(answer.status, 204);
    EXPECT_TRUE(session_in(answer).token.empty());
    EXPECT_EQ(said(sign_in("ulf", old_password)), "signin.wrong");
    EXPECT_EQ(said(sign_in("ulf", new_password)), "200");
}

TEST_F(Forgotten, the_person_is_told_of_the_change) {
    EXPECT_EQ(reset(link_for("ulf")), "204");
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_EQ(mail[0].text, "mail.password_changed");
    EXPECT_EQ(mail[0].to.address(), "ulf@example.com");
    EXPECT_EQ(mail[0].link.reveal(), "http://127.0.0.1:8080/forgot");
}

TEST_F(Forgotten, threat_10_every_address_gets_the_same_answer) {
    for (auto email : {"ulf@example.com", "nobody@example.com", "no address", "ulf@", "ulf"}) {
        auto answer = ask({http::Method::post,
                           "/v1/forgot",
                           R"({"email": ")" + std::string(email) + R"("})",
                           {},
                           {}});
        EXPECT_EQ(answer.status, 204) << email;
        EXPECT_TRUE(answer.body.empty() && answer.headers.empty()) << email;
    }
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_EQ(mail[0].to.address(), "ulf@example.com");
}

TEST_F(Forgotten, threat_11_what_is_written_while_the_asker_waits_is_the_same) {
    auto rows = [&] {
        return std::vector{count("select count(*) from jobs where kind = 'forgotten'"),
                           count("select count(*) from jobs where kind <> 'forgotten'"),
                           count("select count(*) from links /* across accounts: a test */"),
                           count("select count(*) from audit /* across accounts: a test */")};
    };
    EXPECT_EQ(forgot("nobody@example.com"), "204");
    EXPECT_EQ(rows(), (std::vector<std::int64_t>{1, 0, 0, 0}));
    EXPECT_EQ(forgot("ulf@example.com"), "204");
    EXPECT_EQ(rows(), (std::vector<std::int64_t>{2, 0, 0, 0}));
}

TEST_F(Forgotten, threat_1_the_link_leads_where_the_configuration_says) {
    for (auto name : {"x-forwarded-host", "x-forwarded-proto", "forwarded"}) {
        auto answer = ask({http::Method::post,
                           "/v1/forgot",
                           R"({"email": "ulf@example.com"})",
                           {},
                           {{name, "host=evil.example"}}});
        EXPECT_EQ(answer.status, 204) << name;
    }
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_TRUE(mail[0].link.reveal().starts_with("http://127.0.0.1:8080/reset#"));
}

TEST_F(Forgotten, threat_2_one_address_and_one_only) {
    EXPECT_EQ(post("/v1/forgot", R"({"email": ["ulf@example.com", "eve@example.com"]})"),
              "field.type");
    EXPECT_EQ(post("/v1/forgot", R"({"email": "ulf@example.com", "email": "eve@example.com"})"),
              "json.malformed");
    EXPECT_EQ(forgot("ulf@example.com,eve@example.com"), "204");
    EXPECT_EQ(forgot("ulf@example.com\\r\\nBcc: eve@example.com"), "field.characters");
    EXPECT_TRUE(letters().empty());
}

TEST_F(Forgotten, threat_3_no_password_without_a_link) {
    EXPECT_EQ(reset(""), "field.too_short");
    EXPECT_EQ(reset("made-up"), "passwords.link_ended");
    EXPECT_EQ(reset(std::string(43, 'A')), "passwords.link_ended");
    EXPECT_EQ(post("/v1/reset", R"({"password": "seven herons on ice"})"), "field.missing");
    EXPECT_EQ(post("/v1/reset", R"({"email": "ulf@example.com", "token": "x", "password": "y"})"),
              "field.unknown");
}

TEST_F(Forgotten, threat_4_mail_goes_to_the_address_as_it_was_verified) {
    EXPECT_EQ(forgot("ULF@EXAMPLE.com"), "204");
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_EQ(mail[0].to.address(), "ulf@example.com");
    world.clock().advance(hours(1));
    EXPECT_EQ(forgot("u\u0131f@example.com"), "204");
    EXPECT_EQ(forgot("ul\uff46@example.com"), "204");
    EXPECT_TRUE(letters().empty());
}

TEST_F(Forgotten, threat_7_a_link_works_once) {
    auto token = link_for("ulf");
    EXPECT_EQ(reset(token), "204");
    EXPECT_EQ(reset(token), "passwords.link_ended");
    EXPECT_EQ(look(token), "passwords.link_ended");
}

TEST_F(Forgotten, threat_7_of_two_at_once_one_wins) {
    auto token = link_for("ulf");
    auto link = world.read([&](store::Snapshot& s) { return look_at_reset(s, Secret(token)); });
    auto set = [&](store::Tx& tx) {
        return reset_password(tx, outbox, world.authority().catalog(), link, {"hash", {}, ""});
    };
    EXPECT_EQ(world.attempt(set), "allowed");
    EXPECT_EQ(world.attempt(set), "passwords.link_ended");
}

TEST_F(Forgotten, a_link_ends_after_an_hour_and_when_a_newer_one_goes_out) {
    auto first = link_for("ulf");
    world.clock().advance(minutes(10));
    auto second = link_for("ulf");
    EXPECT_EQ(look(first), "passwords.link_ended");
    EXPECT_EQ(look(second), "200");
    world.clock().advance(reset_ttl);
    EXPECT_EQ(look(second), "passwords.link_expired");
    EXPECT_EQ(reset(second), "passwords.link_expired");
    EXPECT_EQ(said(sign_in("ulf", old_password)), "200");
}

TEST_F(Forgotten, threat_8_a_link_of_another_purpose_resets_nothing) {
    auto token = link_for("ulf");
    world.write([&](store::Tx& tx) {
        return tx.exec("update links set purpose = 'invitation' /* across accounts: a test */");
    });
    EXPECT_EQ(look(token), "passwords.link_ended");
    EXPECT_EQ(reset(token), "passwords.link_ended");
}

TEST_F(Forgotten, threat_8_a_link_is_for_the_one_who_has_the_address_now) {
    auto token = link_for("ulf");
    world.write([&](store::Tx& tx) {
        return tx.exec("update identity_emails set identity_id = $1 where email_key = $2",
                       world.identity("max"), "ulf@example.com");
    });
    EXPECT_EQ(reset(token), "passwords.link_ended");
    EXPECT_EQ(said(sign_in("max", old_password)), "200");
}

TEST_F(Forgotten, threat_9_looking_uses_nothing_up) {
    auto token = link_for("ulf");
    for (int i = 0; i < 3; ++i) EXPECT_EQ(look(token), "200");
    EXPECT_EQ(said(ask({http::Method::get, "/v1/reset?token=" + token, "", {}, {}})),
              "http.method");
    EXPECT_EQ(reset(token), "204");
}

TEST_F(Forgotten, a_bad_password_is_refused_and_the_link_stays) {
    auto token = link_for("ulf");
    EXPECT_EQ(reset(token, "short"), "passwords.too_short");
    EXPECT_EQ(reset(token, "password123"), "passwords.too_common");
    EXPECT_EQ(reset(token, std::string(257, 'x')), "passwords.too_long");
    EXPECT_EQ(reset(token), "204");
}

TEST_F(Forgotten, threat_15_mail_comes_every_few_minutes_ten_times_and_then_hourly) {
    EXPECT_EQ(forgot("ulf@example.com"), "204");
    EXPECT_EQ(letters().size(), 1u);
    EXPECT_EQ(forgot("ulf@example.com"), "204");
    EXPECT_TRUE(letters().empty());
    std::size_t sent = 1;
    for (int i = 0; i < 20; ++i) {
        client = "192.0.2." + std::to_string(10 + i);
        world.clock().advance(minutes(5));
        EXPECT_EQ(forgot("ulf@example.com"), "204");
        sent += letters().size();
    }
    auto within_two_hours = static_cast<std::size_t>(resets_a_day);
    EXPECT_EQ(sent, within_two_hours) << "strangers ask, too";
    world.clock().advance(hours(1));
    EXPECT_EQ(reset(link_for("ulf")), "204") << "threat 41: and lock nobody out";
    letters();  // of the password that was changed
    EXPECT_EQ(forgot("ulf@example.com"), "204");
    EXPECT_TRUE(letters().empty());
    world.clock().advance(hours(24));
    EXPECT_EQ(forgot("ulf@example.com"), "204");
    EXPECT_EQ(letters().size(), 1u);
}

TEST_F(Forgotten, events_of_passwords_say_from_where) {
    client = "192.0.2.77";
    EXPECT_EQ(reset(link_for("ulf")), "204");
    auto changed = ask({http::Method::put,
                        "/v1/me/password",
                        R"({"current": "seven herons on ice", "new": "a kettle by the window"})",
                        session_in(sign_in("ulf", new_password)),
                        {}});
    EXPECT_EQ(said(changed), "204");
    EXPECT_EQ(count("select count(*) from audit where act in ('passwords.reset', "
                    "'passwords.change') and details || coalesce(personal, '') like "
                    "'%192.0.2.77%' /* across accounts: a test */"),
              2);
}

TEST_F(Forgotten, threat_41_one_client_is_slowed_down_and_no_other) {
    for (auto email : {"ulf@example.com", "nobody@example.com"}) {
        for (int i = 0; i < Brake::free_tries; ++i) EXPECT_EQ(forgot(email), "204");
        EXPECT_EQ(forgot(email), "signin.too_many") << email;
    }
    EXPECT_EQ(said(sign_in("ulf", old_password)), "200");
    client = "192.0.2.2";
    EXPECT_EQ(forgot("ulf@example.com"), "204");
}

TEST_F(Forgotten, threat_35_all_sessions_end) {
    auto elsewhere = session_in(sign_in("ulf", old_password));
    EXPECT_EQ(enters(elsewhere), "allowed");
    EXPECT_EQ(reset(link_for("ulf")), "204");
    EXPECT_EQ(enters(elsewhere), "signin.needed");
    EXPECT_EQ(enters(world.session("ulf")), "signin.needed");
    EXPECT_EQ(enters(world.session("max")), "allowed");
}

TEST_F(Forgotten, who_asked_for_the_link_may_keep_the_sessions) {
    EXPECT_EQ(reset(link_for("ulf"), new_password, R"(, "sign_out_everywhere": false)"), "204");
    EXPECT_EQ(enters(world.session("ulf")), "allowed");
}

TEST_F(Forgotten, no_secret_is_written_down) {
    auto token = link_for("ulf");
    EXPECT_EQ(reset(token), "204");
    auto events = world.read([&](store::Snapshot& s) {
        return s.many("select act, details from audit where account_id = $1 order by seq",
                      AccountId{});
    });
    ASSERT_EQ(events.size(), 1u);
    EXPECT_EQ(events[0].text(0), "passwords.reset");
    EXPECT_EQ(events[0].text(1).find(token), std::string::npos);
    EXPECT_EQ(count("select count(*) from jobs where kind = 'forgotten' and length(payload) > 0"),
              0);
}

struct OwnPassword : RecoveryWorld {
    http::Response change(std::string const& name, std::string_view current,
                          std::string_view wanted = new_password) {
        return ask({http::Method::put,
                    "/v1/me/password",
                    R"({"current": ")" + std::string(current) + R"(", "new": ")" +
                        std::string(wanted) + R"("})",
                    world.session(name),
                    {}});
    }
};

TEST_F(OwnPassword, changing_it_ends_all_sessions_and_begins_a_new_one) {
    auto elsewhere = session_in(sign_in("ulf", old_password));
    auto token = link_for("ulf");
    auto answer = change("ulf", old_password);
    EXPECT_EQ(said(answer), "204");
    EXPECT_EQ(enters(session_in(answer)), "allowed");
    EXPECT_EQ(enters(elsewhere), "signin.needed");
    EXPECT_EQ(enters(world.session("ulf")), "signin.needed");
    EXPECT_EQ(look(token), "passwords.link_ended");
    EXPECT_EQ(said(sign_in("ulf", new_password)), "200");
    auto mail = letters();
    ASSERT_EQ(mail.size(), 1u);
    EXPECT_EQ(mail[0].text, "mail.password_changed");
}

TEST_F(OwnPassword, it_takes_the_current_one_and_a_session) {
    EXPECT_EQ(said(change("ulf", "not it at all")), "passwords.not_current");
    EXPECT_EQ(said(change("ulf", new_password)), "passwords.not_current");
    EXPECT_EQ(post("/v1/me/password", "{}"), "http.method");
    auto guest = ask({http::Method::put,
                      "/v1/me/password",
                      R"({"current": "a kettle by the window", "new": "seven herons on ice"})",
                      {},
                      {}});
    EXPECT_EQ(said(guest), "signin.needed");
    EXPECT_EQ(said(sign_in("ulf", old_password)), "200");
}

TEST_F(OwnPassword, what_is_weak_is_refused_by_its_own_field) {
    auto answer = change("ulf", old_password, "short");
    EXPECT_EQ(said(answer), "passwords.too_short");
    EXPECT_NE(answer.body.find(R"("field":"new")"), std::string::npos) << answer.body;
    EXPECT_EQ(said(change("ulf", old_password, "Acme Stamps")), "passwords.context");
}

TEST_F(OwnPassword, threat_41_guessing_the_current_one_is_slowed_down) {
    for (int i = 0; i < Brake::free_tries; ++i)
        EXPECT_EQ(said(change("ulf", "not it at all")), "passwords.not_current");
    EXPECT_EQ(said(change("ulf", old_password)), "signin.too_many");
}

TEST_F(OwnPassword, threat_42_a_foreign_page_cannot_change_it) {
    auto answer = ask({http::Method::put,
                       "/v1/me/password",
                       R"({"current": "a kettle by the window", "new": "seven herons on ice"})",
                       world.session("ulf"),
                       {{"origin", "https://evil.example"}}});
    EXPECT_NE(answer.status, 204);
    EXPECT_EQ(said(sign_in("ulf", old_password)), "200");
}

struct OwnSessions : RecoveryWorld {
    json::Value sessions(http::Credential const& by) {
        auto answer = ask({http::Method::get, "/v1/me/sessions", "", by, {}});
        EXPECT_EQ(answer.status, 200);
        return access::must(json::parse(answer.body));
    }
    std::vector<std::string> ids(http::Credential const& by) {
        auto answer = sessions(by);
        std::vector<std::string> ids;
        for (auto const& one : *answer.member("items")->array())
            ids.push_back(*one.member("id")->text());
        return ids;
    }
    std::string end(std::string const& id, http::Credential const& by) {
        return said(ask({http::Method::delete_, "/v1/me/sessions/" + id, "", by, {}}));
    }
};

TEST_F(OwnSessions, threat_36_one_sees_the_own_ones_only) {
    auto second = session_in(sign_in("ulf", old_password));
    auto list = sessions(second);
    auto const& items = *list.member("items")->array();
    ASSERT_EQ(items.size(), 2u);
    EXPECT_TRUE(*items[0].member("current")->boolean());
    EXPECT_FALSE(*items[1].member("current")->boolean());
    EXPECT_EQ(*items[0].member("address")->text(), "192.0.2.1");
    EXPECT_EQ(ids(world.session("max")).size(), 1u);
    EXPECT_EQ(said(ask({http::Method::get, "/v1/me/sessions", "", {}, {}})), "signin.needed");
}

TEST_F(OwnSessions, one_ends_the_own_ones_only) {
    auto second = session_in(sign_in("ulf", old_password));
    auto theirs = ids(world.session("max")).at(0);
    auto mine = ids(second).at(1);
    EXPECT_EQ(end(theirs, second), "not_found");
    EXPECT_EQ(end("ses_nonsense", second), "not_found");
    EXPECT_EQ(enters(world.session("max")), "allowed");
    EXPECT_EQ(end(mine, second), "204");
    EXPECT_EQ(end(mine, second), "not_found");
    EXPECT_EQ(enters(world.session("ulf")), "signin.needed");
    EXPECT_EQ(end(ids(second).at(0), second), "204");
    EXPECT_EQ(enters(second), "signin.needed");
}

TEST_F(OwnSessions, all_others_end_at_once) {
    auto second = session_in(sign_in("ulf", old_password));
    auto third = session_in(sign_in("ulf", old_password));
    EXPECT_EQ(said(ask({http::Method::delete_, "/v1/me/sessions", "", second, {}})), "204");
    EXPECT_EQ(enters(second), "allowed");
    EXPECT_EQ(enters(third), "signin.needed");
    EXPECT_EQ(enters(world.session("ulf")), "signin.needed");
    EXPECT_EQ(enters(world.session("max")), "allowed");
}

}  // namespace
}  // namespace usher::signin
