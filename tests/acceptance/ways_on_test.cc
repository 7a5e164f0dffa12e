// What somebody is told who cannot go on as they thought: why, and what would help (spec.md SO1,
// SO3, R9, R10; rights.md RT20, RT26, RT39). And in whose name they are asked in.
#include <gtest/gtest.h>

#include <ctime>

#include "support/jobs.h"
#include "support/operator.h"

namespace usher::testing {
namespace {

constexpr std::size_t most_of_one_request = 500;

Account stamps(Server& server = Server::shared()) {
    return server.open("stamps", {.plan = "premier", .seats = 20});
}
json::Object whole(std::string const& email, std::string const& name) {
    return json::Object{{"email", email}, {"name", name}};
}
json::Object parts(std::string const& email, std::string const& first, std::string const& last) {
    return json::Object{{"email", email}, {"first_name", first}, {"last_name", last}};
}
Answer look(Server& server, std::string const& token) {
    return server.client().post("/v1/join/look", json::Object{{"token", token}});
}
std::string text_of(json::Value const& mail, std::string_view part = "text") {
    auto const* said = mail.member(part);
    return said && said->text() ? *said->text() : std::string();
}
bool has(std::string const& text, std::string_view part) { return text.find(part) != text.npos; }

// ---- many at once

TEST(SO1, names_that_come_with_the_addresses_are_kept) {
    auto account = Server::shared().open("sendpro-online", {.plan = "sites"});
    auto leo = account.address("leo"), ann = account.address("ann"), eve = account.address("eve");
    auto sent = account.owner.post(
        "/invitations", json::Object{{"emails", json::Array{eve}},
                                     {"people", json::Array{whole(leo, "Leo Fontaine"),
                                                            json::Object{{"email", ann}}}}});
    ASSERT_EQ(sent.text("sent"), "3") << sent.body;
    EXPECT_EQ(account.owner.get("/users?q=leo@").text("items.0.name"), "Leo Fontaine");
    EXPECT_EQ(account.owner.get("/users?q=ann@").text("items.0.name"), "");
    EXPECT_EQ(account.owner.get("/users?q=eve@").text("items.0.name"), "");
    EXPECT_TRUE(has(text_of(account.server().mail_to(leo)), "Hello Leo Fontaine,"));
}

TEST(SO1, names_have_the_form_and_the_length_that_they_have_everywhere) {
    auto account = stamps();
    auto mia = account.address("mia");
    auto invite = [&](json::Value const& people) {
        return account.owner.post("/invitations", json::Object{{"people", people}});
    };
    auto other = invite(json::Array{whole(mia, "Mia Lange")});
    EXPECT_EQ(other.code(), "users.name");
    EXPECT_EQ(other.text("field"), "people[0].name");
    auto bad = invite(json::Array{parts(mia, "Mia", "Lange"),
                                  parts(account.address("x"), std::string(101, 'x'), "")});
    EXPECT_EQ(bad.code(), "field.too_long");
    EXPECT_EQ(bad.text("field"), "people[1].first_name");
    EXPECT_EQ(bad.text("params.max"), "100");
    EXPECT_EQ(account.owner.get("/users?status=invited").count("items"), 0U) << "nothing was done";
    ASSERT_EQ(invite(json::Array{parts(mia, "Mia", "Lange")}).text("sent"), "1");
    EXPECT_EQ(account.owner.get("/users?q=mia").text("items.0.last_name"), "Lange");
}

TEST(SO1, both_lists_together_are_one_and_no_longer_than_one) {
    auto account = stamps();
    EXPECT_EQ(account.owner.post("/invitations", json::Object{{"note", "x"}}).text("field"),
              "emails");
    json::Array emails(most_of_one_request, json::Value("nobody"));
    auto many = account.owner.post(
        "/invitations", json::Object{{"emails", emails}, {"people", json::Array{whole("x", "")}}});
    EXPECT_EQ(many.code(), "field.too_long");
    EXPECT_EQ(many.text("field"), "people");
    EXPECT_EQ(many.text("params.max"), "500");
}

TEST(SO1, each_that_was_not_sent_says_why_by_key_and_with_what_its_sentence_needs) {
    Server server;
    // They are counted by the hour of the clock: all three come early in one.
    server.steer(seconds(3600 - ::time(nullptr) % 3600));
    auto account = stamps(server);
    json::Array again(most_of_one_request, json::Value(account.address("mia")));
    json::Object body{{"emails", again}};
    ASSERT_EQ(account.owner.post("/invitations", body).text("items.1.code"), "users.exists");
    ASSERT_EQ(account.owner.post("/invitations", body).status, 200);
    auto last = account.owner.post("/invitations", body);
    ASSERT_EQ(last.status, 200) << last.body;
    EXPECT_EQ(last.text("items.499.code"), "invitations.too_many");
    EXPECT_NE(last.text("items.499.params.retry_after_s"), "");
    EXPECT_EQ(last.text("items.499.status"), "not_sent");
    EXPECT_EQ(account.server().mails_to(account.address("mia")), 1U);
}

TEST(SO1, where_seats_run_out_whoever_may_see_the_numbers_reads_them_with_each) {
    auto account = Server::shared().open("stamps", {.plan = "premier", .seats = 1});
    auto sent = account.owner.post("/invitations",
                                   json::Object{{"emails", json::Array{account.address("mia")}}});
    EXPECT_EQ(sent.text("items.0.code"), "seats.none_left");
    EXPECT_EQ(sent.text("items.0.params.bought"), "1") << sent.body;
}

TEST(R10, rows_that_a_change_of_many_refused_say_why_with_what_the_sentence_needs) {
    auto account = stamps();
    auto& owner = account.owner;
    auto mia = account.invite("mia");
    auto resend = json::Object{{"do", "resend"}, {"users", ids({mia})}};
    ASSERT_EQ(bulk(owner, resend).text("refused"), "0");
    auto again = bulk(owner, resend);
    EXPECT_EQ(again.text("refused"), "1") << again.body;
    auto rows = owner.get("/jobs/" + again.text("id") + "/rows?state=refused");
    EXPECT_EQ(rows.text("items.0.code"), "invitations.sent_lately");
    EXPECT_NE(rows.text("items.0.params.retry_after_s"), "") << rows.body;
}

// ---- links that no longer work

TEST(RT20, an_expired_link_offers_to_ask_where_somebody_would_be_told) {
    Server server;
    auto account = stamps(server);
    account.invite("mia");
    auto token = server.token_to(account.address("mia"));
    server.later(days(8));
    auto expired = look(server, token);
    EXPECT_EQ(expired.code(), "invitations.expired");
    EXPECT_EQ(expired.text("params.purpose"), "join");
    EXPECT_EQ(expired.text("params.ask"), "yes");
    auto ask = json::Object{{"token", token}};
    EXPECT_EQ(server.client().post("/v1/join/ask", ask).status, 204);
    auto mail = text_of(server.mail_to(account.owner.email, 2));
    EXPECT_TRUE(has(mail, account.address("mia") + " asks for a new invitation")) << mail;
}

TEST(RT20, nobody_is_offered_to_ask_while_the_account_is_suspended) {
    auto account = stamps();
    auto& server = account.server();
    account.invite("mia");
    auto token = server.token_to(account.address("mia"));
    auto operators = operator_of(server);
    auto path = account.base() + "/suspension";
    ASSERT_EQ(operators.client.put(path, json::Object{{"reason", "Unpaid"}}).status, 200);
    auto shut = look(server, token);
    EXPECT_EQ(shut.code(), "invitations.withdrawn");
    EXPECT_EQ(shut.text("params.ask"), "no");
    ASSERT_EQ(operators.client.del(path).status, 200);
    EXPECT_EQ(look(server, token).status, 200);
}

TEST(RT20, who_accepts_what_its_sender_may_no_longer_give_is_told_whom_to_ask) {
    auto account = stamps();
    auto& server = account.server();
    auto max = account.join("max", {"user", "user-manager"});
    auto manager = account.new_user("mia");
    manager.emplace_back("roles", roles_value({"user", "user-manager"}));
    ASSERT_EQ(max.post("/users", manager).status, 201);
    auto plain = json::Object{{"roles", roles_value({"user"})}};
    ASSERT_EQ(account.owner.put(max.path() + "/roles", plain).status, 200);
    auto join = json::Object{{"token", server.token_to(account.address("mia"))},
                             {"password", "a kettle by the window 9"}};
    auto refused = server.client().post("/v1/join", join);
    EXPECT_EQ(refused.code(), "invitations.withdrawn") << refused.body;
    EXPECT_EQ(refused.text("params.ask"), "yes") << "the owner can send another";
}

TEST(RT26, a_removed_operator_s_link_offers_nothing_that_tells_nobody) {
    auto& server = Server::shared();
    auto anna = operator_of(server, "Anna"), berta = operator_of(server, "Berta");
    auto box = json::Object{{"email", "zoe@usher.example"}};
    ASSERT_EQ(anna.client.post("/v1/operators", box).status, 201);
    auto token = server.token_to("zoe@usher.example");
    ASSERT_EQ(berta.client.del("/v1/operators/" + anna.id).status, 204);
    auto withdrawn = look(server, token);
    EXPECT_EQ(withdrawn.code(), "invitations.withdrawn");
    EXPECT_EQ(withdrawn.text("params.purpose"), "operator");
    EXPECT_EQ(withdrawn.text("params.ask"), "no");
}

TEST(RT26, the_first_user_s_expired_link_asks_an_operator) {
    Server server;
    auto olga = operator_of(server, "Olga");
    auto box = std::string("first@mill.example");
    auto opened =
        olga.client.post("/v1/accounts", json::Object{{"name", "Mill"},
                                                      {"slug", "mill"},
                                                      {"blueprint", "stamps"},
                                                      {"owner", json::Object{{"email", box}}}});
    ASSERT_EQ(opened.status, 201) << opened.body;
    auto token = server.token_to(box);
    server.later(days(8));
    auto expired = look(server, token);
    EXPECT_EQ(expired.text("params.ask"), "yes") << expired.body;
    EXPECT_EQ(server.client().post("/v1/join/ask", json::Object{{"token", token}}).status, 204);
    auto mail = server.mail_to(olga.email);
    EXPECT_TRUE(has(text_of(mail), "/operator/accounts/mill"));
    EXPECT_TRUE(has(text_of(mail), box + " asks for a new invitation")) << text_of(mail);
}

// ---- in whose name

TEST(RT26, the_first_user_is_asked_in_by_nobody_of_an_empty_account) {
    auto& server = Server::shared();
    auto box = std::string("first@weaver.example");
    auto opened = server.run({"account", "open", "--name", "Weaver", "--slug", "weaver",
                              "--blueprint", "stamps", "--owner", box});
    ASSERT_EQ(opened.status, 0) << opened.err;
    auto mail = server.mail_to(box);
    for (auto const* part : {"text", "html"}) {
        auto said = text_of(mail, part);
        if (said.empty()) continue;
        EXPECT_TRUE(has(said, "The account Weaver on Stamps.com was opened for you.")) << said;
        EXPECT_FALSE(has(said, "Stamps.com invites you"));
        EXPECT_FALSE(has(said, "Stamps.com entered"));
    }
    auto seen = look(server, server.token_to(box));
    EXPECT_EQ(seen.text("inviter"), "");
    EXPECT_EQ(seen.text("opening"), "true");
}

TEST(RT20, a_person_s_invitation_names_them) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    ASSERT_EQ(max.post("/users", account.new_user("mia")).status, 201);
    auto box = account.address("mia");
    EXPECT_TRUE(has(text_of(account.server().mail_to(box)), "Max Tester invites you to use"));
    auto seen = look(account.server(), account.server().token_to(box));
    EXPECT_EQ(seen.text("inviter"), "Max Tester");
    EXPECT_EQ(seen.text("opening"), "false");
}

// ---- suspended, and back

TEST(RT39, who_was_suspended_and_resumed_is_told_that_entering_was_ended_and_strangers_are_not) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto me = "/v1/me?account=" + account.slug();
    ASSERT_EQ(account.owner.put(ulf.path() + "/suspension").status, 200);
    EXPECT_EQ(ulf.client.get(me).code(), "access.no_entry");
    EXPECT_EQ(ulf.client.get("/v1/me").text("accounts.0.entry"), "suspended");
    ASSERT_EQ(account.owner.del(ulf.path() + "/suspension").status, 200);
    auto ended = ulf.client.get(me);
    EXPECT_EQ(ended.code(), "signin.needed");
    EXPECT_EQ(ended.text("params.why"), "entry_ended");
    EXPECT_EQ(ulf.client.get("/v1/me").text("accounts.0.entry"), "ended");
    auto stranger = account.stranger().client.get(me);
    EXPECT_EQ(stranger.code(), "signin.needed");
    EXPECT_EQ(stranger.text("params.why"), "");
    ASSERT_EQ(ulf.sign_in().status, 200);
    EXPECT_EQ(ulf.client.get(me).status, 200);
}

TEST(RT26, who_may_not_enter_reads_whether_the_account_is_suspended_or_closed) {
    auto account = stamps();
    auto operators = operator_of(account.server());
    auto because = json::Object{{"reason", "Unpaid"}};
    ASSERT_EQ(operators.client.put(account.base() + "/suspension", because).status, 200);
    auto me = "/v1/me?account=" + account.slug();
    auto shut = account.owner.client.get(me);
    EXPECT_EQ(shut.code(), "accounts.not_open");
    EXPECT_EQ(shut.text("params.status"), "suspended");
    EXPECT_TRUE(has(shut.text("detail"), "This account is suspended."));
    EXPECT_FALSE(shut.holds("Unpaid")) << "the reason is its administrators', in their mail";
}

}  // namespace
}  // namespace usher::testing
