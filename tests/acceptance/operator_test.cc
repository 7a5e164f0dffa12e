// The operators' side of accounts (rights.md RT20, RT26, RT29, RT33, RT52; spec.md ST2, SO2, R2;
// case 58; threats 22, 33): by the API, by the command line, through the real program.
#include <gtest/gtest.h>

#include "support/operator.h"

namespace usher::testing {
namespace {

json::Value reason(char const* why = "Unpaid since March") { return json::Object{{"reason", why}}; }
json::Value plan(std::string const& key) { return json::Object{{"plan", key}}; }
json::Value plan(std::string const& key, int seats) {
    return json::Object{{"plan", key}, {"bought", seats}};
}
json::Value bought(int seats) { return json::Object{{"bought", seats}}; }

Account stamps(int seats = 9) {
    return Server::shared().open("stamps", {.plan = "premier", .seats = seats});
}

TEST(ST2, seats_and_plan_are_changed_by_the_account_itself_within_self_service) {
    auto account = stamps(5);
    account.invite("mia");
    auto seats = account.owner.get("/seats");
    EXPECT_EQ(seats.text("used"), "2");
    EXPECT_EQ(seats.text("invited"), "1");
    auto below = account.owner.put("/seats", bought(1));
    EXPECT_EQ(below.code(), "seats.below_use");
    EXPECT_EQ(below.text("params.used"), "2");
    auto plans = account.owner.get("/plans");
    EXPECT_EQ(plans.text("items.1.key"), "premier");
    EXPECT_EQ(plans.text("items.1.current"), "true");
    EXPECT_EQ(plans.text("items.1.features.0"), "Reports");
    EXPECT_EQ(plans.text("items.1.feature_keys.0"), "reports") << "by which pages translate";
    auto changed = account.owner.put("/plan", plan("pro"));
    ASSERT_EQ(changed.status, 200) << changed.body;
    EXPECT_EQ(changed.text("items.0.current"), "true");
    EXPECT_EQ(account.owner.get("/seats").text("bought"), "5") << "bought ones stay bought";
    EXPECT_EQ(account.owner.put("/plan", plan("premier", 1)).code(), "seats.below_use");
    EXPECT_EQ(account.owner.put("/plan", plan("gold")).code(), "plans.unknown");
    EXPECT_EQ(account.owner.put("/plan", plan("premier", 0)).status, 422);
    auto history = account.owner.get("/seats/history");
    EXPECT_EQ(history.text("items.0.act"), "plan.change");
    EXPECT_EQ(history.text("items.0.by"), account.owner.email) << "who has no name";
    EXPECT_EQ(history.text("items.0.details.after.plan"), "pro");
    EXPECT_EQ(history.text("items.1.act"), "accounts.open");
    EXPECT_EQ(history.text("items.1.by"), "Stamps.com");
}

TEST(ST2, numbers_and_plans_are_for_administrators_of_the_account_only) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    for (auto const* path : {"/seats", "/seats/history", "/plans"})
        EXPECT_EQ(ulf.get(path).code(), "access.no_act") << path;
    EXPECT_EQ(max.get("/plans").code(), "access.no_act");
    EXPECT_EQ(max.put("/plan", plan("pro")).code(), "access.no_act");
    EXPECT_EQ(max.put("/seats", bought(20)).code(), "access.no_act");
    EXPECT_EQ(account.owner.get("/seats").text("bought"), "9");
}

TEST(SO2, a_plan_of_one_user_says_why_and_where_to_get_more) {
    auto account = Server::shared().open("sendpro-online", {.plan = "single", .owner = "ada"});
    auto me = account.owner.client.get("/v1/me?account=" + account.slug());
    EXPECT_EQ(me.text("account.invite.allowed"), "false");
    EXPECT_EQ(me.text("account.invite.why"), "plan");
    EXPECT_EQ(me.text("account.invite.more"), "https://example.com/sendpro/upgrade");
    auto refused = account.owner.post("/users", account.new_user("uli"));
    EXPECT_EQ(refused.code(), "seats.none_left");
    EXPECT_TRUE(refused.holds("https://example.com/sendpro/upgrade"));
    auto plans = account.owner.put("/plan", plan("multi"));
    EXPECT_EQ(plans.code(), "plans.not_self_service");
    EXPECT_EQ(plans.text("params.more"), "https://example.com/sendpro/upgrade");
    EXPECT_EQ(account.owner.put("/seats", bought(3)).code(), "seats.not_self_service");
    auto set = account.server().run({"account", "plan", account.slug(), "multi"});
    ASSERT_EQ(set.status, 0) << set.err;
    EXPECT_EQ(account.owner.get("/seats").text("bought"), "10");
    EXPECT_EQ(account.owner.post("/users", account.new_user("uli")).status, 201);
}

TEST(SO2, case_58_ten_held_one_suspended_resume_works_and_inviting_does_not) {
    auto account = Server::shared().open("sendpro-online", {.plan = "sites", .seats = 4});
    auto berlin = account.location("Berlin");
    auto lin = account.join("lin", Terms{{"admin"}, berlin});
    auto uli = account.join("uli", Terms{{"user"}, berlin});
    account.invite("eva", Terms{{"user"}, berlin});
    ASSERT_EQ(account.owner.put(uli.path() + "/suspension").status, 200);
    auto told = account.owner.post("/users", account.new_user("new"));
    EXPECT_EQ(told.code(), "seats.none_left");
    EXPECT_EQ(told.text("params.bought"), "4");
    auto body = account.new_user("new");
    body.emplace_back("home", berlin);
    auto untold = lin.post("/users", body);
    EXPECT_EQ(untold.code(), "seats.none_left");
    EXPECT_EQ(untold.text("params.bought"), "");
    EXPECT_FALSE(untold.holds("4 seats"));
    EXPECT_EQ(lin.get("/seats").code(), "access.no_act");
    EXPECT_EQ(account.owner.del(uli.path() + "/suspension").status, 200);
    auto operators = operator_of(account.server());
    auto base = account.base() + "/subscription";
    auto below = operators.client.put(base, bought(3));
    EXPECT_EQ(below.code(), "seats.below_use");
    EXPECT_EQ(below.text("params.used"), "4");
}

TEST(RT52, a_plan_without_places_is_refused_while_there_are_places) {
    auto account = Server::shared().open("sendpro-online", {.plan = "sites"});
    account.location("Berlin");
    auto refused = account.server().run({"account", "plan", account.slug(), "multi"});
    EXPECT_EQ(refused.status, 1);
    EXPECT_NE(refused.err.find("plans.places"), std::string::npos) << refused.err;
    EXPECT_EQ(account.owner.get("/seats").text("bought"), "200");
}

TEST(RT52, a_plan_without_a_feature_hides_it_and_loses_nothing) {
    auto account = stamps();
    auto rik = account.join("rik", {"user", "reports"});
    auto asks = [&](Person& who) {
        return who.client
            .post("/v1/check",
                  json::Object{{"account", account.slug()}, {"permission", "reports.view"}})
            .text("why");
    };
    EXPECT_EQ(asks(rik), "role:reports");
    ASSERT_EQ(account.owner.put("/plan", plan("pro")).status, 200);
    EXPECT_EQ(asks(rik), "feature");
    ASSERT_EQ(account.owner.put("/plan", plan("premier")).status, 200);
    EXPECT_EQ(asks(rik), "role:reports");
}

TEST(R2, a_plan_is_never_left_with_fewer_seats_than_are_taken_meanwhile) {  // threat 22
    auto account = stamps(12);
    std::vector<std::thread> threads;
    for (int i = 0; i < 24; ++i)
        threads.emplace_back([&, i] {
            auto ada = account.owner;
            if (i % 4 == 0)
                ada.put("/plan", plan(i % 8 == 0 ? "pro" : "premier", 4 + i % 5));
            else
                ada.post("/users", account.new_user("p" + std::to_string(i)));
        });
    for (auto& thread : threads) thread.join();
    auto seats = account.owner.get("/seats");
    EXPECT_LE(std::stoi(seats.text("used")), std::stoi(seats.text("bought")));
    EXPECT_EQ(std::to_string(account.owner.get("/users").count("items")), seats.text("used"));
}

TEST(RT26, threat_33_a_suspended_account_is_closed_to_everybody_at_once) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto invited = account.invite("ida");
    auto& server = account.server();
    auto made = server.run({"key", "make", "--blueprint", "stamps", "--name", "shop"});
    auto key = made.out.substr(0, made.out.find('\n'));
    auto question = json::text(
        json::Object{{"account", account.slug()}, {"user", max.id}, {"permission", "users.view"}});
    auto asks = [&] {
        return server.client()
            .send("POST", "/v1/check", question,
                  {"Authorization: Bearer " + key, "Content-Type: application/json"})
            .text("why");
    };
    EXPECT_EQ(asks(), "role:user-manager");
    auto operators = operator_of(server);
    auto path = account.base() + "/suspension";
    auto suspended = operators.client.put(path, reason());
    ASSERT_EQ(suspended.status, 200) << suspended.body;
    EXPECT_EQ(suspended.text("status"), "suspended");

    EXPECT_EQ(account.owner.get("/users").code(), "accounts.not_open");
    EXPECT_EQ(max.post("/users", account.new_user("x")).code(), "accounts.not_open");
    EXPECT_EQ(max.client.get("/v1/me?account=" + account.slug()).code(), "accounts.not_open");
    EXPECT_EQ(max.client.get("/v1/me").text("accounts.0.status"), "suspended");
    EXPECT_EQ(asks(), "account_not_open");
    auto join = json::Object{{"token", server.token_to(account.address("ida"))},
                             {"password", "a kettle by the window 9"}};
    EXPECT_EQ(server.client().post("/v1/join", join).code(), "invitations.withdrawn");
    auto again = max;
    EXPECT_EQ(again.sign_in().status, 200) << "the person is not suspended, the account is";
    EXPECT_EQ(again.get("/users").code(), "accounts.not_open");
    EXPECT_EQ(again.client.del("/v1/me/accounts/" + account.slug()).code(), "accounts.not_open");

    ASSERT_EQ(operators.client.del(path).status, 200);
    EXPECT_EQ(max.get("/users").status, 200);
    EXPECT_EQ(asks(), "role:user-manager");
    auto ida = server.client().post("/v1/join", join);
    EXPECT_EQ(ida.status, 200) << "stayed invited: " << ida.body;
    auto events = account.owner.get("/audit?target=account:" + account.id());
    EXPECT_EQ(events.text("items.0.act"), "accounts.resume");
    EXPECT_EQ(events.text("items.1.act"), "accounts.suspend");
    EXPECT_EQ(events.text("items.1.details.reason"), "Unpaid since March");
    EXPECT_EQ(events.text("items.1.by.name"), "Opal Operator") << "by name, as anybody";
    EXPECT_EQ(events.text("items.1.by.email"), "") << "and not by address";
    auto chain = server.run({"audit", "export"});
    EXPECT_NE(chain.out.find("accounts.suspend"), std::string::npos);
    EXPECT_EQ(server.run({"audit", "verify"}).status, 0);
    EXPECT_FALSE(invited.empty());
}

TEST(RT26, administrators_read_in_a_mail_why_their_account_is_suspended) {
    auto account = stamps();
    auto& server = account.server();
    auto said = server.run({"account", "suspend", account.slug(), "--reason", "Unpaid since May"});
    ASSERT_EQ(said.status, 0) << said.err;
    EXPECT_NE(said.out.find("is suspended"), std::string::npos) << said.out;
    auto mail = json::text(server.mail_to(account.owner.email, 2));
    EXPECT_NE(mail.find("Unpaid since May"), std::string::npos) << mail;
    EXPECT_EQ(server.run({"account", "suspend", account.slug(), "--reason", "Again"}).status, 0);
    EXPECT_EQ(server.mails_to(account.owner.email), 2U) << "what is so already is told once";
}

TEST(RT26, a_closed_account_is_opened_again_within_its_grace_only) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 3});
    auto closed =
        server.run({"account", "close", account.slug(), "--reason", "Asked to", "--json"});
    ASSERT_EQ(closed.status, 0) << closed.err;
    EXPECT_NE(closed.out.find("\"status\":\"closed\""), std::string::npos) << closed.out;
    EXPECT_NE(closed.out.find("closes_at"), std::string::npos);
    EXPECT_EQ(account.owner.get("/users").code(), "accounts.not_open");
    auto refused = server.run({"account", "suspend", account.slug(), "--reason", "Too"});
    EXPECT_NE(refused.err.find("accounts.closed"), std::string::npos);
    ASSERT_EQ(server.run({"account", "resume", account.slug()}).status, 0);
    EXPECT_EQ(account.owner.get("/users").status, 200);
    ASSERT_EQ(server.run({"account", "close", account.slug(), "--reason", "Again"}).status, 0);
    server.later(days(31));
    auto late = server.run({"account", "resume", account.slug()});
    EXPECT_EQ(late.status, 1);
    EXPECT_NE(late.err.find("accounts.closed_for_good"), std::string::npos) << late.err;
}

TEST(RT26, nobody_but_an_operator_reaches_the_console) {
    auto account = stamps();
    auto& ada = account.owner.client;
    auto base = account.base();
    EXPECT_EQ(ada.get(base).code(), "access.no_act");
    EXPECT_EQ(ada.get("/v1/accounts/nothing-there").code(), "access.no_act") << "as if";
    EXPECT_EQ(ada.put(base + "/suspension", reason()).code(), "access.no_act");
    EXPECT_EQ(ada.del(base + "/suspension").code(), "access.no_act");
    EXPECT_EQ(ada.put(base + "/closing", reason()).code(), "access.no_act");
    EXPECT_EQ(ada.put(base + "/subscription", bought(100)).code(), "access.no_act");
    EXPECT_EQ(ada.put(base + "/first-user", json::Object{}).code(), "access.no_act");
    for (auto const* path :
         {"/v1/accounts", "/v1/jobs", "/v1/operators", "/v1/blueprints", "/v1/health"})
        EXPECT_EQ(ada.get(path).code(), "access.no_act") << path;
    EXPECT_EQ(account.stranger().client.get("/v1/jobs").status, 401);
    EXPECT_EQ(account.owner.get("/seats").text("bought"), "9");
}

TEST(RT26, operators_hold_no_act_in_an_account) {
    auto account = stamps();
    auto operators = operator_of(account.server());
    EXPECT_EQ(operators.client.get(account.base() + "/users").status, 404);
    EXPECT_EQ(operators.client.get(account.base() + "/audit").status, 404);
    EXPECT_EQ(operators.client.get(account.base() + "/seats").status, 404);
    auto shown = operators.client.get(account.base());
    EXPECT_EQ(shown.status, 200);
    EXPECT_EQ(shown.text("first_user"), "") << "has joined";
    EXPECT_FALSE(shown.holds("ada")) << "nothing of its people: " << shown.body;
    EXPECT_EQ(operators.client.put(account.base() + "/suspension", reason("")).status, 422);
    EXPECT_EQ(operators.client.get("/v1/accounts/nothing-there").status, 404);
}

TEST(RT26, the_first_user_s_address_is_corrected_until_they_have_joined) {
    auto& server = Server::shared();
    auto opened = server.run({"account", "open", "--name", "Kiln & Co", "--slug", "kiln",
                              "--blueprint", "stamps", "--owner", "wrong@kiln.example"});
    ASSERT_EQ(opened.status, 0) << opened.err;
    auto first = server.token_to("wrong@kiln.example");
    auto operators = operator_of(server);
    auto path = std::string("/v1/accounts/kiln/first-user");
    EXPECT_EQ(operators.client.get("/v1/accounts/kiln").text("first_user.email"),
              "wrong@kiln.example");
    auto bad = operators.client.put(path, json::Object{{"email", "right@kiln"}});
    EXPECT_EQ(bad.status, 422);
    EXPECT_EQ(bad.text("field"), "email");
    auto right = operators.client.put(path, json::Object{{"email", "right@kiln.example"}});
    ASSERT_EQ(right.status, 200) << right.body;
    EXPECT_EQ(right.text("first_user.email"), "right@kiln.example");
    EXPECT_FALSE(right.holds("/join#"));
    auto look = json::Object{{"token", first}};
    EXPECT_EQ(server.client().post("/v1/join/look", look).code(), "invitations.ended");
    auto token = server.token_to("right@kiln.example");
    ASSERT_EQ(server.run({"account", "resend", "kiln"}).status, 0);
    look = json::Object{{"token", token}};
    EXPECT_EQ(server.client().post("/v1/join/look", look).code(), "invitations.ended");
    auto join = json::Object{{"token", server.token_to("right@kiln.example", 2)},
                             {"password", "a kettle by the window 9"}};
    EXPECT_EQ(server.client().post("/v1/join", join).status, 200);
    EXPECT_EQ(operators.client.put(path, json::Object{}).code(), "accounts.joined");
}

TEST(RT26, accounts_are_found_by_part_of_slug_or_name_or_by_id) {
    auto& server = Server::shared();
    auto name = std::string("Brûlée Ünion");
    ASSERT_EQ(server
                  .run({"account", "open", "--name", name, "--slug", "brulee-u", "--blueprint",
                        "stamps", "--owner", "o@brulee.example"})
                  .status,
              0);
    auto operators = operator_of(server);
    auto found = [&](std::string const& query) {
        return operators.client.get("/v1/accounts?" + query).text("items.0.slug");
    };
    EXPECT_EQ(found("q=brulee%20un"), "brulee-u");
    EXPECT_EQ(found("q=%C3%9CNION"), "brulee-u");
    EXPECT_EQ(found("q=lee-u"), "brulee-u");
    auto id = operators.client.get("/v1/accounts/brulee-u").text("id");
    EXPECT_EQ(found("q=" + id), "brulee-u");
    EXPECT_EQ(found("q=brulee&status=closed"), "");
    EXPECT_EQ(operators.client.get("/v1/accounts?status=asleep").status, 422);
    auto listed = server.run({"account", "list", "brulee", "--json"});
    EXPECT_NE(listed.out.find("\"slug\":\"brulee-u\""), std::string::npos) << listed.out;
}

TEST(RT26, a_mail_that_could_not_be_sent_is_seen_with_its_reason_and_sent_again) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 9});
    auto operators = operator_of(server);
    server.refuse_mail(true);
    ASSERT_EQ(account.owner.post("/users", account.new_user("ida")).status, 201);
    auto address = account.address("ida");
    auto waiting = operators.client.get("/v1/jobs?kind=mail");
    EXPECT_EQ(waiting.text("items.0.to"), address) << waiting.body;
    EXPECT_EQ(waiting.text("items.0.letter"), "mail.invitation");
    EXPECT_EQ(waiting.text("items.0.account"), account.slug());
    EXPECT_FALSE(waiting.holds("/join#"));
    auto id = waiting.text("items.0.id");
    auto early = operators.client.post("/v1/jobs/" + id + "/retry", {});
    EXPECT_EQ(early.code(), "jobs.not_failed");
    EXPECT_EQ(operators.client.post("/v1/jobs/job_nothing/retry", {}).status, 404);
    // Its next attempt is reckoned from the moment at which this one was given up.
    server.tried_all();
    server.refuse_mail(false);
    server.steer(hours(2));
    EXPECT_FALSE(server.token_to(address).empty());
    EXPECT_EQ(operators.client.get("/v1/jobs?state=asleep").status, 422);
    EXPECT_EQ(operators.client.get("/v1/jobs?after=nonsense").status, 422);
}

std::string text_in(json::Value const& value, std::string_view name) {
    auto const* found = value.member(name);
    return found && found->text() ? *found->text() : "";
}

TEST(RT26, work_that_failed_is_listed_and_done_again_by_command_too) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 9});
    server.refuse_mail_for_good();
    ASSERT_EQ(account.owner.post("/users", account.new_user("ida")).status, 201);
    auto address = account.address("ida");
    EXPECT_EQ(server.mails_to(address), 0U);
    auto listed = server.run({"jobs", "list", "--kind", "mail", "--json"});
    auto job = json::parse(listed.out);
    ASSERT_TRUE(job) << listed.out << listed.err;
    EXPECT_EQ(text_in(*job, "to"), address);
    EXPECT_NE(text_in(*job, "error").find("554"), std::string::npos) << listed.out;
    EXPECT_EQ(server.run({"jobs", "list", "--state", "waiting", "--kind", "mail"}).out, "");
    auto id = text_in(*job, "id");
    server.refuse_mail(false);
    EXPECT_EQ(server.run({"jobs", "retry", id}).status, 0);
    EXPECT_FALSE(server.token_to(address).empty());
    auto again = server.run({"jobs", "retry", id});
    EXPECT_EQ(again.status, 1) << "it was done";
    EXPECT_NE(again.err.find("jobs.not_failed"), std::string::npos) << again.err;
    EXPECT_EQ(server.run({"jobs", "retry", "everything"}).status, 1);
    EXPECT_NE(server.run({"jobs", "list", "--state", "asleep"}).status, 0);
    EXPECT_NE(server.run({"jobs", "list", "--kind", "mail&state=done"}).status, 0);
}

}  // namespace
}  // namespace usher::testing
