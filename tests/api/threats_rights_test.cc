// Attacks on who may do what: on invitations, seats, ownership, tenants and sessions that have lost
// their grounds (threats.md, by number), against the real program.
#include <gtest/gtest.h>

#include <atomic>
#include <thread>

#include "support/account.h"
#include "support/jobs.h"

namespace usher::testing {
namespace {

Account stamps(int seats = 20) {
    return Server::shared().open("stamps", {.plan = "premier", .seats = seats});
}
json::Object roles(std::vector<Role> const& list) { return {{"roles", roles_value(list)}}; }

Answer joins(Account const& account, std::string const& token, std::string const& email) {
    return account.stranger().client.post(
        "/v1/join", json::Object{{"token", token}, {"password", password_of(email)}});
}

TEST(Threat12, whoever_invites_learns_of_nobody_out_of_their_sight) {
    auto account = Server::shared().open("sendpro-online", {.plan = "sites", .seats = 5});
    auto l1 = account.location("L1"), l2 = account.location("L2");
    auto lin = account.join("lin", {{"admin"}, l1});
    auto lex = account.join("lex", {{"user"}, l2});
    auto other = Server::shared().open("sendpro-online", {.plan = "sites"});
    auto there = other.join("there", {"user"});
    auto invites = [&](std::string const& email) {
        return lin.post("/users", json::Object{{"email", email}, {"name", "Una"}, {"home", l1}});
    };
    auto taken = invites(lex.email);  // the one disclosure there is (RT32): that, and not who
    EXPECT_EQ(taken.code(), "users.exists");
    for (auto const& secret : {lex.id, std::string("Lex"), l2}) EXPECT_FALSE(taken.holds(secret));
    EXPECT_EQ(invites(there.email).status, 201) << "known to another account: as if new";
    EXPECT_EQ(invites(account.address("one")).status, 201);
    // Full: the same for a new address, one known elsewhere and one of no account, and no number.
    for (auto const& email : {account.address("two"), other.owner.email}) {
        auto full = invites(email);
        EXPECT_EQ(full.code(), "seats.none_left") << full.body;
        EXPECT_EQ(full.text("detail"), "No seat is free. Ask an administrator of the account.");
    }
    EXPECT_EQ(invites(lex.email).code(), "users.exists") << "as before it was full";
}

TEST(Threat13, no_name_of_a_user_is_a_way_to_sign_in) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"}), max = account.join("max", {"user"});
    auto guest = account.stranger().client;
    ASSERT_EQ(account.owner.patch(max.path(), json::Object{{"first_name", ulf.email}}).status / 100,
              2);
    auto as = [&](std::string const& email, std::string const& password) {
        return guest.post("/v1/sign-in", json::Object{{"email", email}, {"password", password}});
    };
    EXPECT_EQ(as(ulf.email, max.password).code(), "signin.wrong") << "whatever Max is called";
    EXPECT_EQ(as("Ulf", ulf.password).code(), "signin.wrong");
    EXPECT_EQ(as(ulf.id, ulf.password).code(), "signin.wrong");
    EXPECT_EQ(as(ulf.email, ulf.password).status, 200);
    auto named =
        json::Object{{"username", ulf.email}, {"email", ulf.email}, {"password", ulf.password}};
    EXPECT_EQ(guest.post("/v1/sign-in", named).text("field"), "username");
    auto user = account.new_user("mia");
    user.emplace_back("username", ulf.email);
    EXPECT_EQ(account.owner.post("/users", user).text("field"), "username");
    EXPECT_EQ(account.owner.patch(max.path(), json::Object{{"username", ulf.email}}).text("field"),
              "username");
}

TEST(Threat18, a_role_that_does_not_exist_is_given_in_no_way) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    for (auto const* role : {"owner", "supervisor", "users.invite", "ADMIN", "ad min", "", "*"}) {
        auto user = account.new_user("mia");
        user.emplace_back("roles", roles_value({role}));
        EXPECT_EQ(account.owner.post("/users", user).status, 422) << role;
        EXPECT_EQ(account.owner.put(ulf.path() + "/roles", roles({role})).status, 422) << role;
        auto many = json::Object{{"emails", json::Array{account.address("mia")}},
                                 {"roles", roles_value({role})}};
        EXPECT_EQ(account.owner.post("/invitations", many).status, 422) << role;
        auto bulk_of = json::Object{{"do", "give_role"}, {"role", role}, {"users", ids({ulf.id})}};
        EXPECT_EQ(account.owner.post("/bulk", bulk_of).status, 422) << role;
    }
    EXPECT_EQ(account.owner.get(ulf.path()).count("roles"), 1U);
    EXPECT_EQ(account.owner.get("/seats").text("used"), "2");
}

TEST(Threat21, an_invitation_ends_with_its_sender_its_time_and_its_address) {
    Server server;
    auto account = server.open("stamps", {.plan = "premier", .seats = 20});
    auto bob = account.join("bob", {"admin"});
    auto invites = [&](Person& who, std::string const& name) {
        auto user = account.new_user(name);
        user.emplace_back("roles", roles_value({"admin"}));
        EXPECT_EQ(who.post("/users", user).status, 201);
        return server.token_to(account.address(name));
    };
    auto join = [&](std::string const& token, std::string const& name) {
        return joins(account, token, account.address(name)).code();
    };
    auto by_bob = invites(bob, "mia");
    ASSERT_EQ(account.owner.put(bob.path() + "/suspension").status, 200);
    EXPECT_EQ(join(by_bob, "mia"), "invitations.withdrawn") << "the sender is suspended";
    ASSERT_EQ(account.owner.del(bob.path()).status, 204);
    EXPECT_EQ(join(by_bob, "mia"), "invitations.withdrawn") << "and deleted";
    EXPECT_EQ(account.owner.get("/users?q=mia").text("items.0.status"), "invited");

    auto old = invites(account.owner, "max");
    auto max = account.owner.get("/users?q=max").text("items.0.id");
    ASSERT_EQ(account.owner.del("/users/" + max).status, 204);
    EXPECT_EQ(join(old, "max"), "invitations.ended") << "revoked";
    invites(account.owner, "max");
    EXPECT_EQ(join(old, "max"), "invitations.ended") << "the address anew: by the new link alone";

    auto late = invites(account.owner, "lea");
    server.later(Duration{days(7).ms + minutes(1).ms});
    EXPECT_EQ(join(late, "lea"), "invitations.expired");
    account.owner.sign_in();
    auto closed = invites(account.owner, "zoe");
    ASSERT_EQ(
        account.owner.post("/close", json::Object{{"name", "Account " + account.slug()}}).status,
        204);
    EXPECT_EQ(join(closed, "zoe"), "invitations.withdrawn");
}

// Each of them holds a seat already; others who grab for the free one meanwhile take it from none.
TEST(Threat22, whoever_is_invited_joins_while_others_fight_for_the_last_seat) {
    auto account = stamps(6);
    std::vector<std::string> names{"ann", "bob", "cem", "dua"}, tokens;
    for (auto const& name : names) account.invite(name);
    for (auto const& name : names)
        tokens.push_back(account.server().token_to(account.address(name)));
    std::atomic<int> joined = 0, added = 0, refused = 0;
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < names.size(); ++i)
        threads.emplace_back([&, i] {
            auto answer = joins(account, tokens[i], account.address(names[i]));
            while (answer.code() == "signin.busy")
                answer = joins(account, tokens[i], account.address(names[i]));
            joined += answer.status == 200;
        });
    for (int i = 0; i < 12; ++i)
        threads.emplace_back([&, i, by = account.owner]() mutable {
            auto answer = by.post("/users", account.new_user("n" + std::to_string(i)));
            added += answer.status == 201;
            refused += answer.code() == "seats.none_left";
        });
    for (auto& thread : threads) thread.join();
    EXPECT_EQ(joined, 4);
    EXPECT_EQ(added, 1);
    EXPECT_EQ(refused, 11);
    EXPECT_EQ(account.owner.get("/seats").text("used"), "6");
}

TEST(Threat33, a_closed_account_lets_nobody_in_by_any_way) {
    auto account = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    account.invite("mia");
    auto token = account.server().token_to(account.address("mia"));
    auto made = account.server().run({"key", "make", "--blueprint", "stamps", "--name", "shop"});
    Headers bearer{"Authorization: Bearer " + made.out.substr(0, made.out.find('\n')),
                   "Content-Type: application/json"};
    auto asks = [&] {
        return account.stranger().client.send(
            "POST", "/v1/check",
            json::text(json::Object{
                {"account", account.slug()}, {"user", max.id}, {"permission", "postage.print"}}),
            bearer);
    };
    auto reads = [&] {
        return account.stranger().client.send("GET", "/v1/accounts/" + account.slug() + "/users",
                                              "", bearer);
    };
    EXPECT_EQ(asks().text("allowed"), "true");
    EXPECT_EQ(reads().status, 200);
    ASSERT_EQ(
        account.owner.post("/close", json::Object{{"name", "Account " + account.slug()}}).status,
        204);
    EXPECT_EQ(asks().text("allowed"), "false");
    EXPECT_EQ(reads().code(), "access.no_act") << "nor the product, but for its question";
    EXPECT_EQ(max.get("/users").code(), "accounts.not_open");
    ASSERT_EQ(max.sign_in().status, 200) << "the person is not closed";
    for (auto const* path : {"/users", "/seats", "/audit", "/places"})
        EXPECT_EQ(max.get(path).code(), "accounts.not_open") << path;
    EXPECT_EQ(max.client.get("/v1/me?account=" + account.slug()).code(), "accounts.not_open");
    EXPECT_EQ(joins(account, token, account.address("mia")).code(), "invitations.withdrawn");
}

// There is no identity provider and no claimed domain yet: an account gets a person by a link that
// it mailed, and in no other way.
TEST(Threat34, nobody_binds_themselves_to_an_account_that_did_not_ask_them) {
    auto mine = stamps(), theirs = stamps();
    auto victim = theirs.join("victim", {"user"});
    auto& me = mine.owner;
    auto base = "/v1/me/accounts/" + theirs.slug();
    EXPECT_EQ(me.client.get(base).status, 404);
    EXPECT_EQ(me.client.patch(base, json::Object{{"first_name", "X"}}).status, 404);
    EXPECT_EQ(me.client.get("/v1/me?account=" + theirs.slug()).status, 404);
    // One's own administrator's links lead into the own account, whoever the address belongs to.
    auto invited = me.post("/users", json::Object{{"email", theirs.owner.email}});
    ASSERT_EQ(invited.status, 201);
    auto token = theirs.server().token_to(theirs.owner.email, 2);
    for (auto const* name : {"account", "user", "account_id"})
        EXPECT_EQ(me.client.post("/v1/join", json::Object{{"token", token}, {name, theirs.slug()}})
                      .code(),
                  "field.unknown");
    EXPECT_EQ(me.client.post("/v1/join", json::Object{{"token", token}}).code(),
              "invitations.other_identity");
    // Nor does an administrator bind somebody else's person to a user by naming an address.
    auto ulf = mine.join("ulf", {"user"});
    ASSERT_EQ(me.put(ulf.path() + "/email", json::Object{{"email", victim.email}}).status, 200);
    EXPECT_EQ(me.get(ulf.path()).text("email"), ulf.email) << "until they accept it themselves";
    EXPECT_EQ(victim.client.get("/v1/me").count("accounts"), 1U);
    EXPECT_EQ(ulf.sign_in().status, 200);
}

TEST(Threat35, a_move_takes_what_was_seen_there_from_an_open_session) {
    auto account = Server::shared().open("sendpro-online", {.plan = "sites"});
    auto l1 = account.location("L1"), l2 = account.location("L2");
    auto lin = account.join("lin", {{"admin"}, l1});
    auto uli = account.join("uli", {{"user"}, l1}), lex = account.join("lex", {{"user"}, l2});
    EXPECT_EQ(lin.get(uli.path()).status, 200);
    EXPECT_EQ(lin.get(lex.path()).status, 404);
    ASSERT_EQ(account.owner.patch(lin.path(), json::Object{{"home", l2}}).status, 200);
    EXPECT_EQ(lin.get(uli.path()).status, 404);
    EXPECT_EQ(lin.put(uli.path() + "/suspension").status, 404);
    EXPECT_EQ(lin.get(lex.path()).status, 200);
    EXPECT_FALSE(lin.get("/users").holds("uli@"));
}

TEST(Threat35, no_session_survives_a_reset_an_end_of_entries_or_another_address) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user", "user-manager"});
    auto guest = account.stranger().client;
    ASSERT_EQ(guest.post("/v1/forgot", json::Object{{"email", ulf.email}}).status, 204);
    auto reset = json::Object{{"token", account.server().token_to(ulf.email, 2)},
                              {"password", "seven herons on ice"}};
    ASSERT_EQ(guest.post("/v1/reset", reset).status, 204);
    EXPECT_EQ(ulf.get("/users").status, 401);
    ulf.password = "seven herons on ice";
    ASSERT_EQ(ulf.sign_in().status, 200);
    EXPECT_EQ(ulf.get("/users").status, 200);
    ASSERT_EQ(account.owner.del(ulf.path() + "/entries").status, 204);
    EXPECT_EQ(ulf.get("/users").status, 401);
    ASSERT_EQ(ulf.sign_in().status, 200);
    auto box = account.address("new-ulf");
    ASSERT_EQ(
        account.owner.put(ulf.path() + "/email", json::Object{{"email", box}, {"end_now", true}})
            .status,
        200);
    EXPECT_EQ(ulf.get("/users").code(), "access.address_needed");
}

TEST(Threat36, entries_of_somebody_stronger_or_elsewhere_are_not_listed) {
    auto account = stamps(), other = stamps();
    auto max = account.join("max", {"user", "user-manager"});
    auto ulf = account.join("ulf", {"user"});
    EXPECT_EQ(max.get(ulf.path() + "/entries").status, 200);
    EXPECT_EQ(max.get(account.owner.path() + "/entries").code(), "access.not_contained");
    EXPECT_EQ(max.del(account.owner.path() + "/entries").code(), "access.not_contained");
    EXPECT_EQ(ulf.get(max.path() + "/entries").status, 404);
    EXPECT_EQ(other.owner.get(ulf.path() + "/entries").status, 404);
    EXPECT_EQ(other.owner.del(ulf.path() + "/entries").status, 404);
    EXPECT_EQ(ulf.client.get("/v1/me").status, 200);
}

TEST(Threat42, nothing_is_changed_by_a_get_or_by_a_method_that_hides_another) {
    auto account = stamps();
    auto ulf = account.join("ulf", {"user"});
    auto cookie = "Cookie: __Host-usher=" + account.owner.client.session();
    auto const& client = account.owner.client;
    for (auto const* path :
         {"/v1/me/password", "/v1/reset", "/v1/join", "/v1/sign-out", "/v1/forgot", "/v1/me/proof"})
        for (auto const* method : {"GET", "HEAD"})
            EXPECT_EQ(client.send(method, path, "", {cookie}).status, 405) << method << path;
    for (auto const* hidden :
         {"X-HTTP-Method-Override: DELETE", "X-HTTP-Method: DELETE", "X-Method-Override: DELETE"}) {
        auto read = client.send("GET", account.base() + ulf.path(), "", {cookie, hidden});
        EXPECT_EQ(read.status, 200) << "read, and no more";
    }
    auto change = json::text(
        json::Object{{"current", account.owner.password}, {"new", "seven herons on ice"}});
    auto foreign =
        client.send("PUT", "/v1/me/password", change,
                    {cookie, "Content-Type: application/json", "Origin: https://evil.example"});
    EXPECT_EQ(foreign.code(), "http.origin");
    EXPECT_EQ(account.owner.get(ulf.path()).text("status"), "active");
    EXPECT_EQ(account.owner.sign_in().status, 200);
}

}  // namespace
}  // namespace usher::testing
