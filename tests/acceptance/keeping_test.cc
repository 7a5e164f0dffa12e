// What is kept, and what is not: checkpoints of the log, counts at the end of a server, answers of
// erased users, closed accounts (spec.md R6, R7; rights.md RT30, RT34, RT37; threats 41, 48).
#include <gtest/gtest.h>

#include <functional>

#include "support/database.h"
#include "support/operator.h"
#include "support/waited.h"

namespace usher::testing {
namespace {

Account stamps(Server& server = Server::shared()) {
    return server.open("stamps", {.plan = "premier", .seats = 20});
}

// Until it is so, as long as a job of the server may take. One that was running when the clock was
// set is due again an hour later: that hour passes, too.
bool becomes(Server const& server, std::function<bool()> const& so) {
    int looked = 0;
    return waited(
        [&] {
            if (so()) return true;
            if (++looked % 20 == 0) server.steer(minutes(61));
            return false;
        },
        std::chrono::milliseconds(50));
}

Output verify(Account const& account) {
    return account.server().run({"audit", "verify", "--account", account.slug()});
}

TEST(R6, the_server_signs_its_chains_by_itself_and_what_was_cut_off_is_found) {  // threat 48
    Server server;
    auto account = stamps(server);
    account.join("ulf", {"user"});
    EXPECT_EQ(verify(account).out.find("kept checkpoints"), std::string::npos);
    server.steer(hours(2));
    ASSERT_TRUE(becomes(server, [&] {
        return verify(account).out.find("through 1 kept checkpoints") != std::string::npos;
    })) << verify(account).out;
    EXPECT_NE(server.log().find("\"event\":\"audit_checkpoint\""), std::string::npos)
        << "a copy of the log elsewhere is a witness";
    account.owner.sign_in();
    EXPECT_EQ(account.owner.get("/audit/verification").text("state"), "whole");
    server.stop();
    EXPECT_EQ(verify(account).status, 0);
    std::string chain = "account_id <> zeroblob(16)";
    {
        Database database(server);
        database.change("delete from audit where seq > 2 and " + chain);
        database.change(
            "update accounts set audit_seq = 2, audit_head = (select hash from audit "
            "where seq = 2 and " +
            chain + ")");
    }
    auto found = verify(account);
    EXPECT_NE(found.status, 0) << found.out;
    EXPECT_NE(found.err.find("were signed for"), std::string::npos) << found.err;
    server.start();
    account.owner.client.moved_to(server.url());
    auto seen = account.owner.get("/audit/verification");
    EXPECT_EQ(seen.text("state"), "broken") << seen.body;
    EXPECT_NE(seen.text("detail").find("were signed for"), std::string::npos) << seen.body;
    server.stop();
    Database(server).change("update audit_checkpoints set seq = 2 where " + chain);
    auto forged = verify(account);
    EXPECT_NE(forged.status, 0);
    EXPECT_NE(forged.err.find("audit.checkpoint"), std::string::npos) << forged.err;
}

TEST(R6, checkpoints_are_a_day_apart_and_can_be_switched_off) {
    Server server, silent({"--checkpoint-hours", "0"});
    auto account = stamps(server), other = stamps(silent);
    auto kept = [&](Account const& of) {
        auto out = verify(of).out;
        auto at = out.find("through ");
        return at == out.npos ? std::string("0")
                              : out.substr(at + 8, out.find(' ', at + 8) - at - 8);
    };
    server.steer(hours(2));
    ASSERT_TRUE(becomes(server, [&] { return kept(account) == "1"; }));
    account.owner.sign_in();
    account.invite("mia");
    server.steer(hours(3));
    account.owner.sign_in();
    EXPECT_EQ(kept(account), "1") << "it has grown, but not long enough ago";
    server.steer(hours(24));
    EXPECT_TRUE(becomes(server, [&] { return kept(account) == "2"; })) << kept(account);
    server.steer(hours(48));
    EXPECT_EQ(kept(account), "2") << "nothing new";
    silent.steer(hours(48));
    EXPECT_EQ(kept(other), "0");
}

TEST(R7, what_was_counted_when_the_server_was_stopped_is_in_the_log) {
    Server server;
    auto account = stamps(server);
    auto ulf = account.join("ulf", {"user"});
    for (int i = 0; i < 3; ++i)
        ulf.client.post("/v1/sign-in",
                        json::Object{{"email", ulf.email}, {"password", "not this one"}});
    EXPECT_EQ(ulf.get("/users").code(), "access.no_act");
    server.stop();  // SIGTERM, at once
    {
        Database database(server);
        EXPECT_EQ(database.count("audit_pending"), 0);
        EXPECT_EQ(database.count("audit where act = 'access.refused'"), 1);
    }
    server.start();
    account.owner.client.moved_to(server.url());
    auto failed = account.owner.get("/audit?act=signin.failed");
    EXPECT_EQ(failed.text("items.0.details.count"), "3") << failed.body;
}

TEST(PM6, a_wrong_password_is_in_the_log_wherever_it_was_given) {  // threat 41
    auto account = stamps(), other = stamps();
    auto ulf = account.join("ulf", {"user"});
    EXPECT_EQ(ulf.client.post("/v1/me/proof", json::Object{{"password", "a guess"}}).code(),
              "passwords.not_current");
    auto change = json::Object{{"current", "a guess"}, {"new", "seven herons on ice"}};
    EXPECT_EQ(ulf.client.put("/v1/me/password", change).code(), "passwords.not_current");
    ASSERT_EQ(other.owner.post("/users", json::Object{{"email", ulf.email}}).status, 201);
    auto join =
        json::Object{{"token", other.server().token_to(ulf.email, 2)}, {"password", "a guess"}};
    EXPECT_EQ(account.stranger().client.post("/v1/join", join).code(), "signin.wrong");
    std::int64_t count = 0;
    auto failed = account.owner.get("/audit?act=signin.failed");
    for (std::size_t i = 0; i < failed.count("items"); ++i)
        count += std::stoll(failed.text("items." + std::to_string(i) + ".details.count"));
    EXPECT_EQ(count, 3) << failed.body;
    EXPECT_TRUE(failed.holds("passwords.not_current"));
    EXPECT_FALSE(failed.holds("a guess"));
    EXPECT_EQ(failed.text("items.0.target.id"), "user:" + ulf.id);
    EXPECT_EQ(failed.text("items.0.details.entries.0.name"), "Ulf Tester") << "by name";
}

TEST(RT30, sign_ins_of_ones_own_people_are_seen_by_who_reads_one_place) {
    auto account = Server::shared().open("sendpro-online", {.plan = "sites"});
    auto l1 = account.location("L1"), l2 = account.location("L2");
    auto lin = account.join("lin", {{"admin"}, l1});
    auto uli = account.join("uli", {{"user"}, l1}), lex = account.join("lex", {{"user"}, l2});
    for (auto* who : {&uli, &lin, &lex}) ASSERT_EQ(who->sign_in().status, 200);
    auto seen = lin.get("/audit?act=signin.in");
    ASSERT_GE(seen.count("items"), 1U) << seen.body;
    EXPECT_TRUE(seen.holds(uli.id));
    EXPECT_FALSE(seen.holds(lex.id)) << "who is at home elsewhere is not seen";
    EXPECT_FALSE(seen.holds("Lex"));
    EXPECT_TRUE(account.owner.get("/audit?act=signin.in").holds(lex.id));
}

TEST(RT37, an_answer_that_is_given_again_names_no_erased_user) {
    auto account = stamps();
    auto& ada = account.owner;
    auto sam = account.join("sam", {"user", "user-manager"});
    auto max = account.join("max", {"user"});
    Headers edit{"Idempotency-Key: edit-1"}, invite{"Idempotency-Key: invite-1"},
        other{"Idempotency-Key: other-1"}, own{"Idempotency-Key: own-1"};
    auto name = json::Object{{"last_name", "Uniquelastname"}};
    ASSERT_EQ(ada.patch(sam.path(), name, edit).status, 200);
    auto many = json::Object{{"emails", json::Array{account.address("one"), sam.email}}};
    ASSERT_EQ(ada.post("/invitations", many, invite).text("sent"), "1");
    ASSERT_EQ(ada.patch(max.path(), name, other).status, 200);
    ASSERT_EQ(sam.patch(max.path(), json::Object{{"first_name", "Maxim"}}, own).status, 200);
    ASSERT_EQ(ada.del(sam.path()).status, 204);
    EXPECT_TRUE(ada.patch(sam.path(), name, edit).holds("Uniquelastname")) << "until then";
    ASSERT_EQ(ada.put("/users/" + sam.id + "/erasure").status, 200);
    for (auto const& again :
         {ada.patch(sam.path(), name, edit), ada.post("/invitations", many, invite)}) {
        EXPECT_EQ(again.code(), "idempotency.secret_shown") << again.body;
        EXPECT_FALSE(again.holds("Uniquelastname"));
        EXPECT_FALSE(again.holds(sam.email));
    }
    EXPECT_EQ(ada.patch(max.path(), name, other).header("idempotency-replayed"), "true")
        << "what speaks of others is given again";
    EXPECT_EQ(ada.get("/users?q=one").count("items"), 1U) << "and nothing was done twice";
    Database database(account.server());
    EXPECT_EQ(database.count("idempotency where cast(answer as text) like '%" + sam.email + "%'"),
              0);
}

TEST(RT37, an_answer_about_an_accounts_opening_names_no_first_user_who_was_erased) {
    Server server;
    auto olga = operator_of(server, "Olga");
    auto open = [&](std::string const& slug) {
        Headers key{"Idempotency-Key: open-" + slug};
        json::Object first{{"email", "uniquebox@" + slug + ".example"}, {"name", "Una First"}};
        return olga.client.post("/v1/accounts",
                                json::Object{{"name", "Mill"},
                                             {"slug", slug},
                                             {"blueprint", "stamps"},
                                             {"plan", "premier"},
                                             {"owner", std::move(first)}},
                                key);
    };
    for (auto const* slug : {"mill", "kiln"}) ASSERT_EQ(open(slug).status, 201);
    Person una(server.client(), "/v1/accounts/mill");
    json::Object join{{"token", server.token_to("uniquebox@mill.example")},
                      {"password", password_of("uniquebox@mill.example")}};
    ASSERT_EQ(una.client.post("/v1/join", join).status, 200);
    auto own = una.get("/users").text("items.0.id");
    json::Object second{{"email", "ada@mill.example"}, {"roles", roles_value({"admin"})}};
    ASSERT_EQ(una.post("/users", second).status, 201);
    Person ada(server.client(), "/v1/accounts/mill");
    ASSERT_EQ(ada.client
                  .post("/v1/join", json::Object{{"token", server.token_to("ada@mill.example")},
                                                 {"password", password_of("ada@mill.example")}})
                  .status,
              200);
    ASSERT_EQ(ada.del("/users/" + own).status, 204);
    EXPECT_TRUE(open("mill").holds("uniquebox")) << "until then";
    auto erased = ada.put("/users/" + own + "/erasure");
    ASSERT_EQ(erased.status, 200) << erased.body;
    EXPECT_EQ(open("mill").code(), "idempotency.secret_shown") << "and nothing is done twice";
    EXPECT_EQ(open("kiln").header("idempotency-replayed"), "true") << "that of another account";
    Database database(server);
    EXPECT_EQ(database.count("idempotency where cast(answer as text) like '%uniquebox@mill%'"), 0);
}

TEST(RT34, grants_go_with_the_roles_when_nobody_can_be_brought_back_any_more) {
    Server server;
    auto account = server.open("postmark", {.plan = "pro", .owner = "olga"});
    auto& olga = account.owner;
    auto s1 = json::Object{{"kind", "server"}, {"key", "1001"}, {"name", "S1"}};
    ASSERT_EQ(olga.post("/resources", s1).status, 201);
    auto tim = [&](std::string const& name) {
        auto user = account.new_user(name);
        user.emplace_back("roles", roles_value({"technical"}));
        user.emplace_back("grants", json::Array{json::Object{{"kind", "server"},
                                                             {"resources", json::Array{"1001"}}}});
        auto added = olga.post("/users", user);
        EXPECT_EQ(added.status, 201) << added.body;
        return added.text("id");
    };
    auto waits = tim("waits"), erased = tim("erased"), stays = tim("stays");
    Database database(server);
    ASSERT_EQ(database.count("grants"), 3);
    for (auto const& id : {waits, erased}) ASSERT_EQ(olga.del("/users/" + id).status, 204);
    EXPECT_EQ(database.count("grants"), 3) << "kept, to be restored with them";
    ASSERT_EQ(olga.put("/users/" + erased + "/erasure").status, 200);
    EXPECT_EQ(database.count("grants"), 2);
    server.steer(days(31));
    EXPECT_TRUE(becomes(server, [&] { return database.count("grants") == 1; }));
    olga.sign_in();
    EXPECT_EQ(olga.get("/users/" + stays).count("grants.0.resources"), 1U);
    EXPECT_EQ(olga.get("/resources?kind=server").count("items"), 1U) << "the thing itself stays";
}

TEST(RT34, a_removed_operator_who_is_no_user_anywhere_is_forgotten_after_a_while) {
    Server server;
    auto anna = operator_of(server, "Anna"), berta = operator_of(server, "Berta");
    ASSERT_EQ(berta.client.del("/v1/operators/" + anna.id).status, 204);
    auto known = [&](Person const& who) {
        return Database(server).count("identity_emails where email = '" + who.email + "'");
    };
    server.steer(days(29));
    EXPECT_EQ(anna.sign_in().status, 200);
    EXPECT_EQ(known(anna), 1);
    server.steer(days(2));
    EXPECT_TRUE(becomes(server, [&] { return known(anna) == 0; }));
    EXPECT_EQ(known(berta), 1);
    EXPECT_EQ(anna.sign_in().status, 401);
}

TEST(RT37, a_closed_account_is_emptied_after_its_grace_and_its_chain_stays_whole) {
    Server server;
    auto account = stamps(server), other = stamps(server);
    auto sam = account.join("sam", {"user", "user-manager"});
    auto pat = account.join("pat", {"user"});
    account.invite("mia");
    // Pat is a user of another account, too, and Sam of none.
    ASSERT_EQ(other.owner.post("/users", json::Object{{"email", pat.email}}).status, 201);
    ASSERT_EQ(
        pat.client.post("/v1/join", json::Object{{"token", server.token_to(pat.email, 2)}}).status,
        200);
    ASSERT_EQ(
        account.owner.post("/close", json::Object{{"name", "Account " + account.slug()}}).status,
        204);
    server.steer(days(29));
    server.steer(hours(2));
    Database database(server);
    auto here =
        "account_id = (select account_id from accounts where slug = '" + account.slug() + "')";
    EXPECT_EQ(database.count("users where " + here), 4) << "it can be opened again";
    EXPECT_EQ(sam.sign_in().status, 200);
    server.steer(days(2));
    server.steer(hours(2));
    ASSERT_TRUE(becomes(
        server, [&] { return database.count("accounts where emptied_at is not null") == 1; }));
    for (auto const* table : {"users", "user_email", "user_dir", "status_counts", "assignments",
                              "links", "jobs", "entries", "memberships_of", "idempotency"})
        EXPECT_EQ(database.count(std::string(table) + " where " + here), 0) << table;
    EXPECT_EQ(database.count("users where not " + here), 2) << "other accounts are not touched";
    auto exported = server.run({"audit", "export", "--account", account.slug()});
    ASSERT_EQ(exported.status, 0) << exported.err;
    for (auto const& secret : {sam.email, pat.email, std::string("Sam"), std::string("Tester")})
        EXPECT_EQ(exported.out.find(secret), std::string::npos) << secret;
    EXPECT_NE(exported.out.find("users.accept"), std::string::npos) << "what was done stays";
    EXPECT_NE(exported.out.find("accounts.empty"), std::string::npos);
    auto verified = server.run({"audit", "verify"});
    EXPECT_EQ(verified.status, 0) << verified.err;
    auto resumed = server.run({"account", "resume", account.slug()});
    EXPECT_NE(resumed.err.find("accounts.closed_for_good"), std::string::npos) << resumed.err;
    // Who had this account alone is gone from the instance; who has another one is not.
    EXPECT_EQ(pat.sign_in().status, 200);
    ASSERT_TRUE(becomes(server, [&] {
        return database.count("identity_emails where email = '" + sam.email + "'") == 0;
    }));
    EXPECT_EQ(sam.sign_in().code(), "signin.wrong");
    auto whole = server.run({"audit", "export"});
    EXPECT_EQ(whole.out.find(sam.email), std::string::npos) << "nor in the instance's own chain";
    EXPECT_EQ(server.run({"audit", "verify"}).status, 0);
}

TEST(RT37, a_closed_account_keeps_no_name_of_a_place_and_no_address_of_a_client) {
    Server server;
    auto account = server.open("sendpro-online", {.plan = "sites", .seats = 5});
    auto other = server.open("sendpro-online", {.plan = "sites", .seats = 5});
    auto lisbon = account.location("Lisbonquay");
    other.location("Lisbonquay");
    ASSERT_EQ(
        account.owner
            .patch("/places/" + account.location("Portoquay"), json::Object{{"name", "Bragaquay"}})
            .status,
        200);
    account.join("sam", Terms{{Role("user")}, lisbon});
    auto exported = [&](Account const& of) {
        return server.run({"audit", "export", "--account", of.slug()}).out;
    };
    for (auto const* told : {"Lisbonquay", "Portoquay", "Bragaquay", "127.0.0.1"})
        EXPECT_NE(exported(account).find(told), std::string::npos) << told << ": it proves nothing";
    ASSERT_EQ(
        account.owner.post("/close", json::Object{{"name", "Account " + account.slug()}}).status,
        204);
    server.steer(days(31));
    server.steer(hours(2));
    Database database(server);
    ASSERT_TRUE(becomes(
        server, [&] { return database.count("accounts where emptied_at is not null") == 1; }));
    for (auto const* gone : {"quay", "127.0.0.1", "::1", "\"address\""})
        EXPECT_EQ(exported(account).find(gone), std::string::npos) << gone;
    EXPECT_NE(exported(account).find("places.create"), std::string::npos) << "what was done stays";
    auto here =
        "account_id = (select account_id from accounts where slug = '" + account.slug() + "')";
    EXPECT_EQ(database.count("places where name = '' and " + here), 2);
    EXPECT_EQ(database.count("places where name like '%quay%' or name_key like '%quay%'"), 1)
        << "the other account's";
    EXPECT_NE(exported(other).find("Lisbonquay"), std::string::npos);
    for (auto const* table : {"audit", "places", "accounts"})
        EXPECT_EQ(database.count(std::string(table) + " where " + here) > 0, true) << table;
    auto verified = server.run({"audit", "verify"});
    EXPECT_EQ(verified.status, 0) << verified.err;
}

}  // namespace
}  // namespace usher::testing
